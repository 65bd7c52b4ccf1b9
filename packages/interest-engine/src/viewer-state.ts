import { type InterestState, mergeInterest } from './interest-states.ts';
import { type Signal, signals, strengthOf } from './signal.ts';

/** An interest as the viewer sees and edits it. */
export interface InterestTag {
  readonly kind: 'category' | 'tag';
  readonly id: string;
  /** 0 to 1. */
  readonly weight: number;
  /** `pinned` always counts, `blocked` never appears; absent: the weight speaks. */
  readonly state?: 'pinned' | 'blocked';
}

/** Everything that happened between one viewer and one item. */
export interface Touch {
  readonly slot: number;
  /** Signals as bits; never cleared, except that liking again takes back `unliked`. */
  mask: number;
  at: number;
  /** -1 to 1, from the mask as it stands. */
  strength: number;
  /** The strength already given to co-occurrence; null when this encounter has no say in it. */
  paired: number | null;
}

/** What a viewer did with one category, tag, author or shop; halves every half-life. Kept in 32 bits, so that packing rounds nothing. */
export interface Leaning {
  seen: number;
  watched: number;
  engaged: number;
  clicked: number;
  bought: number;
  at: number;
}

/** One viewer, bounded on every side. */
export interface ViewerState {
  /** Oldest first, at most `limits.touchesPerViewer`. */
  touches: Touch[];
  /** By entity number, least recently moved first, at most `limits.leaningsPerViewer`. */
  leanings: Map<number, Leaning>;
  /** By entity number of a category, least recently moved first, at most `limits.interestsPerViewer`. */
  interests: Map<number, InterestState>;
  /** By entity number: the interests the viewer edited. */
  edited: Map<number, { weight: number; state: 'pinned' | 'blocked' | null }>;
  /** What the viewer bought and has not given back, by slot, longest untouched first: when last, and on how many occasions. */
  purchases: Map<number, { at: number; count: number }>;
  /** Items the viewer never wants to see again, oldest first. */
  refused: Set<number>;
  /** False: nothing personal is learned or read. */
  personalised: boolean;
}

export const refusedMax = 1000;

export const createViewerState = (): ViewerState => ({
  touches: [],
  leanings: new Map(),
  interests: new Map(),
  edited: new Map(),
  purchases: new Map(),
  refused: new Set(),
  personalised: true,
});

const unlikedBit = 1 << signals.unliked;
const likedBit = 1 << signals.liked;
const engagedBits =
  likedBit | (1 << signals.favourited) | (1 << signals.commented) | (1 << signals.shared) | (1 << signals.followed);

/** How much the viewer wants it, from everything that happened. */
export const strengthOfMask = (mask: number): number => strengthOf(effective(mask));

/** A like that was taken back is no like; the bit of it stays, so that toggling is seen as toggling. */
const effective = (mask: number): number => (mask & unlikedBit ? mask & ~likedBit : mask);

const isEngaged = (mask: number): boolean => (effective(mask) & engagedBits) !== 0;
const isClicked = (mask: number): boolean =>
  (mask & ((1 << signals.clicked) | (1 << signals.carted) | (1 << signals.ordered) | (1 << signals.paid))) !== 0;
const isWatched = (mask: number): boolean => (mask & (1 << signals.watched)) !== 0;
const isKeptBuy = (mask: number): boolean =>
  (mask & (1 << signals.paid)) !== 0 && (mask & (1 << signals.refunded)) === 0;

/** How much "no" weighs against the chances a thing already had: one refusal is worth several indifferent views. */
const refusalWeight: Partial<Record<Signal, number>> = {
  [signals.skipped]: 1,
  [signals.notAsShown]: 3,
  [signals.disappointed]: 2,
  [signals.angered]: 4,
  [signals.refunded]: 4,
  [signals.fault]: 6,
  [signals.notInterested]: 6,
  [signals.reported]: 8,
};

export interface TouchChange {
  readonly touch: Touch;
  readonly fresh: boolean;
  /** What counted of the encounter before and does now. */
  readonly before: number;
  readonly after: number;
  /** Change of what the viewer's leanings count. */
  readonly seen: number;
  readonly watched: number;
  readonly engaged: number;
  readonly clicked: number;
  readonly bought: number;
}

/** Records a signal in the history and says what changed; the touch becomes the youngest. */
export function touchItem(
  viewer: ViewerState,
  slot: number,
  signal: Signal,
  at: number,
  touchesMax: number,
): TouchChange {
  const { touches } = viewer;
  let index = touches.length - 1;
  while (index >= 0 && touches[index]!.slot !== slot) index--;
  const fresh = index < 0;
  const touch = fresh ? { slot, mask: 0, at, strength: 0, paired: 0 } : touches[index]!;
  if (!fresh) touches.splice(index, 1);
  touches.push(touch);
  if (touches.length > touchesMax) touches.shift();

  const before = touch.mask;
  const bit = 1 << signal;
  const isNew = (before & bit) === 0;
  // Taking back a like that never was is not remembered, or a later like would count as taken back.
  let mask = signal === signals.unliked && (before & likedBit) === 0 ? before : before | bit;
  if (signal === signals.liked) mask &= ~unlikedBit;
  touch.mask = mask;
  touch.at = Math.max(touch.at, at);
  touch.strength = strengthOfMask(mask);
  return {
    touch,
    fresh,
    before: effective(before),
    after: effective(mask),
    seen: (fresh ? 1 : 0) + (isNew ? (refusalWeight[signal] ?? 0) : 0),
    watched: Number(isWatched(mask)) - Number(isWatched(before)),
    engaged: Number(isEngaged(mask)) - Number(isEngaged(before)),
    clicked: Number(isClicked(mask)) - Number(isClicked(before)),
    bought: Number(isKeptBuy(mask)) - Number(isKeptBuy(before)),
  };
}

