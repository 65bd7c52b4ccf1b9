import type { StoredItem } from './item.ts';
import type { Policy } from './policy.ts';
import type { RequestContext } from './request.ts';
import type { ScoredCandidate } from './scored-candidate.ts';

/** Why a candidate may not stand in the next place. */
export const mixRules = [
  'commercial_cap',
  'author_cap',
  'seller_cap',
  'category_cap',
  /** The viewer keeps skipping such things. */
  'fatigue',
  /** Its place went to a floor of exposure. */
  'gave_way',
] as const;
export type MixRule = (typeof mixRules)[number];

/** 0: all caps hold. 1: a category may repeat, also one the viewer is tired of. 2: also authors and sellers. The commercial cap always holds. */
export type Strictness = 0 | 1 | 2;

/** One thing that stands, or may stand, on the page. */
export interface Standing {
  readonly item: StoredItem;
  readonly slot: number;
  /** Its categories are ones the viewer keeps skipping. */
  readonly tired: boolean;
  /** Of length one, or null where there is none; looked up when first needed. */
  vector?: Float32Array | null;
}

/** A candidate while its page is mixed. */
export interface Entry extends Standing {
  readonly candidate: ScoredCandidate;
  /** Whether the commercial cap applies: a product card on a page of content. */
  readonly capped: boolean;
  taken: boolean;
}

/** What stands above the place to be filled: earlier pages and the places already filled, oldest first. */
export interface Placed {
  readonly above: Standing[];
  commercial: number;
}

const nearPlaces = 6;
const latestShown = 30;

const isCard = ({ item }: Standing): boolean => item.facts.kind === 'product';

export function openPlaced(recent: readonly Standing[]): Placed {
  const above = recent.slice(-latestShown);
  return { above, commercial: above.filter(isCard).length };
}

export function placeStanding(placed: Placed, standing: Standing): void {
  placed.above.push(standing);
  if (isCard(standing)) placed.commercial++;
}

const shareCategory = (a: StoredItem, b: StoredItem): boolean => {
  for (const category of a.categories) if (b.categories.includes(category)) return true;
  return false;
};

/**
 * The first rule that keeps an entry from the next place, or null. At most one commercial card in any window, and at
 * most one in so many of all that was shown: the first comes after a window of content.
 */
export function ruleAgainst(placed: Placed, entry: Entry, policy: Policy, strictness: Strictness): MixRule | null {
  const { above } = placed;
  const { mix } = policy;
  if (entry.capped) {
    if (placed.commercial + 1 > Math.floor((above.length + 1) / mix.commercialWindow)) return 'commercial_cap';
    for (let index = Math.max(0, above.length - mix.commercialWindow + 1); index < above.length; index++) {
      if (isCard(above[index]!)) return 'commercial_cap';
    }
  }
  if (strictness === 2) return null;
  return ruleInTen(above, Math.max(0, above.length - 9), above.length, entry, policy, strictness);
}

/** Caps among ten in a row: `entry` beside what stands from `from` to before `to`. */
function ruleInTen(
  above: readonly Standing[],
  from: number,
  to: number,
  { item, tired }: Standing,
  { mix }: Policy,
  strictness: Strictness,
  except = -1,
): MixRule | null {
  let author = 0;
  let seller = 0;
  let category = 0;
  let tiredOf = 0;
  for (let index = from; index < to; index++) {
    if (index === except) continue;
    const other = above[index]!;
    if (other.item.author === item.author) author++;
    if (item.shop >= 0 && other.item.shop === item.shop) seller++;
    if (strictness > 0) continue;
    if (shareCategory(other.item, item)) category++;
    if (other.tired) tiredOf++;
  }
  if (author >= mix.authorMaxInTen) return 'author_cap';
  if (seller >= mix.sellerMaxInTen) return 'seller_cap';
  if (category >= mix.categoryMaxInTen) return 'category_cap';
  return tired && strictness === 0 && tiredOf >= mix.tiredMaxInTen ? 'fatigue' : null;
}

/**
 * Whether an entry may take a filled place without breaking a cap in any ten in a row around it. A commercial card only
 * takes the place of another one.
 */
export function fitsInPlace(placed: Placed, place: number, entry: Entry, policy: Policy): boolean {
  const { above } = placed;
  if (isCard(entry) && !isCard(above[place]!)) return false;
  for (let from = Math.max(0, place - 9); from <= place; from++) {
    if (ruleInTen(above, from, Math.min(above.length, from + 10), entry, policy, 0, place)) return false;
  }
  return true;
}

export function replacePlaced(placed: Placed, place: number, standing: Standing): void {
  placed.commercial += Number(isCard(standing)) - Number(isCard(placed.above[place]!));
  placed.above[place] = standing;
}

/** How much an entry repeats what stands just above its place, 0 to about 2; nearer places count more. */
export function likeness(context: RequestContext, placed: Placed, entry: Standing): number {
  const { above } = placed;
  const { item } = entry;
  const { mix } = context.policy;
  const vector = mix.likeVector > 0 ? vectorOf(context, entry) : null;
  let sum = 0;
  for (let distance = 1; distance <= nearPlaces && distance <= above.length; distance++) {
    const other = above[above.length - distance]!;
    let alike = 0;
    if (other.item.author === item.author) alike += mix.likeAuthor;
    if (item.shop >= 0 && other.item.shop === item.shop) alike += mix.likeSeller;
    if (shareCategory(other.item, item)) alike += mix.likeCategory;
    if (vector) {
      const beside = vectorOf(context, other);
      if (beside) alike += mix.likeVector * Math.max(0, dot(vector, beside));
    }
    sum += alike / (1 + 0.4 * distance);
  }
  return sum;
}

function vectorOf(context: RequestContext, standing: Standing): Float32Array | null {
  if (standing.vector === undefined) standing.vector = context.vectorOf(standing.slot);
  return standing.vector;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}
