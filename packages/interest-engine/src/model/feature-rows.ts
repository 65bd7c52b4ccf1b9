import type { StoredItem } from '../item.ts';
import { createNumberIndex } from '../number-index.ts';
import { hash32 } from '../random.ts';
import type { EmbeddingSlots } from './embedding-slots.ts';
import { type Encounter, keyOf, levelOf, numberAt } from './features.ts';
import { featuresMax, noFeature, placeOf } from './layout.ts';

/** The rows of features of many things for one viewer: exactly what looking up the keys of `writeKeys` one by one gives. */
export interface FeatureRows {
  /** `featuresMax` rows a thing, -1 for none: of `count` things from a place on in the lists, into `rows` from its start. */
  write(
    items: readonly StoredItem[],
    slots: readonly number[],
    sources: readonly (string | undefined)[],
    from: number,
    count: number,
    rows: Int32Array,
  ): void;
}

/** Without a source and a place, which are the things' own. */
export type Meeting = Omit<Encounter, 'source' | 'position'>;

/** More than there are: a category and a level of its prices are one number. */
const priceLevels = 64;

/** By number: looked up once. */
function remembered(lookUp: (number: number) => number): (number: number) => number {
  const index = createNumberIndex();
  const rows: number[] = [];
  return (number) => {
    const known = index.find(number);
    if (known >= 0) return rows[known]!;
    const row = lookUp(number);
    rows.push(row);
    index.add(number);
    return row;
  };
}

/**
 * The things of a page share their categories, tags, authors and shops: what is looked up once for each of those is not
 * looked up again, alone or crossed with the viewer.
 */
export function createFeatureRows(table: EmbeddingSlots, { viewer, at, daypart }: Meeting): FeatureRows {
  const entities = createNumberIndex();
  /** By place among the entities of the page: the row of the entity, and of its cross with the viewer. */
  const rowsOfEntities: number[] = [];
  const rowsCrossed: number[] = [];
  const rowsOfSources = new Map<string | undefined, number>([[undefined, noFeature]]);
  const ofViewer = viewer < 0 ? noFeature : table.find(viewer, keyOf.viewer());
  const ofDaypart = table.find(0, keyOf.daypart(daypart));
  const ofNoPosition = table.find(0, keyOf.position(-1));

  const placeOfEntity = (entity: number): number => {
    const known = entities.find(entity);
    if (known >= 0) return known;
    rowsOfEntities.push(table.find(0, keyOf.entity(entity)));
    rowsCrossed.push(viewer < 0 ? noFeature : table.find(viewer, keyOf.crossed(entity)));
    return entities.add(entity);
  };
  const ofPrice = remembered((level) => table.find(0, keyOf.price(level)));
  const ofAge = remembered((level) => table.find(0, keyOf.age(level)));
  const ofKind = remembered((kind) => table.find(0, keyOf.kind(kind)));
  const ofPriceInCategory = remembered((both) =>
    table.find(both % priceLevels, keyOf.categoryPrice(Math.floor(both / priceLevels))),
  );
  const ofSource = (source: string | undefined): number => {
    let row = rowsOfSources.get(source);
    if (row === undefined) {
      row = table.find(hash32(source!), keyOf.source());
      rowsOfSources.set(source, row);
    }
    return row;
  };

  return {
    write(items, slots, sources, from, count, rows) {
      // Each thing has a row of its own: found by themselves, so that several reads of memory are on their way at once.
      for (let index = 0; index < count; index++) {
        rows[index * featuresMax + placeOf.item] = table.find(0, keyOf.item(slots[from + index]!));
      }
      for (let index = 0; index < count; index++) {
        const { categories, tags, author, shop, facts } = items[from + index]!;
        const to = index * featuresMax;
        const category = numberAt(categories, 0);
        const secondCategory = numberAt(categories, 1);
        const tag = numberAt(tags, 0);
        const secondTag = numberAt(tags, 1);
        const thirdTag = numberAt(tags, 2);
        const price = levelOf.price(facts);
        const authorPlace = author < 0 ? -1 : placeOfEntity(author);
        const shopPlace = shop < 0 ? -1 : placeOfEntity(shop);
        const categoryPlace = category < 0 ? -1 : placeOfEntity(category);
        const tagPlace = tag < 0 ? -1 : placeOfEntity(tag);
        rows[to + placeOf.viewer] = ofViewer;
        rows[to + placeOf.author] = author < 0 ? noFeature : rowsOfEntities[authorPlace]!;
        rows[to + placeOf.shop] = shop < 0 ? noFeature : rowsOfEntities[shopPlace]!;
        rows[to + placeOf.category] = category < 0 ? noFeature : rowsOfEntities[categoryPlace]!;
        rows[to + placeOf.secondCategory] =
          secondCategory < 0 ? noFeature : rowsOfEntities[placeOfEntity(secondCategory)]!;
        rows[to + placeOf.tag] = tag < 0 ? noFeature : rowsOfEntities[tagPlace]!;
        rows[to + placeOf.secondTag] = secondTag < 0 ? noFeature : rowsOfEntities[placeOfEntity(secondTag)]!;
        rows[to + placeOf.thirdTag] = thirdTag < 0 ? noFeature : rowsOfEntities[placeOfEntity(thirdTag)]!;
        rows[to + placeOf.daypart] = ofDaypart;
        rows[to + placeOf.source] = ofSource(sources[from + index]);
        rows[to + placeOf.position] = ofNoPosition;
        rows[to + placeOf.price] = price < 0 ? noFeature : ofPrice(price);
        rows[to + placeOf.viewerCategory] = category < 0 ? noFeature : rowsCrossed[categoryPlace]!;
        rows[to + placeOf.viewerAuthor] = author < 0 ? noFeature : rowsCrossed[authorPlace]!;
        rows[to + placeOf.age] = ofAge(levelOf.age(facts, at));
        rows[to + placeOf.kind] = ofKind(levelOf.kind(facts));
        rows[to + placeOf.categoryPrice] =
          price < 0 || category < 0 ? noFeature : ofPriceInCategory(category * priceLevels + price);
        rows[to + placeOf.viewerTag] = tag < 0 ? noFeature : rowsCrossed[tagPlace]!;
        rows[to + placeOf.viewerShop] = shop < 0 ? noFeature : rowsCrossed[shopPlace]!;
      }
    },
  };
}
