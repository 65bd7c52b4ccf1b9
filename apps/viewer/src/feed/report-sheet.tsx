import { Button, CheckRow, Sheet, TextArea, toast } from '@haowu/ui';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, ask } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import { problemSentence } from '../shell/problem.tsx';

const reasons = [
  'false_claim',
  'counterfeit',
  'vulgar',
  'dangerous',
  'minors',
  'infringement',
  'harassment',
  'spam',
  'other',
] as const;

/** One reason, an optional sentence; open to visitors too. */
export default function ReportSheet({ videoId, onClose }: { videoId: string; onClose: () => void }) {
  const t = useWords('feed');
  const [reason, setReason] = useState<(typeof reasons)[number] | undefined>(undefined);
  const [text, setText] = useState('');
  const key = useRef(crypto.randomUUID());
  const send = useMutation({
    mutationFn: (chosen: (typeof reasons)[number]) =>
      ask(
        api.POST('/api/v1/reports', {
          params: { header: { 'Idempotency-Key': key.current } },
          body: { subjectKind: 'video', subjectId: videoId, reason: chosen, text: text.trim() },
        }),
      ),
    onSuccess: () => {
      toast(t('reportDone'), 'jade');
      onClose();
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <Sheet
      title={t('reportTitle')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <Button
          kind="primary"
          size="large"
          wide
          disabled={reason === undefined}
          busy={send.isPending}
          onClick={() => reason !== undefined && send.mutate(reason)}
        >
          {t('reportSend')}
        </Button>
      }
    >
      <p className="m-0 mb-2 text-ink-2">{t('reportHint')}</p>
      <fieldset className="m-0 grid grid-cols-2 border-0 p-0">
        <legend className="hw-hidden">{t('reportTitle')}</legend>
        {reasons.map((one) => (
          <CheckRow key={one} kind="radio" name="reason" checked={reason === one} onChange={() => setReason(one)}>
            {t(`reportReason.${one}`)}
          </CheckRow>
        ))}
      </fieldset>
      <TextArea
        label={t('reportText')}
        optional
        value={text}
        maxLength={500}
        onChange={(event) => setText(event.target.value)}
      />
    </Sheet>
  );
}
