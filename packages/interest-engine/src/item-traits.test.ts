import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEntityTable, type ItemFacts, isDeal, itemKinds, mostCategories, mostTags, storeItem } from './item.ts';
import { createItemTraits, levelOf, mark, trait } from './item-traits.ts';

const facts: fc.Arbitrary<ItemFacts> = fc.record(
  {
    itemId: fc.constant('one'),
    kind: fc.constantFrom(...itemKinds),
    authorId: fc.constantFrom('a', 'b'),
    shopId: fc.constantFrom('s', 't'),
    categoryIds: fc.array(fc.constantFrom('x', 'y', 'z', 'w', 'v'), { maxLength: 6 }),
    tags: fc.array(
      fc.integer({ min: 0, max: 20 }).map((number) => `t${number}`),
      { maxLength: 14 },
    ),
    publishedAt: fc.integer({ min: 0, max: 2e12 }),
    hasGoods: fc.boolean(),
    priceMinor: fc.integer({ min: 0, max: 1e12 }),
    onAir: fc.boolean(),
  },
  { requiredKeys: ['itemId', 'kind', 'authorId', 'categoryIds', 'tags', 'publishedAt', 'hasGoods'] },
);

test('a row says of an item what the item says', () => {
  fc.assert(
    fc.property(fc.array(facts, { minLength: 1, maxLength: 200 }), (list) => {
      const entities = createEntityTable();
      const items = list.map((each) => storeItem(each, entities));
      // Some from the beginning, the others one by one.
      const known = items.slice(0, Math.floor(items.length / 2));
      const traits = createItemTraits(known);
      for (const item of items.slice(known.length)) traits.put(known.push(item) - 1, item);
      const into = new Int32Array(Math.max(mostCategories, mostTags));
      for (const [slot, item] of items.entries()) {
        const { facts } = item;
        expect(traits.at(slot, trait.author)).toBe(item.author);
        expect(traits.at(slot, trait.shop)).toBe(item.shop);
        expect([...into.slice(0, traits.readCategories(slot, into))]).toEqual(item.categories);
        expect([...into.slice(0, traits.readTags(slot, into))]).toEqual(item.tags);
        expect(traits.at(slot, trait.priceLevel)).toBe(levelOf.price(facts));
        expect(traits.at(slot, trait.kindLevel)).toBe(levelOf.kind(facts));
        expect(traits.priceMinorOf(slot)).toBe(facts.priceMinor ?? Number.NaN);
        expect(traits.publishedAtOf(slot)).toBe(facts.publishedAt);
        expect(traits.has(slot, mark.alive | mark[facts.kind])).toBe(true);
        expect(traits.has(slot, mark.goods)).toBe(facts.hasGoods);
        expect(traits.has(slot, mark.deal)).toBe(isDeal(facts));
        expect(traits.has(slot, mark.offAir)).toBe(facts.kind === 'live' && facts.onAir !== true);
        traits.withdraw(slot);
        expect(traits.has(slot, mark.alive)).toBe(false);
        expect(traits.has(slot, mark[facts.kind])).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
