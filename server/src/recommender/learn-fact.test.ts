import { defaultPolicy } from '@haowu/interest-engine';
import { expect, test } from 'vitest';
import type { Facts, FactType } from '../events/index.ts';
import { newId } from '../kernel/index.ts';
import { createReplica, type Replica } from './replica.ts';

const now = Date.UTC(2026, 10, 23);
let position = 0n;

function tell<Type extends FactType>(replica: Replica, type: Type, data: Facts[Type]): void {
  position += 1n;
  const at = new Date(now + Number(position) * 1_000);
  replica.apply({
    log: 'fact',
    fact: {
      transactionId: '7',
      position,
      id: newId(),
      type,
      version: 1,
      occurredAt: at,
      recordedAt: at,
      subject: newId(),
      actor: null,
      data,
    },
  });
}

/** A buyer who bought one thing from one video for 100 yuan. */
function bought() {
  const replica = createReplica();
  const [videoId, productId, shopId, orderId, lineId, buyerId] = Array.from({ length: 6 }, () => newId()) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const publishedAt = new Date(now - 1e9).toISOString();
  const known = { categoryIds: ['tea'], tags: ['pot'], publishedAt, heritageCraft: false, newSeller: false };
  tell(replica, 'product.published', { productId, shopId, title: '茶壶', priceMinor: 10_000, ...known });
  tell(replica, 'video.published', {
    videoId,
    authorId: newId(),
    shopId,
    title: '茶',
    productIds: [productId],
    durationMs: 20_000,
    ...known,
  });
  const line = {
    lineId,
    productId,
    skuId: newId(),
    categoryId: 'tea',
    quantity: 1,
    unitPriceMinor: 10_000,
    paidMinor: 10_000,
    subsidyMinor: 0,
    scene: 'video',
    contentId: videoId,
    creatorId: null,
    commissionRateBp: 0,
  } as const;
  const order = {
    orderId,
    purchaseId: newId(),
    orderNumber: '1',
    buyerId,
    shopId,
    currency: 'CNY',
    totalMinor: 10_000,
    freightMinor: 0,
    placedAt: publishedAt,
    lines: [line],
  };
  tell(replica, 'order.placed', order);
  tell(replica, 'order.paid', { ...order, paidAt: publishedAt, paymentId: newId() });
  const kept = () => replica.engine.publicStanding(videoId, now + 1e6)?.keep ?? 0;
  const settle = (stage: 'S' | 'M', qgmvMinor: number) =>
    tell(replica, stage === 'S' ? 'quality-line.settled' : 'quality-line.matured', {
      lineId,
      orderId,
      shopId,
      stage,
      paidMinor: 10_000,
      netMinor: 10_000,
      cleanMinor: 10_000,
      qgmvMinor,
      rulesetVersion: '1',
      at: publishedAt,
    });
  const refund = (refundMinor: number) =>
    tell(replica, 'aftersale.completed', {
      caseId: newId(),
      orderId,
      buyerId,
      shopId,
      lineId,
      productId,
      refundMinor,
      quantity: 1,
      reason: 'no_reason',
      fault: 'none',
      wronglyRefused: false,
      completedAt: publishedAt,
    });
  return { replica, kept, settle, refund };
}

test('what a settled line is worth becomes the standing of the item, and a later stage corrects it', () => {
  const good = bought();
  good.settle('S', 10_000);
  const bad = bought();
  bad.settle('S', 500);
  expect(good.kept()).toBeGreaterThan(bad.kept());
  bad.settle('M', 10_000);
  expect(bad.kept()).toBeCloseTo(good.kept(), 6);
});

test('a partial refund takes its share, a full one all', () => {
  const [none, part, whole] = [bought(), bought(), bought()];
  none.settle('S', 10_000);
  part.refund(3_000);
  whole.refund(10_000);
  expect(part.kept()).toBeLessThan(none.kept());
  expect(whole.kept()).toBeLessThan(part.kept());
});

test('a value beyond what the engine takes is absorbed, not refused', () => {
  const { replica, settle } = bought();
  settle('S', -90_000);
  expect(replica.engine.stats().refused.bad_number).toBe(0);
});

test('a published policy is in force from its place in the log on; one that came late changes nothing', () => {
  const replica = createReplica();
  const published = (sequence: number, harm: number) =>
    tell(replica, 'recommender.policy_published', {
      policyId: newId(),
      version: `version-${sequence}`,
      sequence,
      policy: { ...defaultPolicy, version: `version-${sequence}`, value: { ...defaultPolicy.value, harm } },
    });
  published(2, 7);
  published(1, 5);
  expect(replica.engine.policy).toMatchObject({ version: 'version-2', value: { harm: 7 } });
  const again = createReplica({ snapshot: replica.snapshot('here'), origin: 'here' });
  expect(again.engine.policy).toEqual(replica.engine.policy);
  expect(again.snapshot('here')).toEqual(replica.snapshot('here'));
});

test('a published policy that this version cannot read leaves the one in force', () => {
  const replica = createReplica();
  tell(replica, 'recommender.policy_published', { policyId: newId(), version: 'x', sequence: 1, policy: { luck: 1 } });
  expect(replica.engine.policy.version).toBe(defaultPolicy.version);
  expect(replica.policy.unreadable()).toBe(1);
});

test('a snapshot learned under other limits is not used', () => {
  const snapshot = createReplica().snapshot('here');
  const limits = { ...defaultPolicy.limits, touchesPerViewer: defaultPolicy.limits.touchesPerViewer - 1 };
  expect(() => createReplica({ snapshot, origin: 'here' }, { builtIn: { ...defaultPolicy, limits } })).toThrow();
});
