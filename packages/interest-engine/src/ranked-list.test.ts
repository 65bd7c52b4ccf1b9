import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRankedList } from './ranked-list.ts';

test('the list is always the head of a full sort, whatever came and went', () => {
  const change = fc.record({
    slot: fc.nat(30),
    key: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
    asRise: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const list = createRankedList(4);
      const all = new Map<number, number>();
      for (const { slot, key, asRise } of changes) {
        const rises = asRise && key !== null && key >= (all.get(slot) ?? Number.NEGATIVE_INFINITY);
        if (key === null) all.delete(slot);
        else all.set(slot, key);
        const exact = key === null ? list.remove(slot) : rises ? list.rise(slot, key) : list.place(slot, key);
        if (!exact) list.refill(all);
        const sorted = [...all].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([each]) => each);
        expect(list.slots).toEqual(sorted.slice(0, 4));
      }
    }),
    { numRuns: 300 },
  );
});
