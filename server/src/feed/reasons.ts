import type { RankedItem } from '@haowu/interest-engine';
import type { Names } from './names.ts';

/** Why an item is shown; apps turn the code into words. `name` is for reading, in the viewer's language. */
export type Reason = { code: ReasonCode; params: Record<string, string | number> };

/** Every code with its params; those marked optional are left out when nothing is known. */
export const reasonParams = {
  /** People who liked that video like this one: itemId, name? (its title). */
  wanted_together: ['itemId', 'name'],
  /** Like what the viewer wanted: itemId?, name? (its title). */
  similar: ['itemId', 'name'],
  /** A room on air now: authorId. */
  live_now: ['authorId'],
  /** Bought so many days ago, and by now usually used up: days. */
  buy_again: ['days'],
  /** More people than usual: categoryId?, name? */
  trending: ['categoryId', 'name'],
  /** An author the viewer follows: authorId, name? */
  following: ['authorId', 'name'],
  /** An interest, learned or chosen: kind (category, tag), id, name. */
  interest: ['kind', 'id', 'name'],
  /** Among the newest. */
  fresh: [],
  /** A place drawn to find out: categoryId?, name? */
  explore: ['categoryId', 'name'],
  /** A place kept for categories where an interest of this viewer may sleep: categoryId?, name? */
  latent: ['categoryId', 'name'],
  /** New to everybody and still owed its first impressions. */
  pool: [],
  /** A place kept for new works, for what few have seen, for crafts, for new sellers (shopId?). */
  exposure_new: [],
  exposure_long_tail: [],
  exposure_craft: [],
  exposure_new_seller: ['shopId'],
  /** The viewer opened a link to it. */
  shared: [],
  /** Not seen yet, and nothing more is known. */
  unseen: [],
  /** All has been seen; this was longest ago. */
  seen_before: [],
} as const;
export type ReasonCode = keyof typeof reasonParams;

/** The engine's reasons with names to read. */
export function readableReasons(reasons: RankedItem['reasons'], names: Names): Reason[] {
  return reasons.map(({ code, params: [first, second] }): Reason => {
    const named = (key: string, id: string | undefined, name: string | undefined): Record<string, string> =>
      id === undefined ? {} : name === undefined ? { [key]: id } : { [key]: id, name };
    switch (code) {
      case 'wanted_together':
      case 'similar':
        return { code, params: named('itemId', first, first && names.title(first)) };
      case 'trending':
      case 'explore':
      case 'latent':
        return { code, params: named('categoryId', first, first && names.category(first)) };
      case 'live_now':
      case 'following':
        return { code, params: named('authorId', first, undefined) };
      case 'interest': {
        const name = first === 'category' ? names.category(second ?? '') : second;
        return { code, params: { kind: first ?? '', ...named('id', second, name) } };
      }
      case 'buy_again':
        return { code, params: named('days', first, undefined) };
      case 'exposure_new_seller':
        return { code, params: named('shopId', first, undefined) };
      default:
        return { code, params: {} };
    }
  });
}
