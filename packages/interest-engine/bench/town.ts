import type { EngineEvent, EventKind, ItemFacts } from '../src/index.ts';
import { createRandom } from '../src/random.ts';

/** A made-up catalogue and a made-up history, the same for the same seed; for benchmarks and tests only. */
export const townStart = Date.UTC(2026, 0, 1);

export function townItem(index: number, random: () => number): ItemFacts {
  const isProduct = index % 8 === 7;
  const hasGoods = isProduct || random() < 0.6;
  return {
    itemId: `item-${index}`,
    kind: isProduct ? 'product' : 'video',
    authorId: `author-${Math.floor(random() * 200)}`,
    ...(hasGoods
      ? { shopId: `shop-${Math.floor(random() * 80)}`, priceMinor: 900 + Math.floor(random() * 30_000) }
      : {}),
    categoryIds: [`category-${Math.floor(random() ** 2 * 40)}`],
    tags: [0, 1, 2].map(() => `tag-${Math.floor(random() ** 2 * 300)}`),
    publishedAt: townStart - Math.floor(random() * 60) * 86_400_000,
    durationMs: 8_000 + Math.floor(random() * 50_000),
    hasGoods,
    craft: index % 29 === 0,
    newSeller: index % 31 === 0,
  };
}

const acts: readonly EventKind[] = ['watch', 'watch', 'watch', 'skip', 'skip', 'finish', 'like', 'click', 'favourite'];

/** One encounter: an impression, an act, and now and then a purchase with its outcome. */
export function townEncounter(
  id: string,
  at: number,
  viewerId: string,
  itemId: string,
  random: () => number,
): EngineEvent[] {
  const event = (kind: EventKind, more: Partial<EngineEvent> = {}): EngineEvent => ({
    id: `${id}-${kind}`,
    at,
    viewerId,
    itemId,
    kind,
    ...more,
  });
  const kind = acts[Math.floor(random() * acts.length)]!;
  const list = [event('impression'), event(kind, kind === 'watch' ? { watchMs: Math.floor(random() * 30_000) } : {})];
  if (random() < 0.04) {
    if (kind !== 'click') list.push(event('click'));
    list.push(event('paid', { amountMinor: 5_000 }), event(random() < 0.1 ? 'refunded' : 'delivered'));
  }
  return list;
}

export function townOf(
  seed: string,
  itemCount: number,
  viewerCount: number,
  encounterCount: number,
): { items: ItemFacts[]; events: EngineEvent[] } {
  const random = createRandom(seed);
  const items = Array.from({ length: itemCount }, (_, index) => townItem(index, random));
  const events: EngineEvent[] = [];
  for (let index = 0; index < encounterCount; index++) {
    const viewerId = `viewer-${Math.floor(random() * viewerCount)}`;
    const itemId = `item-${Math.floor(random() ** 2 * itemCount)}`;
    events.push(...townEncounter(`e${index}`, townStart + index * 5_000, viewerId, itemId, random));
  }
  return { items, events };
}
