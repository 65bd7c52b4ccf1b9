import { publish } from '../events/index.ts';
import { type Act, json, sql, type World } from '../kernel/index.ts';
import { type PaymentRow, publishCapture } from './create-payment.ts';
import type { ProviderNotice } from './provider.ts';

/** Takes one verified notice: the inbox row, the new state and the fact commit together; the same notice again changes nothing. */
export async function receiveNotice(world: World, provider: string, notice: ProviderNotice): Promise<void> {
  await world.act(async (act) => {
    const fresh = await act.run(sql`
      insert into payments.webhook_inbox (provider, event_id, type, body)
      values (${provider}, ${notice.id}, ${notice.type}, ${json(notice)}::jsonb) on conflict do nothing`);
    if (fresh === 0) return;
    await applyNotice(act, notice);
  }, `provider:${provider}`);
}

/** Order of arrival does not matter: captured wins over failed, and a second capture of one payment is not taken. */
async function applyNotice(act: Act, notice: ProviderNotice): Promise<void> {
  if (notice.type === 'payment.captured') {
    const row = await act.maybe<PaymentRow>(sql`
      update payments.payments set state = 'captured', captured_minor = ${notice.amountMinor}::bigint, captured_at = ${act.now}, next_try_at = null, failure = null
      where id = ${notice.paymentId} and captured_at is null
      returning id, purchase_id, buyer_id, amount_minor, currency, method, state, failure, cashier_url, pay_by, captured_minor, refunds_minor`);
    if (row) publishCapture(act, row, BigInt(notice.amountMinor), notice.currency, act.now);
    return;
  }
  if (notice.type === 'payment.failed') {
    const row = await act.maybe<{ purchase_id: string }>(sql`
      update payments.payments set state = 'failed', failure = ${notice.reason ?? 'declined'}, next_try_at = null
      where id = ${notice.paymentId} and state in ('created', 'submitted') returning purchase_id`);
    if (row)
      publish(act, 'payment.failed', row.purchase_id, {
        paymentId: notice.paymentId,
        purchaseId: row.purchase_id,
        reason: notice.reason ?? 'declined',
      });
    return;
  }
  if (notice.type === 'refund.failed') {
    // Tried again with growing waits until the provider takes it; the promise to the buyer stands.
    await act.run(sql`
      update payments.refunds set state = 'created', next_try_at = ${new Date(act.world.systemClock.now().getTime() + 60_000)}
      where id = ${notice.refundId ?? null} and state = 'submitted'`);
    return;
  }
  const row = await act.maybe<{ payment_id: string; amount_minor: bigint; currency: string; purchase_id: string }>(sql`
    update payments.refunds refund set state = 'succeeded', succeeded_at = ${act.now}, next_try_at = null from payments.payments payment
    where refund.id = ${notice.refundId ?? null} and refund.state <> 'succeeded' and payment.id = refund.payment_id
    returning refund.payment_id, refund.amount_minor, refund.currency, payment.purchase_id`);
  if (row && notice.refundId) {
    publish(act, 'payment.refunded', row.purchase_id, {
      paymentId: row.payment_id,
      purchaseId: row.purchase_id,
      refundId: notice.refundId,
      amountMinor: Number(row.amount_minor),
      currency: row.currency,
    });
  }
}
