import { beforeAll, describe, expect, test } from 'vitest';
import { completedCase, type PaidOrder, paidOrder, receiptOf, tell } from '../../../tests/support/paid-orders.ts';
import { useTestWorld } from '../../../tests/support/world.ts';
import { insertAccount, joinShop } from '../identity/index.ts';
import { recordServerAction } from '../interactions/index.ts';
import { dayMs, drainSubscribers, newId, registerSubscribers, runDueWork, sql } from '../kernel/index.ts';
import { balanceOf, ledgerTotals, postTransfers } from '../ledger/index.ts';
import { subscribers as qualitySubscribers, sweeps } from '../quality/index.ts';
import { commissionOfLine, owedTotals, resolveAttribution, setShopRate, subscribers } from './index.ts';
import { selectCommissions, selectCommissionTotals } from './store.ts';

const town = useTestWorld();
const readers = [...qualitySubscribers, ...subscribers];
beforeAll(() => registerSubscribers(town.world, readers));
const drain = () => drainSubscribers(town.world, readers);
const now = () => town.world.businessClock.now();

/** What the house owes to an account. */
const owed = async (account: string) => -(await balanceOf(town.world.database, account));

/** Pays an order as orders and payments do: money in escrow, and the fact. */
async function pay(order: PaidOrder): Promise<void> {
  await town.world.act((act) =>
    postTransfers(act, [
      {
        key: `capture:${order.paymentId}`,
        kind: 'capture',
        debit: 'provider:sandbox',
        credit: 'escrow',
        amountMinor: BigInt(order.totalMinor),
        currency: 'CNY',
        reference: order.purchaseId,
      },
    ]),
  );
  await tell(town.world, 'order.paid', order);
}

/** Refunds a line as after-sale does: money out of escrow, and the fact. */
async function refund(order: PaidOrder, refundMinor: number): Promise<void> {
  const fact = completedCase(order, 0, now(), { refundMinor });
  await town.world.act((act) =>
    postTransfers(act, [
      {
        key: `refund:${fact.caseId}`,
        kind: 'refund',
        debit: 'escrow',
        credit: 'refunds',
        amountMinor: BigInt(refundMinor),
        currency: 'CNY',
        reference: fact.lineId,
      },
    ]),
  );
  await tell(town.world, 'aftersale.completed', fact);
}

async function settleEverything(): Promise<void> {
  await drain();
  await town.world.businessClock.advance(15 * dayMs);
  await runDueWork(town.world, sweeps);
  await drain();
}

