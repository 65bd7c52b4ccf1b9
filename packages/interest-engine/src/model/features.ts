import { head } from '../heads.ts';
import type { StoredItem } from '../item.ts';
import { columns } from '../item-counts.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Policy } from '../policy.ts';
import { type KindRates, publicHeads } from '../score-heads.ts';
import type { ViewerLens } from '../viewer-lens.ts';
import { dense, modelHead, noFeature } from './layout.ts';

/** Who meets what, and where. Position and source are hashes or numbers of what the host reported; -1 when unknown. */
export interface Encounter {
  /** Hash of the viewer's id, or -1 when nothing personal may be learned or read. */
  viewer: number;
  at: number;
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
function daypartOf(at: number): number {
  const day = Math.floor(at / dayMs);
  const isWeekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
  return Math.floor((at % dayMs) / (3 * hourMs)) + (isWeekend ? 8 : 0);
}

/** The place of everything that is being scored, and of one impression in eight that is learned from (see `model`). */
const unplaced = 63;

const logarithmic = (value: number, step: number): number => Math.floor(Math.log2(1 + Math.max(0, value)) * step);

/**
 * Writes the references of an encounter's features into `into` from `start`: exactly `featuresMax` of them, -1 where
 * there is none. `refer` either admits what it sees (learning) or only looks it up (serving).
 */
export function writeFeatures(
  refer: (high: number, low: number) => number,
  item: StoredItem,
  slot: number,
  encounter: Encounter,
  into: Int32Array,
  start: number,
): void {
  const { viewer, at } = encounter;
  const { categories, tags, author, shop, facts } = item;
  const entity = (number: number): number => (number >= 0 ? refer(0, key(field.entity, number)) : noFeature);
  const crossed = (number: number): number =>
    viewer >= 0 && number >= 0 ? refer(viewer, key(field.viewerEntity, number)) : noFeature;
  const price = facts.priceMinor === undefined ? -1 : logarithmic(facts.priceMinor, 1);
  const kind = (facts.kind === 'product' ? 2 : facts.kind === 'video' ? 0 : 4) + (facts.hasGoods ? 1 : 0);
  into[start] = viewer >= 0 ? refer(viewer, key(field.viewer, 0)) : noFeature;
  into[start + 1] = refer(0, key(field.item, slot));
  into[start + 2] = entity(author);
  into[start + 3] = entity(shop);
  into[start + 4] = entity(categories[0] ?? -1);
  into[start + 5] = entity(categories[1] ?? -1);
  into[start + 6] = entity(tags[0] ?? -1);
  into[start + 7] = entity(tags[1] ?? -1);
  into[start + 8] = entity(tags[2] ?? -1);
  into[start + 9] = refer(0, key(field.daypart, daypartOf(at)));
  into[start + 10] = encounter.source >= 0 ? refer(encounter.source, key(field.source, 0)) : noFeature;
  into[start + 11] = refer(
    0,
    key(field.position, encounter.position < 0 ? unplaced : Math.min(40, encounter.position)),
  );
  into[start + 12] = price >= 0 ? refer(0, key(field.price, price)) : noFeature;
  into[start + 13] = crossed(categories[0] ?? -1);
  into[start + 14] = crossed(author);
  into[start + 15] = refer(0, key(field.age, logarithmic((at - facts.publishedAt) / hourMs, 1)));
  into[start + 16] = refer(0, key(field.kind, kind));
  into[start + 17] =
    price >= 0 && categories.length > 0 ? refer(price, key(field.categoryPrice, categories[0]!)) : noFeature;
  into[start + 18] = crossed(tags[0] ?? -1);
  into[start + 19] = crossed(shop);
}

const logitOf = (chance: number): number => {
  const p = Math.min(0.999, Math.max(1e-4, chance));
  return Math.log(p / (1 - p));
};

/** Whether something can be bought here at all. */
export const isDeal = ({ facts }: StoredItem): boolean =>
  facts.priceMinor !== undefined && (facts.hasGoods || facts.kind === 'product');

/**
 * Writes the dense inputs of an encounter; `rates` is left holding the public chances of all heads, `odds` the viewer's four. What is known of
 * nobody and nothing gives the priors, so a model without any training says what counts and lens say.
 */
export function writeDense(
  state: Knowledge,
  policy: Policy,
  lens: ViewerLens,
  item: StoredItem,
  slot: number,
  encounter: Encounter,
  rates: Float64Array,
  odds: Float64Array,
  into: Float32Array | Float64Array,
  start: number,
  kinds?: KindRates,
): void {
  publicHeads(state, policy, item, slot, rates, kinds);
  const openly = start + dense.publicOdds;
  into[openly + modelHead.watch] = logitOf(rates[head.watch]!);
  into[openly + modelHead.click] = logitOf(rates[head.click]!);
  into[openly + modelHead.buy] = logitOf(rates[head.buy]!);
  into[openly + modelHead.keep] = logitOf(rates[head.keep]!);
  const through = start + dense.lensOdds;
  lens.writeOdds(item, odds);
  into[through + modelHead.watch] = Math.log(odds[0]!);
  into[through + modelHead.click] = Math.log(odds[2]!);
  into[through + modelHead.buy] = Math.log(odds[3]!);
  into[through + modelHead.keep] = 0;
  const facts = start + dense.facts;
  into[facts] = Math.log1p(state.itemCounts.at(slot, columns.impressions)) / 8;
  into[facts + 1] = Math.log1p(encounter.touches) / 6;
  into[facts + 2] = Math.log1p(Math.max(0, encounter.at - item.facts.publishedAt) / dayMs) / 5;
  into[facts + 3] = lens.fatigueOf(item);
  into[facts + 4] = 1 - lens.ignoranceOf(item);
}
