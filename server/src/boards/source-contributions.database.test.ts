import { expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { publish } from '../events/index.ts';
import { signImpression } from '../interactions/index.ts';
import { recordActions } from '../interactions/record-actions.ts';
import { drainSubscribers, newId, registerSubscribers } from '../kernel/index.ts';
import { subscribers as qualitySubscribers } from '../quality/index.ts';
import { readContributions } from './read-source-contributions.ts';

const town = useTestWorld();

async function show(
  source: string,
  kinds: readonly ('impression' | 'finish' | 'click_goods')[],
  viewerId = newId(),
  itemId = newId(),
): Promise<void> {
  const { world } = town;
  const impressionToken = signImpression(world.secret, {
    viewerId,
    itemId,
    itemKind: 'video',
    surface: 'recommended',
    position: 0,
    requestId: newId(),
    source,
    policyVersion: 'default-1',
    propensity: 1,
    issuedAt: world.clock.now(),
  });
  const occurredAt = world.clock.now().toISOString();
  await recordActions(
    world,
    { viewerId, deviceId: viewerId },
    kinds.map((kind) => ({ impressionToken, kind, occurredAt })),
  );
}

test('each source has its impressions, their share, and what came of them', async () => {
  await show('trending', ['impression', 'finish', 'click_goods']);
  await show('trending', ['impression']);
  await show('trending', ['impression', 'finish']);
  await show('explore', ['impression']);
  const { sources, partial } = await readContributions(town.world, {});
  expect(partial).toBe(false);
  expect(sources).toEqual([
    {
      source: 'trending',
      impressionsCount: 3,
      share: 0.75,
      watchRate: 2 / 3,
      clicksCount: 1,
      paidLinesCount: 0,
      keptLinesCount: 0,
      qualityValue: { amountMinor: 0, currency: 'CNY' },
      qgpm: { amountMinor: 0, currency: 'CNY' },
    },
    expect.objectContaining({ source: 'explore', impressionsCount: 1, share: 0.25, watchRate: 0 }),
  ]);
});

test('other days are not counted, and an impossible period is refused', async () => {
  expect((await readContributions(town.world, { from: '2026-01-01', to: '2026-01-31' })).sources).toEqual([]);
  await expect(readContributions(town.world, { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({
    code: 'boards.period_backwards',
  });
});

test('a paid line counts for the source that showed its content to the buyer last', async () => {
  const { world } = town;
  const [buyerId, contentId] = [newId(), newId()];
  await show('fresh', ['impression'], buyerId, contentId);
  world.clock.advance(60_000);
  await show('pool', ['impression', 'click_goods'], buyerId, contentId);
  world.clock.advance(60_000);
  const paidAt = world.businessClock.now().toISOString();
  const line = {
    lineId: newId(),
    productId: newId(),
    skuId: newId(),
    categoryId: 'tea',
    quantity: 1,
    unitPriceMinor: 9_900,
    paidMinor: 9_900,
    subsidyMinor: 0,
    scene: 'video',
    contentId,
    creatorId: null,
    commissionRateBp: 0,
  } as const;
  const order = {
    orderId: newId(),
    purchaseId: newId(),
    orderNumber: '20261123-1',
    buyerId,
    shopId: newId(),
    currency: 'CNY',
    totalMinor: 9_900,
    freightMinor: 0,
    placedAt: paidAt,
    lines: [line, { ...line, lineId: newId(), contentId: null, scene: 'search' as const }],
    paidAt,
    paymentId: newId(),
  };
  await registerSubscribers(world, qualitySubscribers);
  await world.act(async (act) => publish(act, 'order.paid', order.orderId, order));
  await drainSubscribers(world, qualitySubscribers);
  const { sources } = await readContributions(world, {});
  const paid = sources.filter(({ paidLinesCount }) => paidLinesCount > 0);
  expect(paid).toMatchObject([{ source: 'pool', impressionsCount: 1, paidLinesCount: 1, keptLinesCount: 1 }]);
  expect(paid[0]?.qualityValue.amountMinor).toBeGreaterThan(0);
  expect(paid[0]?.qualityValue.amountMinor).toBeLessThanOrEqual(9_900);
  expect(paid[0]?.qgpm?.amountMinor).toBe((paid[0]?.qualityValue.amountMinor ?? 0) * 1_000);
});
