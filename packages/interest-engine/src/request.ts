import type { EngineState } from './engine-state.ts';
import { type ItemKind, itemKinds, type StoredItem } from './item.ts';
import { mark, trait } from './item-traits.ts';
import type { Policy } from './policy.ts';
import { createRandom, type Random } from './random.ts';
import { openServing, type Serving } from './serving.ts';
import type { SourceName } from './source-names.ts';
import { createViewerLens, type ViewerLens } from './viewer-lens.ts';
import type { ViewerState } from './viewer-state.ts';

/** One page wanted. The answer depends on the engine's state and this alone. */
export interface FeedRequest {
  /** Seeds every draw: the same id and state give the same page. */
  readonly requestId: string;
  /** Now, milliseconds since 1970, UTC. */
  readonly at: number;
  readonly viewerId: string;
  /** Items wanted, 1 to 50. */
  readonly size: number;
  /** False: only what is the same for everybody (trending, fresh, live, pools, exploration); nothing about the viewer is read, not even followed authors. */
  readonly personalised?: boolean;
  readonly followedAuthorIds?: readonly string[];
  /** What the session has shown already, oldest first; never shown again unless `allowSeen`. */
  readonly seenItemIds?: Iterable<string>;
  /** The last items shown, oldest first (30 are enough): caps and diversity go on over the edge of a page. */
  readonly recentItemIds?: readonly string[];
  /** True when everything has been seen: seen items may return, those seen longest ago first. */
  readonly allowSeen?: boolean;
  /** Only these sources; for a tab of followed authors, for example. */
  readonly sources?: readonly SourceName[];
  readonly kinds?: readonly ItemKind[];
}

/** A request with everything looked up that sources and scores need. */
export interface RequestContext {
  readonly state: EngineState;
  readonly serving: Serving;
  readonly policy: Policy;
  readonly request: FeedRequest;
  readonly at: number;
  readonly size: number;
  /** Null when personalisation is off or the viewer is unknown. */
  readonly viewer: ViewerState | null;
  readonly lens: ViewerLens;
  /** False when personalisation is off, by the request or by the viewer. */
  readonly personalised: boolean;
  /** Whether an item may be shown to this viewer at all. */
  admits(slot: number): boolean;
  /** How lately an item was seen that may return: 0 never, 1 just now. */
  seenLately(slot: number): number;
  /** The direction of an item among all, of length one, where the engine has one; for diversity. */
  vectorOf(slot: number): Float32Array | null;
  random(purpose: string): Random;
}

export function openRequest(
  state: EngineState,
  policy: Policy,
  seed: string,
  request: FeedRequest,
  serving: Serving = openServing(null),
): RequestContext {
  const known = request.personalised === false ? undefined : state.viewers.read(request.viewerId);
  const personalised = request.personalised !== false && known?.personalised !== false;
  const viewer = personalised ? (known ?? null) : null;
  /** By slot: its place in the order of showing. */
  const shown = new Map<number, number>();
  for (const id of request.seenItemIds ?? []) {
    const slot = state.itemIds.find(id);
    if (slot >= 0) shown.set(slot, shown.size + 1);
  }
  const seenMs = policy.learning.seenHours * 3_600_000;
  const met = new Map<number, number>();
  for (const touch of viewer?.touches ?? []) if (request.at - touch.at < seenMs) met.set(touch.slot, touch.at);
  const blocked = new Set<number>();
  for (const [entity, edit] of viewer?.edited ?? []) if (edit.state === 'blocked') blocked.add(entity);

  let wantedKinds = 0;
  for (const kind of request.kinds ?? itemKinds) wantedKinds |= mark[kind];

  return {
    state,
    serving,
    policy,
    request,
    at: request.at,
    size: Math.max(1, Math.min(50, Math.floor(request.size) || 1)),
    viewer,
    personalised,
    lens: createViewerLens(state, policy, viewer, request.at),
    admits(slot) {
      const marks = slot < 0 ? 0 : state.traits.at(slot, trait.marks);
      if ((marks & mark.alive) === 0 || (marks & mark.offAir) !== 0 || (marks & wantedKinds) === 0) return false;
      if (!request.allowSeen && (shown.has(slot) || met.has(slot))) return false;
      if (viewer?.refused.has(slot)) return false;
      return blocked.size === 0 || !isBlocked(state.items[slot]!, blocked);
    },
    seenLately(slot) {
      if (shown.size === 0 && met.size === 0) return 0;
      const place = (shown.get(slot) ?? 0) / Math.max(1, shown.size);
      const at = met.get(slot);
      return at === undefined ? place : Math.max(place, 1 - Math.max(0, request.at - at) / seenMs);
    },
    vectorOf: (slot) => state.vectors.at(slot),
    // No viewer in the seed: with personalisation off nothing about the viewer may move the draw.
    random: (purpose) => createRandom(`${seed}|${request.requestId}|${purpose}`),
  };
}

const isBlocked = (item: StoredItem, blocked: ReadonlySet<number>): boolean =>
  item.categories.some((entity) => blocked.has(entity)) || item.tags.some((entity) => blocked.has(entity));
