import type { Engine, EventKind } from '@haowu/interest-engine';
import type { RecordedAction } from '../interactions/index.ts';

/** What each recorded action says to the engine; null: it says nothing about an item. */
const learnable: Record<RecordedAction['kind'], EventKind | null> = {
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

export function learnAction(engine: Engine, action: RecordedAction): void {
  const kind = learnable[action.kind];
  // Without a name there is nobody to learn about, and the engine counts public standing per person.
  if (!kind || !action.viewerId || !action.itemId || action.itemKind === 'author') return;
  engine.ingest({
    id: `a${action.sequence}`,
    at: action.occurredAt.getTime(),
    viewerId: action.viewerId,
    kind,
    itemId: action.itemId,
    ...(action.productId && action.productId !== action.itemId ? { productId: action.productId } : {}),
    ...(kind === 'watch' ? { watchMs: action.watchMs } : {}),
    ...(action.deviceId ? { deviceId: action.deviceId } : {}),
    ...(action.requestId ? { requestId: action.requestId } : {}),
    ...(kind === 'impression' && action.position !== null ? { position: action.position } : {}),
    ...(kind === 'impression' && action.source !== null ? { source: action.source } : {}),
  });
}
