import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyIndex } from '../key-index.ts';
import { createSnapshotReader, createSnapshotWriter } from '../snapshot-sections.ts';
import { createEmbeddingSlots, type EmbeddingSlots } from './embedding-slots.ts';
import { freshRow } from './layout.ts';

const limits = { slots: 256, admitAfter: 3, expireDays: 30 };
const admit = (slots: EmbeddingSlots, high: number, low: number): number => {
  slots.see(high, low);
  slots.see(high, low);
  return slots.see(high, low);
};

test('an id is let in when it was seen often enough, and its row is made new once', () => {
  const slots = createEmbeddingSlots(limits);
  expect([slots.see(7, 1), slots.see(7, 1)]).toEqual([-1, -1]);
  const reference = slots.see(7, 1);
  expect(reference).toBeGreaterThanOrEqual(0);
  expect(slots.find(7, 1)).toBe(-1);
  expect(slots.resolve(reference)).toBe(freshRow);
  expect(slots.resolve(reference)).toBe(0);
  expect(slots.find(7, 1)).toBe(0);
  expect(slots.see(7, 1)).toBe(reference);
  expect(slots).toMatchObject({ held: 1, admitted: 1, expired: 0 });
});

test('what is not seen for a month gives up its row; references to it lead nowhere, not to the next holder', () => {
  const slots = createEmbeddingSlots(limits);
  slots.tick(100);
  const old = admit(slots, 1, 1);
  slots.resolve(old);
  for (let turn = 0; turn < 3; turn++) slots.tick(131);
  expect(slots).toMatchObject({ held: 0, expired: 1 });
  const next = admit(slots, 2, 2);
  expect(slots.resolve(old)).toBe(-1);
  expect(slots.resolve(next)).toBe(freshRow);
});

test('rows are bounded: a newcomer takes the place of one unseen for long', () => {
  const slots = createEmbeddingSlots(limits);
  for (let id = 0; id < 2_000; id++) {
    slots.tick(10 + Math.floor(id / 100));
    slots.resolve(admit(slots, id, 1));
  }
  expect(slots.held).toBe(256);
  expect(slots.used).toBe(256);
  expect(slots.admitted - slots.expired).toBe(256);
  expect(slots.find(1_999, 1)).toBeGreaterThanOrEqual(0);
  expect(slots.find(3, 1)).toBe(-1);
});

test('a snapshot gives the same rows to the same ids, then and later', () => {
  const step = fc.record({ high: fc.integer({ min: 0, max: 400 }), day: fc.integer({ min: 0, max: 80 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 900 }), fc.nat(900), (steps, cut) => {
      const live = createEmbeddingSlots(limits);
      const take = (slots: EmbeddingSlots, { high, day }: { high: number; day: number }): number => {
        slots.tick(day);
        return slots.resolve(admit(slots, high % 97, high));
      };
      for (const one of steps.slice(0, cut)) take(live, one);
      const bytes = (slots: EmbeddingSlots): Uint8Array => {
        const writer = createSnapshotWriter();
        slots.save(writer);
        return writer.finish('');
      };
      const saved = bytes(live);
      const restored = createEmbeddingSlots(limits, createSnapshotReader(saved));
      expect(Buffer.compare(bytes(restored), saved)).toBe(0);
      for (const one of steps.slice(cut)) expect(take(restored, one)).toBe(take(live, one));
      expect(Buffer.compare(bytes(restored), bytes(live))).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test('the index finds what was put, and only that, after any removals', () => {
  const key = fc.record({
    high: fc.integer({ min: 0, max: 40 }),
    low: fc.integer({ min: 0, max: 8 }),
    remove: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 400 }), (steps) => {
      const index = createKeyIndex();
      const model = new Map<string, number>();
      let next = 0;
      for (const { high, low, remove } of steps) {
        const name = `${high},${low}`;
        if (remove) {
          expect(index.remove(high, low)).toBe(model.get(name) ?? -1);
          model.delete(name);
        } else if (!model.has(name)) {
          index.put(high, low, next);
          model.set(name, next++);
        }
      }
      expect(index.size).toBe(model.size);
      for (let high = 0; high <= 40; high++) {
        for (let low = 0; low <= 8; low++) expect(index.find(high, low)).toBe(model.get(`${high},${low}`) ?? -1);
      }
    }),
  );
});
