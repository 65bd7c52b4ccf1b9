import { expect, test } from 'vitest';
import { hash32 } from '../random.ts';
import { createFeatureRows } from './feature-rows.ts';
import { daypartOf, writeKeys } from './features.ts';
import { eventsByTime, hiddenTown } from './hidden-town.ts';
import { featuresMax, noFeature, placeOf } from './layout.ts';
import { stateWith, tell } from './test-state.ts';

test('many things at once have the rows that their keys have one by one', () => {
  const town = hiddenTown({ seed: 'rows', viewers: 30, items: 200, encounters: 4_000 });
  const plain = town.items[0]!;
  const state = stateWith([
    ...town.items,
    { ...plain, itemId: 'wide', categoryIds: ['c0', 'c1', 'c2'], tags: ['t0', 't1', 't2', 't3'] },
    { ...plain, itemId: 'bare', categoryIds: [], tags: [], shopId: undefined, priceMinor: undefined } as typeof plain,
    { ...plain, itemId: 'card', kind: 'product', hasGoods: true, priceMinor: 1e12 },
  ]);
  tell(state, eventsByTime(town.encounters));
  const { slots } = state.model;
  const items = state.items;
  const numbers = items.map((_, slot) => slot);
  const sources = numbers.map((slot) => [undefined, 'fresh', 'similar'][slot % 3]);
  const at = state.model.clock;
  const highs = new Uint32Array(featuresMax);
  const lows = new Uint32Array(featuresMax);
  const rows = new Int32Array(items.length * featuresMax);
  const found = new Map<number, number>();
  for (const viewer of [-1, ...town.encounters.slice(0, 20).map(({ viewerId }) => hash32(viewerId))]) {
    createFeatureRows(slots, state.traits, { viewer, at, daypart: daypartOf(at), touches: 0 }).write(
      numbers,
      sources,
      0,
      items.length,
      rows,
    );
    for (const [slot, item] of items.entries()) {
      const source = sources[slot] === undefined ? -1 : hash32(sources[slot]);
      writeKeys(item, slot, { viewer, at, daypart: daypartOf(at), touches: 0, source, position: -1 }, highs, lows);
      for (let place = 0; place < featuresMax; place++) {
        const row = lows[place] === 0 ? noFeature : slots.find(highs[place]!, lows[place]!);
        expect(rows[slot * featuresMax + place]).toBe(row);
        if (row >= 0) found.set(place, (found.get(place) ?? 0) + 1);
      }
    }
  }
  // Only what the town has is admitted; nearly every place was compared with a row there is.
  expect([...found.keys()].length).toBeGreaterThan(featuresMax - 5);
  expect(found.get(placeOf.viewerCategory)).toBeGreaterThan(0);
});
