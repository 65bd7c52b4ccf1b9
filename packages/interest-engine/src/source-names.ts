/** In the order in which the first that put an item forward is named. */
export const sourceNames = [
  'item-item',
  'ease',
  'following',
  'live',
  'repurchase',
  'interest',
  'similar',
  'content',
  'trending',
  'fresh',
  'explore',
  'pool',
] as const;
export type SourceName = (typeof sourceNames)[number];
