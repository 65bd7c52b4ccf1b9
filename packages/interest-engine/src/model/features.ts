import { head } from '../heads.ts';
import { unknownChances } from '../interest-states.ts';
import type { StoredItem } from '../item.ts';
import { columns } from '../item-counts.ts';
import { levelOf, logarithmic } from '../item-traits.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Policy } from '../policy.ts';
import { type KindRates, publicHeads } from '../score-heads.ts';
import { type ViewerLens, viewPlace } from '../viewer-lens.ts';
import { dense, featuresMax, modelHead, placeOf } from './layout.ts';

/** Who meets what, and where. Position and source are hashes or numbers of what the host reported; -1 when unknown. */
export interface Encounter {
  /** Hash of the viewer's id, or -1 when nothing personal may be learned or read. */
  viewer: number;
  at: number;
  /** Of `at`, see `daypartOf`. */
  daypart: number;
  /** Encounters in the viewer's history. */
  touches: number;
  source: number;
  position: number;
}

/** Kinds of ids, the top 8 bits of the low word of a key; 24 bits are left for the number of the thing itself. */
const field = {
  viewer: 1,
  item: 2,
  /** Category, tag, author or shop: they share one numbering. */
  entity: 3,
  daypart: 4,
  source: 5,
  position: 6,
  price: 7,
  viewerEntity: 8,
  age: 9,
  kind: 10,
  categoryPrice: 11,
} as const;

const key = (kind: number, number: number): number => ((kind << 24) | number) >>> 0;
const fieldOfKey = (low: number): number => low >>> 24;
export const isOfViewer = (low: number): boolean =>
  fieldOfKey(low) === field.viewer || fieldOfKey(low) === field.viewerEntity;
export const isOfItem = (low: number): boolean => fieldOfKey(low) === field.item;
export const isOfEntity = (low: number): boolean =>
  fieldOfKey(low) === field.entity || fieldOfKey(low) === field.viewerEntity || fieldOfKey(low) === field.categoryPrice;
export const numberOfKey = (low: number): number => low & 0xffffff;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Eight parts of a day, apart for weekdays and the two days of rest, in UTC: what matters is that like falls to like. */
export function daypartOf(at: number): number {
  const day = Math.floor(at / dayMs);
  const isWeekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
  return Math.floor((at % dayMs) / (3 * hourMs)) + (isWeekend ? 8 : 0);
}

/** The place of everything that is being scored, and of one impression in eight that is learned from (see `model`). */
const unplaced = 63;

/** Low words of keys. The high word is the viewer's for `viewer` and `crossed`, the source's, the level of a `categoryPrice`, else 0. */
export const keyOf = {
  viewer: () => key(field.viewer, 0),
  item: (slot: number) => key(field.item, slot),
  /** A category, tag, author or shop. */
  entity: (number: number) => key(field.entity, number),
  /** One of those and the viewer. */
  crossed: (number: number) => key(field.viewerEntity, number),
  daypart: (part: number) => key(field.daypart, part),
  source: () => key(field.source, 0),
  position: (position: number) => key(field.position, position < 0 ? unplaced : Math.min(40, position)),
  price: (level: number) => key(field.price, level),
  age: (level: number) => key(field.age, level),
  kind: (kind: number) => key(field.kind, kind),
  categoryPrice: (category: number) => key(field.categoryPrice, category),
} as const;

/** A number that stands for how old a thing is. */
export const ageLevel = (publishedAt: number, at: number): number => logarithmic((at - publishedAt) / hourMs);

/** No feature. */
const none = 0;
const entityKey = (number: number): number => (number >= 0 ? keyOf.entity(number) : none);
const crossedKey = (viewer: number, number: number): number =>
  viewer >= 0 && number >= 0 ? keyOf.crossed(number) : none;
/** The number at a place of a list, or -1. */
const numberAt = (list: readonly number[], place: number): number => (list.length > place ? list[place]! : -1);

/**
 * Writes the keys of an encounter's features, exactly `featuresMax` pairs of words. A low word of 0 stands for no
 * feature. `feature-rows` looks the same keys up for many things at once.
 */
