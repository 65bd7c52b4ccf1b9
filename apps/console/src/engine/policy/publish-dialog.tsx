import { ApiProblem, ask } from '@haowu/api-client';
import { api, ErrorState, once } from '@haowu/ui/desk/index.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Policy } from '../queries.ts';
import { PolicyDiff, readableChanges } from './policy-diff.tsx';
import type { PolicyDocument } from './policy-document.ts';

/**
 * Publishing a draft, or an older version once more: says what changes, for whom and from when, and refuses to go on when
 * somebody published another version after this comparison was drawn.
 */
export function PublishDialog(props: {
  policy: Policy;
  inForce: Policy;
  kind: 'publish' | 'rollBack';
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { policy, inForce, kind } = props;
  const [note, setNote] = useState('');
  const [comparedWith, setComparedWith] = useState(inForce.id);
  const place = { path: { id: policy.id } };
  const put = useMutation({
    mutationFn: () =>
      kind === 'publish'
        ? ask(
            api.POST('/api/v1/console/policies/{id}/publish', {
              params: { ...place, header: once() },
              body: { revision: policy.revision, comparedWithId: comparedWith },
            }),
          )
        : ask(
            api.POST('/api/v1/console/policies/{id}/roll-back', {
              params: { ...place, header: once() },
              body: { comparedWithId: comparedWith, note },
            }),
          ),
    onSuccess: (answer) => {
      client.setQueryData(['policy', answer.id], answer);
      void client.invalidateQueries({ queryKey: ['policies'] });
      void client.invalidateQueries({ queryKey: ['policy'] });
      message.success(t('engine.publish.done', { version: answer.version }));
      props.onClose();
      void navigate(`/policies/${answer.id}`);
    },
    onError: () => {
      void client.invalidateQueries({ queryKey: ['policies'] });
      void client.invalidateQueries({ queryKey: ['policy'] });
    },
  });
  const overtaken = comparedWith !== inForce.id;
  const isConflict = put.error instanceof ApiProblem && put.error.code === 'recommender.policy_published_meanwhile';
  const before = inForce.policy as PolicyDocument;
  const after = policy.policy as PolicyDocument;
  const changes = readableChanges(before, after);
  const fixed = new Set(policy.fields.filter(({ editable }) => !editable).map(({ path }) => path));
  const refused = changes.some(({ path }) => fixed.has(path));
  return (
    <Modal
      open={props.open}
      width={720}
      title={t(`engine.publish.${kind}.title`, { version: policy.version })}
      onCancel={props.onClose}
      destroyOnHidden
      footer={
        <div className="desk-row engine-modal-foot">
          <span className="desk-grow" />
          <Button onClick={props.onClose}>{t('desk.cancel')}</Button>
          {overtaken ? (
            <Button
              type="primary"
              onClick={() => {
                setComparedWith(inForce.id);
                put.reset();
              }}
            >
              {t('engine.publish.compareAgain', { version: inForce.version })}
            </Button>
          ) : (
            <Button type="primary" loading={put.isPending} disabled={refused} onClick={() => put.mutate()}>
              {t(`engine.publish.${kind}.confirm`)}
            </Button>
          )}
        </div>
      }
    >
      {overtaken || isConflict ? (
        <Alert
          type="warning"
          showIcon
          title={t('engine.publish.meanwhile', { version: inForce.version, who: inForce.publisher?.nickname ?? '–' })}
          description={t('engine.publish.meanwhileNote')}
          className="desk-gap"
        />
      ) : put.isError ? (
        <div className="desk-gap">
          <ErrorState error={put.error} />
        </div>
      ) : null}
      <p>{t('engine.publish.what', { count: changes.length, version: inForce.version })}</p>
      <p className="desk-gap desk-second">{t('engine.publish.whom')}</p>
      {refused ? <Alert type="error" title={t('engine.publish.refused')} className="desk-gap" /> : null}
      <PolicyDiff
        before={before}
        after={after}
        beforeVersion={inForce.version}
        afterVersion={policy.version}
        fields={policy.fields}
      />
      {kind === 'rollBack' ? (
        <label className="engine-note" htmlFor="roll-back-note">
          <span>{t('engine.policy.note')}</span>
          <Input.TextArea
            id="roll-back-note"
            rows={2}
            maxLength={500}
            value={note}
            placeholder={t('engine.publish.rollBack.notePlaceholder')}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
      ) : null}
    </Modal>
  );
}
