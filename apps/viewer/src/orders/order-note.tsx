import { formatDateTime, formatMoney, Note } from '@haowu/ui';
import { useNow } from '../shop/use-now.ts';
import { latestTime, type Order, timeLeft } from './order-state.ts';
import { useOrdersWords } from './use-orders-words.ts';

/** Where an order stands and what happens by itself, in one or two sentences. */
export function OrderNote({ order }: { order: Order }) {
  const { t, locale, coded } = useOrdersWords();
  const now = latestTime(
    [order.placedAt, order.paidAt, order.dispatchedAt, order.deliveredAt, order.receivedAt, order.cancelledAt],
    useNow(),
  );
  const at = (time: string) => formatDateTime(time, locale, now);
  const until = (time: string, key: string) => {
    const left = timeLeft(time, now);
    return left === null ? null : t(key, { at: at(time), left: t(left.unit, { number: left.number }) });
  };
  const refunded = order.lines.reduce((sum, line) => sum + line.refunded.amountMinor, 0);
  const refundedText =
    refunded > 0
      ? t('refundedAmount', { amount: formatMoney({ amountMinor: refunded, currency: order.amounts.total.currency }) })
      : null;
  switch (order.state) {
    case 'awaiting_payment':
      return order.payBy === null ? null : <Note tone="amber">{until(order.payBy, 'deadlinePay')}</Note>;
    case 'awaiting_dispatch': {
      if (order.dispatchBy === null) return null;
      const text = until(order.dispatchBy, 'deadlineDispatch');
      return (
        <Note tone={text === null ? 'plum' : 'amber'}>
          {text ?? t('deadlineDispatchLate', { at: at(order.dispatchBy) })}
        </Note>
      );
    }
    case 'awaiting_receipt':
      return (
        <Note>
          <strong className="block font-semibold text-ink">
            {order.deliveredAt !== null
              ? t('deliveredAt', { at: at(order.deliveredAt) })
              : order.dispatchedAt !== null
                ? t('onTheWay', { at: at(order.dispatchedAt) })
                : t('state_awaiting_receipt')}
          </strong>
          {order.autoReceiptAt !== null && until(order.autoReceiptAt, 'deadlineReceipt')}
        </Note>
      );
    case 'received':
      if (refundedText !== null) return <Note tone="jade">{refundedText}</Note>;
      return order.receivedAt === null ? null : <Note>{t('receivedAt', { at: at(order.receivedAt) })}</Note>;
    case 'cancelled':
      return (
        <Note>
          {order.cancelledBy === null ? t('state_cancelled') : coded(`cancelledBy_${order.cancelledBy}`)}
          {order.paidAt !== null && order.cancelledBy === 'buyer' && ` · ${t('cancelledRefund')}`}
        </Note>
      );
  }
}
