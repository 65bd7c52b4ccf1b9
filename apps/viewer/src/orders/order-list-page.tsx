import { EmptyState, Icon, Loading, Price, Skeleton, Tabs, tabPanelProps } from '@haowu/ui';
import { Link, useSearchParams } from 'react-router';
import { api, ask, keys } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { ListEnd } from '../shop/list-end.tsx';
import { usePages } from '../shop/use-pages.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderLineRow } from './order-line.tsx';
import { OrderNote } from './order-note.tsx';
import { type Order, totalLabel } from './order-state.ts';
import { useOrdersWords } from './use-orders-words.ts';

const orderTabs = [
  'all',
  'awaiting_payment',
  'awaiting_dispatch',
  'awaiting_receipt',
  'awaiting_review',
  'aftersale',
] as const;
type OrderTab = (typeof orderTabs)[number];

/** /orders?tab= */
export default function OrderListPage() {
  const { t } = useOrdersWords();
  const [params, setParams] = useSearchParams();
  const tab: OrderTab = orderTabs.find((candidate) => candidate === params.get('tab')) ?? 'all';
  const { query, items, first } = usePages([...keys.orders, tab], (cursor) =>
    ask(api.GET('/api/v1/orders', { params: { query: { tab, cursor, limit: 10 } } })),
  );
  const counts = first?.counts;
  return (
    <Page title={t('orders')} back="/me">
      <div className="sticky top-[calc(var(--banner-height)+48px)] z-10 bg-paper px-4 [&_.hw-tab]:!text-[14px] [&_.hw-tabs]:!gap-3 lg:top-[calc(var(--banner-height)+60px)]">
        <Tabs
          id="orders"
          label={t('tabs')}
          value={tab}
          onChange={(next) => setParams(next === 'all' ? {} : { tab: next }, { replace: true })}
          items={orderTabs.map((key) => ({
            key,
            label: t(`tab_${key}`),
            ...(key === 'all' ? {} : { count: counts?.[key] ?? 0 }),
          }))}
        />
      </div>
      <div {...tabPanelProps('orders', tab)} className="grid gap-3 px-3 pt-3 pb-6 outline-none">
        {query.isPending ? (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={200} radius={12} />
              <Skeleton height={200} radius={12} />
            </div>
          </Loading>
        ) : query.isError && items.length === 0 ? (
          <ProblemState error={query.error} onRetry={() => void query.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState
            drawing="parcel"
            title={t(`empty_${tab}`)}
            action={
              <Link to="/mall" className="hw-button hw-button-primary hw-button-medium">
                {t('emptyAction')}
              </Link>
            }
          />
        ) : (
          <>
            {items.map((order) => (
              <OrderCard key={order.id} order={order} />
            ))}
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

function OrderStateWord({ order }: { order: Order }) {
  const { t } = useOrdersWords();
  const tone = order.state === 'received' ? 'text-jade' : order.state === 'cancelled' ? 'text-ink-3' : 'text-amber';
  return <span className={`flex-none text-[15px] font-semibold ${tone}`}>{t(`state_${order.state}`)}</span>;
}

function OrderCard({ order }: { order: Order }) {
  const { t } = useOrdersWords();
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <article className="grid gap-3 rounded-card bg-surface p-4" aria-label={`${order.shop.name} ${order.number}`}>
      <div className="flex items-center justify-between gap-3">
        <Link
          to={`/shops/${order.shop.id}`}
          className="flex min-h-8 min-w-0 items-center gap-1 text-[16px] font-semibold"
        >
          <span className="truncate">{order.shop.name}</span>
          <Icon name="forward" size={15} className="flex-none text-ink-3" />
        </Link>
        <OrderStateWord order={order} />
      </div>
      {order.lines.map((line) => (
        <OrderLineRow key={line.id} line={line} to={`/orders/${order.id}`} />
      ))}
      <p className="m-0 flex items-baseline justify-end gap-1.5 text-[13px] text-ink-2">
        {t('pieces', { number: pieces })} · {t(totalLabel(order))}
        <Price money={order.amounts.total} size={18} quiet />
      </p>
      <OrderNote order={order} />
      <OrderActions order={order} />
    </article>
  );
}