/** Brings a leaning to a time; one that lies ahead of it stays as it is. */
export function fade(leaning: Leaning, at: number, halfLifeMs: number): void {
  if (at <= leaning.at) return;
  const factor = 2 ** ((leaning.at - at) / halfLifeMs);
  leaning.seen = Math.fround(leaning.seen * factor);
  leaning.watched = Math.fround(leaning.watched * factor);
  leaning.engaged = Math.fround(leaning.engaged * factor);
  leaning.clicked = Math.fround(leaning.clicked * factor);
  leaning.bought = Math.fround(leaning.bought * factor);
  leaning.at = at;
}

export function lean(
  viewer: ViewerState,
  entity: number,
  change: Pick<TouchChange, 'seen' | 'watched' | 'engaged' | 'clicked' | 'bought'>,
  at: number,
  halfLifeMs: number,
  leaningsMax: number,
): void {
  const leaning = viewer.leanings.get(entity) ?? { seen: 0, watched: 0, engaged: 0, clicked: 0, bought: 0, at };
  viewer.leanings.delete(entity);
  viewer.leanings.set(entity, leaning);
  fade(leaning, at, halfLifeMs);
  leaning.seen = Math.fround(leaning.seen + change.seen);
  leaning.watched = Math.fround(leaning.watched + change.watched);
  leaning.engaged = Math.fround(leaning.engaged + change.engaged);
  leaning.clicked = Math.fround(leaning.clicked + change.clicked);
  leaning.bought = Math.fround(leaning.bought + change.bought);
  if (viewer.leanings.size > leaningsMax) {
    for (const [oldest] of viewer.leanings) {
      viewer.leanings.delete(oldest);
      break;
    }
  }
}

export function refuseItemForGood(viewer: ViewerState, slot: number): void {
  viewer.refused.delete(slot);
  viewer.refused.add(slot);
  if (viewer.refused.size > refusedMax) {
    for (const oldest of viewer.refused) {
      viewer.refused.delete(oldest);
      break;
    }
  }
}

/** The interest becomes the youngest; the one that moved least recently makes room. */
export function placeInterest(viewer: ViewerState, category: number, state: InterestState, interestsMax: number): void {
  const { interests } = viewer;
  interests.delete(category);
  interests.set(category, state);
  if (interests.size <= interestsMax) return;
  for (const oldest of interests.keys()) {
    interests.delete(oldest);
    break;
  }
}

/** How much is kept of a viewer, and how long leanings last. */
export interface ViewerBounds {
  readonly touchesMax: number;
  readonly leaningsMax: number;
  readonly interestsMax: number;
  readonly halfLifeMs: number;
}

/** Two histories of one person become one: by time, the same item once, and the second one's edits win. */
export function mergeViewerStates(
  from: ViewerState,
  into: ViewerState,
  { touchesMax, leaningsMax, interestsMax, halfLifeMs }: ViewerBounds,
): void {
  const bySlot = new Map(into.touches.map((touch) => [touch.slot, touch]));
  for (const touch of from.touches) {
    const known = bySlot.get(touch.slot);
    if (!known) {
      bySlot.set(touch.slot, { ...touch });
      continue;
    }
    known.mask |= touch.mask;
    known.at = Math.max(known.at, touch.at);
    known.strength = strengthOfMask(known.mask);
    if (known.paired !== null) known.paired = touch.paired === null ? null : Math.max(known.paired, touch.paired);
  }
  into.touches = [...bySlot.values()].sort((a, b) => a.at - b.at || a.slot - b.slot).slice(-touchesMax);
  for (const [entity, leaning] of from.leanings) {
    const copy = { ...leaning };
    const at = Math.max(copy.at, into.leanings.get(entity)?.at ?? copy.at);
    fade(copy, at, halfLifeMs);
    lean(into, entity, copy, at, halfLifeMs, leaningsMax);
  }
  for (const [category, interest] of from.interests) {
    const merged = { ...interest };
    const known = into.interests.get(category);
    if (known) mergeInterest(known, merged);
    placeInterest(into, category, merged, interestsMax);
  }
  for (const [entity, edit] of from.edited) if (!into.edited.has(entity)) into.edited.set(entity, edit);
  for (const slot of from.refused) refuseItemForGood(into, slot);
  for (const [slot, { at, count }] of from.purchases) {
    const known = into.purchases.get(slot);
    into.purchases.set(slot, { at: Math.max(at, known?.at ?? at), count: count + (known?.count ?? 0) });
  }
}

/** Items whose numbers go to others leave the history; what they taught about categories stays. */
export function forgetItemsOf(viewer: ViewerState, slots: ReadonlySet<number>): void {
  viewer.touches = viewer.touches.filter(({ slot }) => !slots.has(slot));
  for (const slot of viewer.refused) if (slots.has(slot)) viewer.refused.delete(slot);
  for (const slot of viewer.purchases.keys()) if (slots.has(slot)) viewer.purchases.delete(slot);
}

/** Categories, tags, authors and shops whose numbers go to others: nothing has them any more. */
export function forgetEntitiesOf(viewer: ViewerState, entities: ReadonlySet<number>): void {
  for (const entity of viewer.leanings.keys()) if (entities.has(entity)) viewer.leanings.delete(entity);
  for (const entity of viewer.interests.keys()) if (entities.has(entity)) viewer.interests.delete(entity);
  for (const entity of viewer.edited.keys()) if (entities.has(entity)) viewer.edited.delete(entity);
}