export function writeKeys(
  item: StoredItem,
  slot: number,
  { viewer, at, daypart, source, position }: Encounter,
  highs: Uint32Array,
  lows: Uint32Array,
): void {
  const { categories, tags, author, shop, facts } = item;
  const category = numberAt(categories, 0);
  const tag = numberAt(tags, 0);
  const price = levelOf.price(facts);
  highs.fill(0, 0, featuresMax);
  highs[placeOf.viewer] = viewer;
  lows[placeOf.viewer] = viewer >= 0 ? keyOf.viewer() : none;
  lows[placeOf.item] = keyOf.item(slot);
  lows[placeOf.author] = entityKey(author);
  lows[placeOf.shop] = entityKey(shop);
  lows[placeOf.category] = entityKey(category);
  lows[placeOf.secondCategory] = entityKey(numberAt(categories, 1));
  lows[placeOf.tag] = entityKey(tag);
  lows[placeOf.secondTag] = entityKey(numberAt(tags, 1));
  lows[placeOf.thirdTag] = entityKey(numberAt(tags, 2));
  lows[placeOf.daypart] = keyOf.daypart(daypart);
  highs[placeOf.source] = source;
  lows[placeOf.source] = source >= 0 ? keyOf.source() : none;
  lows[placeOf.position] = keyOf.position(position);
  lows[placeOf.price] = price >= 0 ? keyOf.price(price) : none;
  highs[placeOf.viewerCategory] = viewer;
  lows[placeOf.viewerCategory] = crossedKey(viewer, category);
  highs[placeOf.viewerAuthor] = viewer;
  lows[placeOf.viewerAuthor] = crossedKey(viewer, author);
  lows[placeOf.age] = keyOf.age(ageLevel(facts.publishedAt, at));
  lows[placeOf.kind] = keyOf.kind(levelOf.kind(facts));
  highs[placeOf.categoryPrice] = price;
  lows[placeOf.categoryPrice] = price >= 0 && category >= 0 ? keyOf.categoryPrice(category) : none;
  highs[placeOf.viewerTag] = viewer;
  lows[placeOf.viewerTag] = crossedKey(viewer, tag);
  highs[placeOf.viewerShop] = viewer;
  lows[placeOf.viewerShop] = crossedKey(viewer, shop);
}

const drawnUnknown = unknownChances.open + unknownChances.woken;

const logitOf = (chance: number): number => {
  const p = Math.min(0.999, Math.max(1e-4, chance));
  return Math.log(p / (1 - p));
};

/**
 * Writes the dense inputs of an encounter; `rates` is left holding the public chances of all heads, `view` what the lens says. What is known of
 * nobody and nothing gives the priors, so a model without any training says what counts and lens say.
 */
export function writeDense(
  state: Knowledge,
  policy: Policy,
  lens: ViewerLens,
  slot: number,
  encounter: Pick<Encounter, 'at' | 'touches'>,
  rates: Float64Array,
  view: Float64Array,
  into: Float32Array | Float64Array,
  start: number,
  kinds?: KindRates,
): void {
  publicHeads(state, policy, slot, rates, kinds);
  const openly = start + dense.publicOdds;
  into[openly + modelHead.watch] = logitOf(rates[head.watch]!);
  into[openly + modelHead.click] = logitOf(rates[head.click]!);
  into[openly + modelHead.buy] = logitOf(rates[head.buy]!);
  into[openly + modelHead.keep] = logitOf(rates[head.keep]!);
  const through = start + dense.lensOdds;
  lens.look(slot, view);
  into[through + modelHead.watch] = Math.log(view[viewPlace.odds]!);
  into[through + modelHead.click] = Math.log(view[viewPlace.odds + 2]!);
  into[through + modelHead.buy] = Math.log(view[viewPlace.odds + 3]!);
  into[through + modelHead.keep] = 0;
  into[start + dense.drawn] = view[viewPlace.open]! + view[viewPlace.woken]! - drawnUnknown;
  const facts = start + dense.facts;
  into[facts] = Math.log1p(state.itemCounts.at(slot, columns.impressions)) / 8;
  into[facts + 1] = Math.log1p(encounter.touches) / 6;
  into[facts + 2] = Math.log1p(Math.max(0, encounter.at - state.traits.publishedAtOf(slot)) / dayMs) / 5;
  into[facts + 3] = view[viewPlace.fatigue]!;
  into[facts + 4] = 1 - view[viewPlace.ignorance]!;
}
