import { advanceCase, findCase } from '../../server/src/aftersale/index.ts';
import { Problem, sql } from '../../server/src/kernel/index.ts';
import { dispatchOrder } from '../../server/src/orders/index.ts';
import type { Random } from './random.ts';
import type { Town, TownShop } from './town.ts';

const carriers = ['sf', 'zto', 'yto', 'jd', 'ems'] as const;

/** When a shop will send an order, hours after it was paid: in time by its discipline, else late by a day or more. */
export function dispatchDelayHours(shop: TownShop, random: Random): number {
  const promise = shop.data.dispatchPromiseHours;
  // The carrier needs up to nine hours to pick up, and a careful shop leaves room for that.
  if (random.chance(0.55 + shop.data.hidden.dispatchDiscipline * 0.44))
    return 2 + random.next() * Math.max(4, promise - 14);
  return promise + 4 + random.next() * 50;
}

export async function dispatch(town: Town, shop: TownShop, orderId: string, random: Random): Promise<void> {
  try {
    await town.world.act((act) => dispatchOrder(act, orderId, { carrier: random.pick(carriers) }), shop.ownerId);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** One look at an open case: approve, admit a fault, or refuse; the buyer sends back, escalates; the operator judges. */
export async function workOnCase(town: Town, caseId: string, random: Random): Promise<'open' | 'ended'> {
  return town.world.act(async (act) => {
    const row = await findCase(act, caseId, sql`true`);
    if (!row) return 'ended';
    const shop = town.shops.find((each) => each.id === row.shop_id);
    const honest = random.chance(0.4 + (shop?.data.hidden.quality ?? 0.5) * 0.6);
    switch (row.state) {
      case 'awaiting_merchant':
        if (!honest && row.reason !== 'no_reason')
          await advanceCase(act, row, 'refuse', 'merchant', '我们发货前检查过');
        else
          await advanceCase(
            act,
            row,
            row.kind === 'return_and_refund' ? 'approve_return' : 'approve_refund',
            'merchant',
            '',
            row.reason === 'no_reason' ? 'none' : 'merchant',
          );
        return 'open';
      case 'awaiting_return':
        await advanceCase(act, row, 'ship_back', 'buyer', `SF${random.between(1e9, 9e9)}`);
        return 'open';
      case 'awaiting_merchant_receipt':
        await advanceCase(act, row, 'confirm_goods', 'merchant', '', row.fault);
        return 'ended';
      case 'refused':
        if (random.chance(0.6)) {
          await advanceCase(act, row, 'escalate', 'buyer', '有开箱视频');
          return 'open';
        }
        await advanceCase(act, row, 'withdraw', 'buyer', '');
        return 'ended';
      case 'escalated':
        await advanceCase(
          act,
          row,
          random.chance(0.75) ? 'judge_refund' : 'judge_reject',
          'platform',
          '已查看双方证据',
          'merchant',
        );
        return 'ended';
      default:
        return 'ended';
    }
  });
}
