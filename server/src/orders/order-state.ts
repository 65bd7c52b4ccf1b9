import { type Act, sql } from '../kernel/index.ts';

export type OrderState = 'awaiting_payment' | 'awaiting_dispatch' | 'awaiting_receipt' | 'received' | 'cancelled';

/** The order's course as a table: from where each event may happen, and where it leads. */
export const orderSteps = {
  pay: { from: ['awaiting_payment'], to: 'awaiting_dispatch' },
  cancel_unpaid: { from: ['awaiting_payment'], to: 'cancelled' },
  cancel_paid: { from: ['awaiting_dispatch'], to: 'cancelled' },
  dispatch: { from: ['awaiting_dispatch'], to: 'awaiting_receipt' },
  receive: { from: ['awaiting_receipt'], to: 'received' },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState }>;

export type OrderStep = keyof typeof orderSteps;

/**
 * Moves orders one step, each only when it is where the step begins, and writes the step down. Conditional: two acts
 * that want to move the same order cannot both succeed.
 * @returns the ids that moved.
 */
export async function moveOrders(act: Act, orderIds: readonly string[], step: OrderStep): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const { from, to } = orderSteps[step];
  const rows = await act.rows<{ order_id: string }>(sql`
    with chosen as (
      select id, state from orders.orders where id = any(${orderIds}::uuid[]) and state = any(${from}::text[]) order by id for update),
    moved as (
      update orders.orders target set state = ${to},
        paid_at = case when ${step} = 'pay' then ${act.now}::timestamptz else paid_at end,
        dispatch_by = case when ${step} = 'pay' then ${act.now}::timestamptz + make_interval(hours => dispatch_promise_hours) else dispatch_by end,
        dispatched_at = case when ${step} = 'dispatch' then ${act.now}::timestamptz else dispatched_at end,
        received_at = case when ${step} = 'receive' then ${act.now}::timestamptz else received_at end,
        cancelled_at = case when ${to} = 'cancelled' then ${act.now}::timestamptz else cancelled_at end
      from chosen where target.id = chosen.id returning target.id, chosen.state as was)
    insert into orders.steps (order_id, from_state, to_state, actor, at)
    select id, was, ${to}, ${act.actor ?? null}, ${act.now} from moved returning order_id`);
  return rows.map((row) => row.order_id);
}
