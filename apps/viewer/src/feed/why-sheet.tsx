import { Icon, Loading, Note, Sheet, Skeleton } from '@haowu/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, ask } from '../api.ts';
import { useWords } from '../i18n/index.ts';
import type { FeedItem } from './feed-list.ts';
import { reasonWords, sourceWords } from './reason-words.ts';

/** The recorded reasons of one impression, and where to change what they rest on. */
export default function WhySheet({ item, onClose }: { item: FeedItem; onClose: () => void }) {
  const t = useWords('feed');
  const answer = useQuery({
    queryKey: ['explanation', item.impressionToken],
    queryFn: () =>
      ask(api.GET('/api/v1/feed/explanations', { params: { query: { impressionToken: item.impressionToken } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  // several sources may name the same reason; it is read once
  const reasons = new Set((answer.data?.reasons ?? item.reasons).map((reason) => reasonWords(reason, item.video, t)));
  const source = answer.data === undefined ? undefined : sourceWords(answer.data.source, t);
  return (
    <Sheet title={t('whyTitle')} desktop="panel" onClose={onClose}>
      <div className="grid gap-3">
        <p className="m-0 text-ink-2">{t('whyIntro')}</p>
        <ul className="grid gap-2">
          {[...reasons].map((words) => (
            <li key={words} className="flex gap-2 text-base">
              <Icon name="check" size={20} className="mt-0.5 shrink-0 text-jade" />
              {words}
            </li>
          ))}
        </ul>
        {answer.isPending && (
          <Loading>
            <Skeleton lines={2} height={12} />
          </Loading>
        )}
        {answer.data?.strongestTerm && <p className="m-0 text-base">{t(`whyTerm.${answer.data.strongestTerm}`)}</p>}
        {answer.data?.explored && (
          <Note tone="jade">{answer.data.draw ? t(`whyDraw.${answer.data.draw}`) : t('whyExplored')}</Note>
        )}
        {answer.data?.personalised === false && <Note>{t('whyNotPersonalised')}</Note>}
        {answer.data !== undefined && (
          <p className="m-0 text-xs text-ink-3">
            {source !== undefined && `${t('whyFrom', { source })} · `}
            {t('whyPolicy', { version: answer.data.policyVersion })}
          </p>
        )}
        <nav className="grid divide-y divide-line border-t border-line text-base">
          <Link to="/me/interests" className="flex min-h-12 items-center justify-between">
            {t('whyManage')} <Icon name="forward" size={18} />
          </Link>
          <Link to="/me/privacy" className="flex min-h-12 items-center justify-between">
            {t(answer.data?.personalised === false ? 'whyOn' : 'whyOff')} <Icon name="forward" size={18} />
          </Link>
        </nav>
      </div>
    </Sheet>
  );
}
