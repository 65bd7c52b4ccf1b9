import { readPrivacyOf } from '../identity/index.ts';
import { type Act, businessDay } from '../kernel/index.ts';
import type { NewAction, ServerKind } from './action.ts';
import { tellRecorded } from './listeners.ts';
import { withoutViewer } from './record-actions.ts';
import { insertActions } from './store.ts';

export type ServerAction = {
  viewerId: string;
  /** The browser it was done in, when the room knows. */
  deviceId?: string | undefined;
  kind: ServerKind;
  /** The video, product or author it was done to; absent for a search. */
  item?: { id: string; kind: 'video' | 'product' | 'author' } | undefined;
  /** The product meant, when the item is a video; or the product put into the cart from a video. */
  productId?: string | null | undefined;
  surface?: string | undefined;
  /** For a search: the category it led to, and its words (60 characters are kept). */
  categoryId?: string | null | undefined;
  words?: string | undefined;
  /** Business time; the act's own when absent. Seeding a history sets it. */
  occurredAt?: Date | undefined;
};

/**
 * Mirrors what a viewer did in another room (liked, followed, put into the cart, …) into the log, in that room's own
 * transaction: it is recorded exactly when it is true. Call it only when something changed, or toggling is counted.
 */
export async function recordServerAction(act: Act, ...actions: readonly ServerAction[]): Promise<void> {
  if (actions.length === 0) return;
  const { world } = act;
  const kept = new Map<string, boolean>();
  for (const { viewerId } of actions) {
    if (!kept.has(viewerId)) kept.set(viewerId, (await readPrivacyOf(act, viewerId)).historyKept);
  }
  const rows = actions.map((action): NewAction => {
    const occurredAt = action.occurredAt ?? act.now;
    const row: NewAction = {
      day: businessDay(occurredAt, world.config.zone),
      viewerId: action.viewerId,
      deviceId: action.deviceId ?? null,
      kind: action.kind,
      itemId: action.item?.id ?? null,
      itemKind: action.item?.kind ?? null,
      productId: action.productId ?? (action.item?.kind === 'product' ? action.item.id : null),
      watchMs: 0,
      surface: action.surface ?? null,
      requestId: null,
      position: null,
      source: null,
      propensity: null,
      policyVersion: null,
      categoryId: action.categoryId ?? null,
      words: action.words?.slice(0, 60) ?? null,
      occurredAt,
      recordedAt: world.systemClock.now(),
    };
    return kept.get(action.viewerId) ? row : withoutViewer(row);
  });
  const [first] = await insertActions(act, rows);
  if (first) act.afterCommit(() => tellRecorded(world, first.transactionId));
}