describe('commission and goods money over the life of a line', () => {
  test('frozen when paid, less when refunded, settled at S; the shop gets the rest and the freight; escrow is empty', async () => {
    const creatorId = newId();
    const order = paidOrder(town.world, {
      freightMinor: 800,
      lines: [{ paidMinor: 10_000, creatorId, commissionRateBp: 1_000 }, { paidMinor: 3_333 }],
    });
    const lineId = order.lines[0]?.lineId ?? '';
    await pay(order);
    await drain();
    expect(await owed(`commission-frozen:${creatorId}`)).toBe(1_000n);
    expect(await commissionOfLine(town.world.database, lineId)).toMatchObject({ state: 'frozen', amountMinor: 1_000n });
    await refund(order, 3_000);
    await drain();
    expect(await owed(`commission-frozen:${creatorId}`)).toBe(700n);
    await tell(town.world, 'order.received', receiptOf(order, now()));
    await settleEverything();
    expect(await owed(`commission-frozen:${creatorId}`)).toBe(0n);
    expect(await owed(`creator:${creatorId}`)).toBe(700n);
    expect(await owed(`shop:${order.shopId}`)).toBe(BigInt(7_000 - 700 + 3_333 + 800));
    expect(await owed('escrow')).toBe(0n);
    expect(await ledgerTotals(town.world.database)).toBe(0n);
  });

  test('a refund after settling takes its part back from shop and creator', async () => {
    const creatorId = newId();
    const order = paidOrder(town.world, { lines: [{ paidMinor: 20_000, creatorId, commissionRateBp: 2_000 }] });
    await pay(order);
    await tell(town.world, 'order.received', receiptOf(order, now()));
    await settleEverything();
    expect(await owed(`creator:${creatorId}`)).toBe(4_000n);
    await refund(order, 20_000);
    await drain();
    expect(await owed(`creator:${creatorId}`)).toBe(0n);
    expect(await owed(`shop:${order.shopId}`)).toBe(0n);
    expect(await owed('escrow')).toBe(0n);
    const lineId = order.lines[0]?.lineId ?? '';
    expect(await commissionOfLine(town.world.database, lineId)).toMatchObject({ state: 'reversed', amountMinor: 0n });
    const entries = await town.world.database.rows<{ state: string }>(
      sql`select state from settlement.entries where line_id = ${lineId} order by revision`,
    );
    expect(entries.map((entry) => entry.state)).toEqual(['frozen', 'settled', 'reversed']);
    await expect(town.world.database.script(`update settlement.entries set amount_minor = 1`)).rejects.toThrow(
      /append-only/,
    );
  });

  test('a cancelled order returns everything, freight too', async () => {
    const creatorId = newId();
    const order = paidOrder(town.world, { freightMinor: 500, lines: [{ creatorId, commissionRateBp: 500 }] });
    await pay(order);
    await town.world.act((act) =>
      postTransfers(act, [
        {
          key: `refund:cancel:${order.orderId}`,
          kind: 'refund',
          debit: 'escrow',
          credit: 'refunds',
          amountMinor: BigInt(order.totalMinor),
          currency: 'CNY',
          reference: order.orderId,
        },
      ]),
    );
    await tell(town.world, 'order.cancelled', {
      orderId: order.orderId,
      purchaseId: order.purchaseId,
      buyerId: order.buyerId,
      shopId: order.shopId,
      by: 'buyer',
      wasPaid: true,
      cancelledAt: now().toISOString(),
      lines: order.lines,
    });
    await settleEverything();
    expect(await owed(`commission-frozen:${creatorId}`)).toBe(0n);
    expect(await owed(`shop:${order.shopId}`)).toBe(0n);
    expect(await owed('escrow')).toBe(0n);
  });

  test('the same facts told twice move money once, and settlement agrees with the ledger', async () => {
    const creatorId = newId();
    const order = paidOrder(town.world, { lines: [{ creatorId, commissionRateBp: 1_500 }] });
    await pay(order);
    await tell(town.world, 'order.paid', order, order);
    const received = receiptOf(order, now());
    await tell(town.world, 'order.received', received, received);
    await settleEverything();
    expect(await owed(`creator:${creatorId}`)).toBe(1_500n);
    const totals = await owedTotals(town.world.database);
    expect(await owed('escrow')).toBe(totals.heldMinor);
    const { frozen, creators, shops } = await town.world.database.one<Record<string, bigint>>(sql`
      select sum(amount) filter (where account like 'commission-frozen:%')::bigint as frozen,
        sum(amount) filter (where account like 'creator:%')::bigint as creators, sum(amount) filter (where account like 'shop:%')::bigint as shops
      from (select credit_account as account, amount_minor as amount from ledger.transfers
        union all select debit_account, -amount_minor from ledger.transfers) movement`);
    expect([frozen, creators, shops]).toEqual([totals.frozenMinor, totals.creatorsMinor, totals.shopsMinor]);
  });

  test('a creator reads what is frozen, settled and reversed', async () => {
    const creatorId = newId();
    const productId = newId();
    await tell(town.world, 'product.published', {
      productId,
      shopId: newId(),
      title: '高山枇杷',
      categoryIds: [],
      tags: [],
      priceMinor: 100,
      publishedAt: now().toISOString(),
      heritageCraft: false,
      newSeller: false,
    });
    const orders = Array.from({ length: 3 }, () =>
      paidOrder(town.world, { lines: [{ creatorId, commissionRateBp: 1_000, productId }] }),
    );
    for (const order of orders) await pay(order);
    const [first, second] = orders;
    if (!first || !second) throw new Error('three orders');
    await refund(second, 10_000);
    await tell(town.world, 'order.received', receiptOf(first, now()));
    await settleEverything();
    expect(await selectCommissionTotals(town.world.database, creatorId)).toEqual({
      frozenMinor: 1_000n,
      settledMinor: 1_000n,
      reversedMinor: 1_000n,
    });
    const page = { state: undefined, after: undefined, limit: 10 };
    const rows = await selectCommissions(town.world.database, creatorId, page);
    expect(rows.map((row) => [row.productTitle, row.amountMinor])).toEqual(Array(3).fill(['高山枇杷', 1_000n]));
  });
});

