import { Button, EmptyState, formatAgo, formatMoney, Icon, type IconName, Loading, Skeleton, toast } from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, ask, keys, type Schemas } from '../api.ts';
import { hasWord } from '../i18n/index.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { ListEnd } from '../shop/list-end.tsx';
import { useNow } from '../shop/use-now.ts';
import { usePages } from '../shop/use-pages.ts';
import { useMeWords } from './use-me-words.ts';

type Notice = Schemas['Notice'];

/** /notices: what happened to my orders, parcels, refunds and videos. */
export default function NoticesPage() {
  const { t } = useMeWords();
  const client = useQueryClient();
  const { query, items, first } = usePages([...keys.notices, 'list'], (cursor) =>
    ask(api.GET('/api/v1/notices', { params: { query: { cursor, limit: 30 } } })),
  );
  const newest = items[0];
  const readAll = useMutation({
    mutationFn: (upTo: string) => ask(api.PUT('/api/v1/notices/read', { body: { upTo } })),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.notices }),
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <Page
      title={t('notices')}
      back={false}
      actions={
        newest !== undefined && (first?.unread ?? 0) > 0 ? (
          <Button
            kind="quiet"
            busy={readAll.isPending}
            className="whitespace-nowrap"
            onClick={() => readAll.mutate(newest.id)}
          >
            {t('noticesReadAll')}
          </Button>
        ) : undefined
      }
    >
      <div className="px-3 pb-6">
        {query.isPending ? (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={64} radius={12} />
              <Skeleton height={64} radius={12} />
              <Skeleton height={64} radius={12} />
            </div>
          </Loading>
        ) : query.isError && items.length === 0 ? (
          <ProblemState error={query.error} onRetry={() => void query.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState drawing="bell" title={t('noticesEmpty')} text={t('noticesEmptyHint')} />
        ) : (
          <>
            <ul className="m-0 list-none divide-y divide-line overflow-hidden rounded-card bg-surface p-0">
              {items.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} />
              ))}
            </ul>
            <ListEnd
              hasMore={query.hasNextPage}
              busy={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        )}
      </div>
    </Page>
  );
}

const icons: Record<string, IconName> = {
  order: 'receipt',
  payment: 'wallet',
  parcel: 'truck',
  refund: 'returns',
  aftersale: 'returns',
  review: 'star',
  comment: 'comment',
  video: 'play',
  product: 'box',
};

const paths: Record<Notice['link']['kind'], (id: string) => string | null> = {
  order: (id) => `/orders/${id}`,
  aftersale: (id) => `/aftersales/${id}`,
  video: (id) => `/v/${id}`,
  product: (id) => `/products/${id}`,
  none: () => null,
};

/** The details a notice carries, as one line of words; what is not known is left out. */
function useDetails(): (notice: Notice) => string {
  const { t } = useMeWords();
  return ({ kind, params }) => {
    const parts: string[] = [];
    if (typeof params.by === 'string') {
      const key = `${kind === 'order.received' ? 'byReceipt' : 'by'}_${params.by}`;
      if (hasWord(`me:${key}`)) parts.push(t(key));
    }
    if (typeof params.title === 'string' && params.title !== '') parts.push(params.title);
    if (params.orderNumber !== undefined) parts.push(t('noticeOrder', { number: params.orderNumber }));
    if (params.waybillNumber !== undefined) parts.push(t('noticeWaybill', { number: params.waybillNumber }));
    if (typeof params.place === 'string' && params.place !== '') parts.push(params.place);
    if (typeof params.amountMinor === 'number') {
      const currency = typeof params.currency === 'string' ? params.currency : 'CNY';
      parts.push(t('noticeAmount', { amount: formatMoney({ amountMinor: params.amountMinor, currency }) }));
    }
    return parts.join(' · ');
  };
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { t, locale, coded } = useMeWords();
  const now = useNow(60_000);
  const details = useDetails()(notice);
  const path = paths[notice.link.kind](notice.link.id);
  const inside = (
    <>
      <span className="relative grid size-10 flex-none place-items-center rounded-full bg-surface-2 text-ink-2">
        <Icon name={icons[notice.kind.split('.')[0] ?? ''] ?? 'bell'} size={20} />
        {!notice.read && (
          <span className="absolute top-0 right-0 size-2.5 rounded-full bg-persimmon-fill ring-2 ring-surface">
            <span className="hw-hidden">{t('noticeUnread')}</span>
          </span>
        )}
      </span>
      <span className="grid min-w-0 flex-1">
        <span className="flex items-baseline justify-between gap-2">
          <span className={`text-[15px] ${notice.read ? '' : 'font-semibold'}`}>{coded(`n_${notice.kind}`)}</span>
          <time dateTime={notice.at} className="flex-none text-xs text-ink-3">
            {formatAgo(notice.at, locale, now)}
          </time>
        </span>
        {details !== '' && <span className="line-clamp-2 text-[13px] text-ink-2">{details}</span>}
      </span>
    </>
  );
  const className = 'flex items-center gap-3 px-4 py-3';
  return (
    <li>
      {path === null ? (
        <div className={className}>{inside}</div>
      ) : (
        <Link to={path} className={`${className} hover:bg-surface-2`}>
          {inside}
        </Link>
      )}
    </li>
  );
}
