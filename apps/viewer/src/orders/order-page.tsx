import { formatDateTime, formatMoney, Icon, IconButton, Loading, Skeleton, toast } from '@haowu/ui';
import { Link, useParams } from 'react-router';
import { regionOf } from '../me/address-fields.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { AmountLine, AmountLines } from '../shop/amount-lines.tsx';
import { fillPage } from '../shop/fill-page.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderLineRow } from './order-line.tsx';
import { OrderNote } from './order-note.tsx';
import { isClosedCase, type Order, totalLabel } from './order-state.ts';
import { Timeline } from './timeline.tsx';
import { useOrder } from './use-order.ts';
import { useOrdersWords } from './use-orders-words.ts';

/** /orders/:id */
export default function OrderPage() {
  const { t } = useOrdersWords();
  const { id = '' } = useParams();
  const order = useOrder(id);
  const open = order.data;
  return (
    <Page
      title={t('orderTitle')}
      back="/orders"
      wide
      foot={open !== undefined && open.actions.length > 0 ? <OrderActions order={open} /> : undefined}
    >
      <div className={`px-3 pb-6 ${fillPage}`}>
        {open !== undefined ? (
          <OpenOrder order={open} />
        ) : order.isError ? (
          <ProblemState error={order.error} onRetry={() => void order.refetch()} />
        ) : (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={96} radius={12} />
              <Skeleton height={72} radius={12} />
              <Skeleton height={240} radius={12} />
            </div>
          </Loading>
        )}
      </div>
    </Page>
  );
}

function OpenOrder({ order }: { order: Order }) {
  const { t } = useOrdersWords();
  const refunded = order.lines.reduce((sum, line) => sum + line.refunded.amountMinor, 0);
  const label = totalLabel(order);
  const canApply = order.actions.includes('apply_refund');
  return (
    <div className="grid gap-3 md:grid-cols-[1.4fr_1fr] md:items-start">
      <div className="grid gap-3">
        <section className="grid gap-2 rounded-card bg-surface p-4">
          <h2 className="m-0 text-xl font-semibold">{t(`state_${order.state}`)}</h2>
          <OrderNote order={order} />
        </section>
        <section className="grid grid-cols-[22px_1fr] gap-3 rounded-card bg-surface p-4" aria-label={t('address')}>
          <Icon name="pin" size={22} className="text-persimmon" />
          <div>
            <p className="m-0 text-[15px] font-semibold">
              {regionOf(order.address)} {order.address.detail}
            </p>
            <p className="m-0 text-[13px] text-ink-2 tabular-nums">
              {order.address.name} {order.address.phone}
            </p>
          </div>
        </section>
        <section className="grid gap-4 rounded-card bg-surface p-4" aria-label={t('goods')}>
          <Link to={`/shops/${order.shop.id}`} className="flex min-h-8 items-center gap-1 text-[16px] font-semibold">
            {order.shop.name}
            <Icon name="forward" size={15} className="text-ink-3" />
          </Link>
          {order.lines.map((line) => (
            <OrderLineRow key={line.id} line={line} to={`/products/${line.productId}`}>
              {line.refunded.amountMinor > 0 && (
                <p className="m-0 text-[13px] text-jade">
                  {t('refundedAmount', { amount: formatMoney(line.refunded) })}
                </p>
              )}
              {canApply && (line.aftersale === null || isClosedCase(line.aftersale.state)) && (
                <Link
                  to={`/orders/${order.id}/aftersale?line=${line.id}`}
                  className="hw-button hw-button-outline hw-button-small mt-1 justify-self-end"
                >
                  {t('lineApply')}
                </Link>
              )}
            </OrderLineRow>
          ))}
        </section>
      </div>
      <div className="grid gap-3">
        <section className="grid gap-2 rounded-card bg-surface p-4" aria-label={t('amounts')}>
          <AmountLines amounts={order.amounts} totalLabel={t(label)} />
          {refunded > 0 && label !== 'amountTotalRefunded' && (
            <dl className="m-0 text-sm">
              <AmountLine label={t('amountRefunded')}>
                −{formatMoney({ amountMinor: refunded, currency: order.amounts.total.currency })}
              </AmountLine>
            </dl>
          )}
        </section>
        <Progress order={order} />
      </div>
    </div>
  );
}

function Progress({ order }: { order: Order }) {
  const { t, locale } = useOrdersWords();
  const moments = [
    ['step_cancelled', order.cancelledAt],
    ['step_received', order.receivedAt],
    ['step_delivered', order.deliveredAt],
    ['step_dispatched', order.dispatchedAt],
    ['step_paid', order.paidAt],
    ['step_placed', order.placedAt],
  ] as const;
  const steps = moments.flatMap(([key, at]) =>
    at === null ? [] : [{ key, title: t(key), at: formatDateTime(at, locale), time: at }],
  );
  async function copyNumber() {
    try {
      await navigator.clipboard.writeText(order.number);
      toast(t('copied'), 'jade');
    } catch {
      toast(order.number);
    }
  }
  return (
    <section className="grid gap-4 rounded-card bg-surface p-4" aria-label={t('timeline')}>
      <Timeline label={t('timeline')} steps={steps.sort((a, b) => Date.parse(b.time) - Date.parse(a.time))} />
      <div className="flex items-center justify-between gap-2 border-t border-line pt-2 text-[13px] text-ink-2">
        <span>
          {t('orderNumber')} <span className="text-ink tabular-nums">{order.number}</span>
        </span>
        <IconButton
          name="link"
          size={18}
          label={`${t('copy')} ${t('orderNumber')}`}
          onClick={() => void copyNumber()}
        />
      </div>
      {order.note !== '' && (
        <p className="m-0 text-[13px] text-ink-2">
          {t('note')} <span className="text-ink">{order.note}</span>
        </p>
      )}
    </section>
  );
}
