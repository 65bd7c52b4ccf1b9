import { ask } from '@haowu/api-client';
import { api, type Column, Page, SchemaTable, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatCount, formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { Button, Input, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentShop } from '../current-shop.tsx';
import { useToday } from '../today.ts';
import { BulkDispatch } from './bulk-dispatch.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import { DispatchBy, goodsText, type Order, OrderState } from './order-words.tsx';

/** Business time may run ahead of this machine's clock; what has happened is never in the future. */
function businessNow(orders: readonly Order[]): number {
  const known = orders.flatMap((order) => [order.placedAt, order.paidAt, order.dispatchedAt, order.receivedAt]);
  return Math.max(Date.now(), ...known.map((at) => (at ? Date.parse(at) : 0)));
}

/** Due first: the tabs run from what is late to what is over. */
const tabs = {
  awaiting_dispatch: { state: 'awaiting_dispatch' },
  late: { due: 'late' },
  soon: { due: 'soon' },
  awaiting_receipt: { state: 'awaiting_receipt' },
  received: { state: 'received' },
  awaiting_payment: { state: 'awaiting_payment' },
  cancelled: { state: 'cancelled' },
  all: {},
} as const satisfies Record<string, { state?: Order['state']; due?: 'late' | 'soon' }>;
type Tab = keyof typeof tabs;

export function OrdersPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const { shopId } = useCurrentShop();
  const wanted = get('tab');
  const tab: Tab = wanted && wanted in tabs ? (wanted as Tab) : 'awaiting_dispatch';
  const q = get('q');
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [now, setNow] = useState(() => Date.now());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [seen, setSeen] = useState<ReadonlyMap<string, Order>>(new Map());
  const [sending, setSending] = useState(false);
  const chosen = [...selected]
    .flatMap((id) => seen.get(id) ?? [])
    .filter((order) => order.state === 'awaiting_dispatch');
  const today = useToday();
  const countOf = (key: Tab): number =>
    key === 'late'
      ? (today.data?.due.late ?? 0)
      : key === 'soon'
        ? (today.data?.due.lateSoon ?? 0)
        : key === 'all'
          ? Object.values(counts).reduce((sum, count) => sum + count, 0)
          : (counts[key] ?? 0);
  const columns = useMemo<Column<Order>[]>(
    () => [
      {
        key: 'number',
        title: t('orders.number'),
        cell: (order) => <span className="desk-mono">{order.number}</span>,
        csv: (order) => order.number,
      },
      {
        key: 'goods',
        title: t('orders.goodsColumn'),
        cell: (order) => {
          const first = order.lines[0];
          return (
            <span className="desk-goods">
              {first?.image ? (
                <img className="desk-thumb" src={first.image.url} alt="" loading="lazy" />
              ) : (
                <span className="desk-thumb" />
              )}
              <span className="desk-clip" title={goodsText(order)}>
                {goodsText(order)}
              </span>
            </span>
          );
        },
        csv: goodsText,
      },
      {
        key: 'state',
        title: t('orders.stateName'),
        cell: (order) => (
          <>
            <OrderState state={order.state} />
            {order.lines.some((line) => line.aftersale) ? (
              <span className="desk-down"> {t('orders.aftersale')}</span>
            ) : null}
          </>
        ),
        csv: (order) => order.state,
      },
      {
        key: 'dispatchBy',
        title: t('orders.dispatchBy'),
        cell: (order) => (
          <DispatchBy order={order} now={now} due={tab === 'late' || tab === 'soon' ? tab : undefined} />
        ),
        csv: (order) => order.dispatchBy,
      },
      {
        key: 'to',
        title: t('orders.to'),
        cell: (order) => `${order.address.province} ${order.address.city}`,
        csv: (order) => `${order.address.province} ${order.address.city}`,
        hidden: true,
      },
      {
        key: 'note',
        title: t('orders.note'),
        cell: (order) => <span className="desk-clip studio-note">{order.note || '–'}</span>,
        csv: (order) => order.note,
      },
      {
        key: 'placed',
        title: t('orders.placedAt'),
        cell: (order) => formatDateTime(order.placedAt, locale),
        csv: (order) => order.placedAt,
      },
      {
        key: 'total',
        title: t('orders.total'),
        align: 'right',
        cell: (order) => formatMoney(order.amounts.total),
        csv: (order) => order.amounts.total.amountMinor / 100,
      },
    ],
    [t, locale, now, tab],
  );
  return (
    <Page title={t('orders.name')} purpose={t('orders.purpose')}>
      <Tabs
        activeKey={tab}
        onChange={(key) => {
          setSelected(new Set());
          set({ tab: key === 'awaiting_dispatch' ? undefined : key });
        }}
        items={(Object.keys(tabs) as Tab[]).map((key) => ({
          key,
          label: (
            <>
              {t(`orders.tab.${key}`)}
              {countOf(key) ? <span className="studio-count">{formatCount(countOf(key))}</span> : null}
            </>
          ),
        }))}
      />
      <SchemaTable
        name="orders"
        label={t('orders.name')}
        columns={columns}
        rowKey={(order) => order.id}
        queryKey={['orders', shopId ?? null, tab, q]}
        load={async (paging, signal) => {
          const page = await ask(
            api.GET('/api/v1/studio/orders', {
              params: { query: { ...paging, ...tabs[tab], ...(shopId ? { shopId } : {}), ...(q ? { q } : {}) } },
              ...(signal ? { signal } : {}),
            }),
          );
          if (signal) {
            setCounts(page.counts);
            setNow(businessNow(page.items));
            setSeen((before) => {
              const after = new Map(before);
              for (const order of page.items) after.set(order.id, order);
              return after;
            });
          }
          return page;
        }}
        selection={{
          selected,
          onChange: setSelected,
          selectable: (order) => order.state === 'awaiting_dispatch',
          rowLabel: (order) => t('orders.select', { number: order.number }),
        }}
        onOpen={(order) => set({ order: order.id }, { push: true })}
        empty={tab === 'late' || tab === 'soon' ? t('orders.noneDue') : t('orders.empty')}
        toolbar={
          <>
            <Input.Search
              allowClear
              size="small"
              className="studio-search"
              defaultValue={q ?? ''}
              placeholder={t('orders.search')}
              aria-label={t('orders.search')}
              onSearch={(value) => set({ q: value.trim() || undefined })}
            />
            {chosen.length > 0 ? (
              <>
                <Button type="primary" size="small" onClick={() => setSending(true)}>
                  {t('dispatch.bulk', { count: chosen.length })}
                </Button>
                <Button type="text" size="small" onClick={() => setSelected(new Set())}>
                  {t('orders.unselect')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <BulkDispatch
        orders={chosen}
        open={sending}
        onClose={(done) => {
          setSending(false);
          if (done) setSelected(new Set());
        }}
      />
      <OrderDrawer id={get('order')} now={now} onClose={() => set({ order: undefined })} />
    </Page>
  );
}
