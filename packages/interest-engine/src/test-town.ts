import fc from 'fast-check';
import {
  createEngine,
  defaultPolicy,
  type Engine,
  type EngineEvent,
  type EventKind,
  eventKinds,
  type FeedRequest,
  type ItemFacts,
  type Policy,
} from './index.ts';

/** Builders for tests: one small catalogue, events by a line each. */
export const start = Date.UTC(2026, 2, 1);
export const dayMs = 86_400_000;

export const video = (itemId: string, more: Partial<ItemFacts> = {}): ItemFacts => ({
  itemId,
  kind: 'video',
  authorId: `author-of-${itemId}`,
  categoryIds: ['kitchen'],
  tags: [],
  publishedAt: start - 30 * dayMs,
  durationMs: 20_000,
  hasGoods: false,
  ...more,
});

let serial = 0;
export const event = (
  viewerId: string,
  kind: EventKind,
  itemId: string,
  more: Partial<EngineEvent> = {},
): EngineEvent => ({
  id: `event-${serial++}`,
  at: start,
  viewerId,
  itemId,
  kind,
  ...(kind === 'watch' ? { watchMs: 20_000 } : {}),
  ...(kind === 'review' ? { stars: 5 } : {}),
  ...more,
});

/** Forty videos in four categories by ten authors, and eight product cards. */
export function catalogue(): ItemFacts[] {
  const categories = ['kitchen', 'tea', 'outdoor', 'craft'];
  const videos = Array.from({ length: 40 }, (_, index) =>
    video(`v${index}`, {
      authorId: `a${index % 10}`,
      categoryIds: [categories[index % 4]!],
      tags: [`t${index % 7}`],
      publishedAt: start - (index + 1) * dayMs,
      craft: index % 4 === 3,
      ...(index % 2 ? { hasGoods: true, shopId: `s${index % 5}`, priceMinor: 1_000 + index * 300 } : {}),
    }),
  );
  const products = Array.from({ length: 8 }, (_, index) =>
    video(`p${index}`, {
      kind: 'product',
      authorId: `s${index % 5}`,
      shopId: `s${index % 5}`,
      categoryIds: [categories[index % 4]!],
      hasGoods: true,
      priceMinor: 5_000 + index * 1_000,
    }),
  );
  return [...videos, ...products];
}

export function engineOf(items: readonly ItemFacts[] = catalogue(), policy: Policy = defaultPolicy): Engine {
  const engine = createEngine({ seed: 'test', policy });
  for (const item of items) engine.upsertItem(item);
  return engine;
}

export type Change =
  | { type: 'event'; event: EngineEvent }
  | { type: 'remove'; itemId: string }
  | { type: 'upsert'; facts: ItemFacts }
  | { type: 'tags'; viewerId: string; tag: string; state: 'pinned' | 'blocked' }
  | { type: 'off'; viewerId: string; on: boolean }
  | { type: 'merge'; from: string; into: string };

export function apply(engine: Engine, change: Change): void {
  if (change.type === 'event') engine.ingest(change.event);
  else if (change.type === 'remove') engine.removeItem(change.itemId);
  else if (change.type === 'upsert') engine.upsertItem(change.facts);
  else if (change.type === 'tags') {
    engine.setViewerTags(change.viewerId, [{ kind: 'tag', id: change.tag, weight: 1, state: change.state }]);
  } else if (change.type === 'off') engine.setPersonalisation(change.viewerId, change.on);
  else engine.mergeViewers(change.from, change.into);
}

const itemId = fc.oneof(
  fc.integer({ min: 0, max: 39 }).map((index) => `v${index}`),
  fc.integer({ min: 0, max: 7 }).map((index) => `p${index}`),
);
const viewerId = fc.integer({ min: 0, max: 5 }).map((index) => `u${index}`);

export const anyEvent = (
  viewers: fc.Arbitrary<string> = viewerId,
  items: fc.Arbitrary<string> = itemId,
): fc.Arbitrary<EngineEvent> =>
  fc.record({
    id: fc.uuid(),
    at: fc.integer({ min: start, max: start + 20 * dayMs }),
    viewerId: viewers,
    itemId: items,
    kind: fc.constantFrom(...eventKinds),
    watchMs: fc.integer({ min: 0, max: 60_000 }),
    stars: fc.integer({ min: 1, max: 5 }),
  });

export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: anyEvent().map((one): Change => ({ type: 'event', event: one })) },
  { weight: 1, arbitrary: itemId.map((id): Change => ({ type: 'remove', itemId: id })) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 })).map(
      ([index, days]): Change => ({
        type: 'upsert',
        facts: video(`v${index}`, {
          categoryIds: [`c${index % 3}`],
          tags: [`t${days % 7}`],
          publishedAt: start + days * dayMs,
        }),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(viewerId, fc.integer({ min: 0, max: 6 }), fc.boolean()).map(
      ([viewer, tag, pin]): Change => ({
        type: 'tags',
        viewerId: viewer,
        tag: `t${tag}`,
        state: pin ? 'pinned' : 'blocked',
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(viewerId, fc.boolean()).map(([viewer, on]): Change => ({ type: 'off', viewerId: viewer, on })),
  },
  { weight: 1, arbitrary: fc.tuple(viewerId, viewerId).map(([from, into]): Change => ({ type: 'merge', from, into })) },
);

export const request = (more: Partial<FeedRequest> = {}): FeedRequest => ({
  requestId: 'r1',
  at: start + 60_000,
  viewerId: 'u',
  size: 10,
  ...more,
});

/** Everybody meets everything, so that the catalogue has an ordinary public standing. */
export function warm(engine: Engine): Engine {
  for (const { itemId } of catalogue()) {
    for (const viewer of ['w1', 'w2', 'w3']) engine.ingest(event(viewer, 'impression', itemId));
    engine.ingest(event('w1', 'finish', itemId));
  }
  return engine;
}

/** A policy with some numbers changed, by section. */
export const policyWith = (changes: { [Section in keyof Policy]?: Partial<Policy[Section]> }): Policy => {
  const policy: Record<string, unknown> = { ...defaultPolicy };
  for (const [section, numbers] of Object.entries(changes)) {
    policy[section] = { ...(policy[section] as object), ...(numbers as object) };
  }
  return policy as unknown as Policy;
};