describe('DOMAIN 3.4: contract attribution', () => {
  const place = (buyerId: string, line: { productId: string; shopId?: string; claimedContentId?: string | null }) =>
    resolveAttribution(town.world.database, {
      buyerId,
      at: now(),
      lines: [{ lineId: 'line', shopId: newId(), rateBp: 1_200, claimedContentId: null, ...line }],
    }).then((found) => found.get('line'));
  async function publishVideo(productId: string, change: { authorId?: string; shopId?: string | null } = {}) {
    const video = {
      videoId: newId(),
      authorId: newId(),
      shopId: null,
      title: '',
      categoryIds: [],
      tags: [],
      productIds: [productId],
      durationMs: 1,
      publishedAt: now().toISOString(),
      heritageCraft: false,
      newSeller: false,
      ...change,
    };
    await tell(town.world, 'video.published', video);
    await drain();
    return video;
  }
  const touch = (viewerId: string, videoId: string, kind: 'cart' | 'like', productId?: string) =>
    town.world.act((act) =>
      recordServerAction(act, { viewerId, kind, item: { kind: 'video', id: videoId }, productId }),
    );

  test('the last tapped content within 15 days earns; a later one takes its place; after 15 days nobody does', async () => {
    const [buyerId, productId] = [newId(), newId()];
    const first = await publishVideo(productId);
    const last = await publishVideo(productId);
    await touch(buyerId, first.videoId, 'cart', productId);
    town.world.clock.advance(60_000);
    expect(await place(buyerId, { productId })).toEqual({
      contentId: first.videoId,
      creatorId: first.authorId,
      commissionRateBp: 1_200,
    });
    await touch(buyerId, last.videoId, 'cart', productId);
    expect((await place(buyerId, { productId }))?.creatorId).toBe(last.authorId);
    expect((await place(newId(), { productId }))?.creatorId).toBeNull();
    await town.world.businessClock.advance(15 * dayMs + 60_000);
    expect((await place(buyerId, { productId }))?.creatorId).toBeNull();
  });

  test('a claimed content counts only when the server knows the buyer met it and it shows the product', async () => {
    const [buyerId, productId] = [newId(), newId()];
    const video = await publishVideo(productId);
    const other = await publishVideo(newId());
    expect((await place(buyerId, { productId, claimedContentId: video.videoId }))?.contentId).toBeNull();
    await touch(buyerId, video.videoId, 'like');
    await touch(buyerId, other.videoId, 'like');
    expect((await place(buyerId, { productId, claimedContentId: video.videoId }))?.creatorId).toBe(video.authorId);
    expect((await place(buyerId, { productId, claimedContentId: other.videoId }))?.contentId).toBeNull();
  });

  test("one's own link, the shop's own video and its staff earn nothing; the content stays known", async () => {
    const [buyerId, productId, shopId] = [newId(), newId(), newId()];
    const own = await publishVideo(productId, { authorId: buyerId });
    await touch(buyerId, own.videoId, 'cart', productId);
    expect(await place(buyerId, { productId })).toEqual({
      contentId: own.videoId,
      creatorId: null,
      commissionRateBp: 0,
    });
    town.world.clock.advance(1_000);
    const selfLive = await publishVideo(productId, { shopId });
    await touch(buyerId, selfLive.videoId, 'cart', productId);
    expect((await place(buyerId, { productId, shopId }))?.creatorId).toBeNull();
    town.world.clock.advance(1_000);
    const staffId = newId();
    await town.world.act(async (act) => {
      await insertAccount(act, { id: staffId, nickname: '店员' }, act.now);
      await joinShop(act, staffId, { id: shopId, name: '小铺' }, 'staff');
    });
    const byStaff = await publishVideo(productId, { authorId: staffId });
    await touch(buyerId, byStaff.videoId, 'cart', productId);
    expect(await place(buyerId, { productId, shopId })).toMatchObject({ contentId: byStaff.videoId, creatorId: null });
    expect((await place(buyerId, { productId }))?.creatorId).toBe(staffId);
  });

  test('the rate a shop set goes before the rate of the category', async () => {
    const [buyerId, productId, shopId] = [newId(), newId(), newId()];
    const video = await publishVideo(productId);
    await touch(buyerId, video.videoId, 'cart', productId);
    await town.world.act((act) => setShopRate(act, shopId, 2_500));
    expect((await place(buyerId, { productId, shopId }))?.commissionRateBp).toBe(2_500);
  });
});
