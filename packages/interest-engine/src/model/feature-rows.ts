import { type ItemTraits, trait } from '../item-traits.ts';
import { createNumberIndex, remembered } from '../number-index.ts';
import { hash32 } from '../random.ts';
import type { EmbeddingSlots } from './embedding-slots.ts';
import { ageLevel, type Encounter, keyOf } from './features.ts';
import { featuresMax, noFeature, placeOf } from './layout.ts';

/** The rows of features of many things for one viewer: exactly what looking up the keys of `writeKeys` one by one gives. */
export interface FeatureRows {
  /** `featuresMax` rows a thing, -1 for none: of `count` things from a place on in the lists, into `rows` from its start. */
  write(
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

/**
 * The things of a page share their categories, tags, authors and shops: what is looked up once for each of those is not
 * looked up again, alone or crossed with the viewer.
 */
export function createFeatureRows(
  table: EmbeddingSlots,
  traits: ItemTraits,
  { viewer, at, daypart }: Meeting,
): FeatureRows {
  const entities = createNumberIndex();
  /** By place among the entities of the page: the row of the entity, and of its cross with the viewer. */
  const rowsOfEntities: number[] = [];
  const rowsCrossed: number[] = [];
  const placeOfEntity = (entity: number): number => {
    const known = entities.find(entity);
    if (known >= 0) return known;
    rowsOfEntities.push(entity < 0 ? noFeature : table.find(0, keyOf.entity(entity)));
    rowsCrossed.push(entity < 0 || viewer < 0 ? noFeature : table.find(viewer, keyOf.crossed(entity)));
    return entities.add(entity);
  };
  const rowsOfSources = new Map<string | undefined, number>([[undefined, noFeature]]);
  const ofViewer = viewer < 0 ? noFeature : table.find(viewer, keyOf.viewer());
  const ofDaypart = table.find(0, keyOf.daypart(daypart));
  const ofNoPosition = table.find(0, keyOf.position(-1));

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
    write(slots, sources, from, count, rows) {
      // Each thing has a row of its own: found by themselves, so that several reads of memory are on their way at once.
      for (let index = 0; index < count; index++) {
        rows[index * featuresMax + placeOf.item] = table.find(0, keyOf.item(slots[from + index]!));
      }
      for (let index = 0; index < count; index++) {
        const slot = slots[from + index]!;
        const to = index * featuresMax;
        const author = placeOfEntity(traits.at(slot, trait.author));
        const shop = placeOfEntity(traits.at(slot, trait.shop));
        const category = traits.at(slot, trait.category);
        const categoryPlace = placeOfEntity(category);
        const tag = placeOfEntity(traits.at(slot, trait.tag));
        const price = traits.at(slot, trait.priceLevel);
        rows[to + placeOf.viewer] = ofViewer;
        rows[to + placeOf.author] = rowsOfEntities[author]!;
        rows[to + placeOf.shop] = rowsOfEntities[shop]!;
        rows[to + placeOf.category] = rowsOfEntities[categoryPlace]!;
        rows[to + placeOf.secondCategory] = rowsOfEntities[placeOfEntity(traits.at(slot, trait.secondCategory))]!;
        rows[to + placeOf.tag] = rowsOfEntities[tag]!;
        rows[to + placeOf.secondTag] = rowsOfEntities[placeOfEntity(traits.at(slot, trait.secondTag))]!;
        rows[to + placeOf.thirdTag] = rowsOfEntities[placeOfEntity(traits.at(slot, trait.thirdTag))]!;
        rows[to + placeOf.daypart] = ofDaypart;
        rows[to + placeOf.source] = ofSource(sources[from + index]);
        rows[to + placeOf.position] = ofNoPosition;
        rows[to + placeOf.price] = price < 0 ? noFeature : ofPrice(price);
        rows[to + placeOf.viewerCategory] = rowsCrossed[categoryPlace]!;
        rows[to + placeOf.viewerAuthor] = rowsCrossed[author]!;
        rows[to + placeOf.age] = ofAge(ageLevel(traits.publishedAtOf(slot), at));
        rows[to + placeOf.kind] = ofKind(traits.at(slot, trait.kindLevel));
        rows[to + placeOf.categoryPrice] =
          price < 0 || category < 0 ? noFeature : ofPriceInCategory(category * priceLevels + price);
        rows[to + placeOf.viewerTag] = rowsCrossed[tag]!;
        rows[to + placeOf.viewerShop] = rowsCrossed[shop]!;
      }
    },
  };
}
