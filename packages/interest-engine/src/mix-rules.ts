import type { StoredItem } from './item.ts';
import type { Policy } from './policy.ts';

/** Why a candidate may not stand in the next place. */
export type MixRule = 'commercial_cap' | 'author_cap' | 'seller_cap' | 'category_cap';

/** 0: all caps hold. 1: a category may repeat. 2: also authors and sellers. The commercial cap always holds. */
export type Strictness = 0 | 1 | 2;

const nearPlaces = 6;

/** What stands above the place to be filled: earlier pages and the places already filled, oldest first. */
export interface Placed {
  readonly items: StoredItem[];
  commercial: number;
}

export function openPlaced(recent: readonly StoredItem[]): Placed {
  const items = recent.slice(-30);
  return { items, commercial: items.filter(({ facts }) => facts.kind === 'product').length };
}

export function placeItem(placed: Placed, item: StoredItem): void {
  placed.items.push(item);
  if (item.facts.kind === 'product') placed.commercial++;
}

const shareCategory = (a: StoredItem, b: StoredItem): boolean => {
  for (const category of a.categories) if (b.categories.includes(category)) return true;
  return false;
};

/**
 * The first rule that keeps an item from the next place, or null. At most one commercial card in any window, and at
 * most one in so many of all that was shown: the first comes after a window of content. `capped`: the item is such a card.
 */
export function ruleAgainst(
  placed: Placed,
  item: StoredItem,
  policy: Policy,
  strictness: Strictness,
  capped: boolean,
): MixRule | null {
  const { items } = placed;
  const { mix } = policy;
  if (capped) {
    if (placed.commercial + 1 > Math.floor((items.length + 1) / mix.commercialWindow)) return 'commercial_cap';
    for (let index = Math.max(0, items.length - mix.commercialWindow + 1); index < items.length; index++) {
      if (items[index]!.facts.kind === 'product') return 'commercial_cap';
    }
  }
  if (strictness === 2) return null;
  let author = 0;
  let seller = 0;
  let category = 0;
  for (let index = Math.max(0, items.length - 9); index < items.length; index++) {
    const other = items[index]!;
    if (other.author === item.author) author++;
    if (item.shop >= 0 && other.shop === item.shop) seller++;
    if (strictness === 0 && shareCategory(other, item)) category++;
  }
  if (author >= mix.authorMaxInTen) return 'author_cap';
  if (seller >= mix.sellerMaxInTen) return 'seller_cap';
  return category >= mix.categoryMaxInTen ? 'category_cap' : null;
}

/** How much an item repeats what stands just above its place, 0 to about 1.5; nearer places count more. */
export function likeness(placed: Placed, item: StoredItem): number {
  const { items } = placed;
  let sum = 0;
  for (let distance = 1; distance <= nearPlaces && distance <= items.length; distance++) {
    const other = items[items.length - distance]!;
    let alike = 0;
    if (other.author === item.author) alike += 0.5;
    if (item.shop >= 0 && other.shop === item.shop) alike += 0.3;
    if (shareCategory(other, item)) alike += 0.3;
    sum += alike / (1 + 0.4 * distance);
  }
  return sum;
}
