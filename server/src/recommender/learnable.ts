import type { EventKind } from '@haowu/interest-engine';
import type { RecordedAction } from '../interactions/index.ts';

/** What each recorded action says to the engine; null: it says nothing about an item. */
export const learnable: Record<RecordedAction['kind'], EventKind | null> = {
  impression: 'impression',
  watch: 'watch',
  finish: 'finish',
  skip: 'skip',
  click_goods: 'click',
  open_product: 'click',
  share: 'share',
  not_interested: 'not_interested',
  open_comments: null,
  open_author: null,
  like: 'like',
  unlike: 'unlike',
  favourite: 'favourite',
  unfavourite: null,
  comment: 'comment',
  follow: 'follow',
  unfollow: null,
  cart: 'cart',
  search: null,
};
