import { type Sweep, sql, type World } from '../kernel/index.ts';
import type { PaymentProvider } from './provider.ts';
import { receiveNotice } from './receive-webhook.ts';

const batchMax = 24;
const leaseMs = 30_000;
const waitMaxMs = 5 * 60_000;
/** A submitted payment whose notice has not come is asked about after this time. */
const queryAfterMs = 20_000;

type DuePayment = {
  id: string;
  amount_minor: bigint;
  currency: string;
  method: string;
  attempt: number;
  tries: number;
  state: string;
};
type DueRefund = { id: string; key: string; payment_id: string; amount_minor: bigint; currency: string; tries: number };

function waitMs(tries: number): number {
  return Math.min(waitMaxMs, 1_000 * 2 ** Math.min(tries, 10));
}

/** Sends payments and refunds to the provider. A call without an answer is repeated under the same key. */
export function paymentSweeps(providerOf: (world: World) => PaymentProvider): Sweep[] {
  return [
    {
      name: 'payments.submit',
      everyMs: 1_000,
      wakeOn: ['purchase.placed'],
      run: (world) => submitPayments(world, providerOf(world)),
    },
    { name: 'payments.refund', everyMs: 1_000, run: (world) => submitRefunds(world, providerOf(world)) },
  ];
}

async function submitPayments(world: World, provider: PaymentProvider): Promise<number> {
  const now = world.systemClock.now();
  const due = await world.database.rows<DuePayment>(sql`
    update payments.payments payment set next_try_at = ${new Date(now.getTime() + leaseMs)}, tries = tries + 1
    from (select id from payments.payments where next_try_at <= ${now} and state in ('created', 'submitted')
      order by next_try_at limit ${batchMax} for update skip locked) due
    where payment.id = due.id
    returning payment.id, payment.amount_minor, payment.currency, payment.method, payment.attempt, payment.tries, payment.state`);
  if (due.length === 0) return 0;
  const submitted: { id: string; reference: string; cashierUrl: string | null; attempt: number }[] = [];
  await Promise.all(
    due.map(async (payment) => {
      try {
        if (payment.state === 'submitted') {
          const notice = await provider.query(payment.id);
          if (notice) await receiveNotice(world, provider.name, notice);
          return;
        }
        const answer = await provider.createPayment({
          key: `${payment.id}:${payment.attempt}`,
          paymentId: payment.id,
          amountMinor: payment.amount_minor,
          currency: payment.currency,
          method: payment.method,
        });
        submitted.push({
          id: payment.id,
          reference: answer.reference,
          cashierUrl: answer.cashierUrl,
          attempt: payment.attempt,
        });
      } catch (error) {
        world.log.warn({ paymentId: payment.id, err: error }, 'the provider did not take a payment; it is tried again');
        await world.database.run(sql`
          update payments.payments set next_try_at = ${new Date(now.getTime() + waitMs(payment.tries))} where id = ${payment.id} and state in ('created', 'submitted')`);
      }
    }),
  );
  if (submitted.length > 0) {
    await world.database.run(sql`
      update payments.payments payment set state = 'submitted', provider_reference = sent.reference, cashier_url = sent.cashier_url,
        next_try_at = ${new Date(now.getTime() + queryAfterMs)}
      from unnest(${submitted.map((each) => each.id)}::uuid[], ${submitted.map((each) => each.reference)}::text[],
        ${submitted.map((each) => each.cashierUrl)}::text[], ${submitted.map((each) => each.attempt)}::int[]) as sent (id, reference, cashier_url, attempt)
      where payment.id = sent.id and payment.state = 'created' and payment.attempt = sent.attempt`);
  }
  return due.length;
}

async function submitRefunds(world: World, provider: PaymentProvider): Promise<number> {
  const now = world.systemClock.now();
  const due = await world.database.rows<DueRefund>(sql`
    update payments.refunds refund set next_try_at = ${new Date(now.getTime() + leaseMs)}, tries = tries + 1
    from (select id from payments.refunds where next_try_at <= ${now} and state in ('created', 'submitted')
      order by next_try_at limit ${batchMax} for update skip locked) due
    where refund.id = due.id returning refund.id, refund.key, refund.payment_id, refund.amount_minor, refund.currency, refund.tries`);
  await Promise.all(
    due.map(async (refund) => {
      try {
        await provider.refund({
          key: refund.key,
          refundId: refund.id,
          paymentId: refund.payment_id,
          amountMinor: refund.amount_minor,
          currency: refund.currency,
        });
        await world.database.run(sql`
          update payments.refunds set state = 'submitted', next_try_at = ${new Date(now.getTime() + queryAfterMs)} where id = ${refund.id} and state = 'created'`);
      } catch (error) {
        world.log.warn({ refundId: refund.id, err: error }, 'the provider did not take a refund; it is tried again');
        await world.database.run(
          sql`update payments.refunds set next_try_at = ${new Date(now.getTime() + waitMs(refund.tries))} where id = ${refund.id} and state <> 'succeeded'`,
        );
      }
    }),
  );
  return due.length;
}
