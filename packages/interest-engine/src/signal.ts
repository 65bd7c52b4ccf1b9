import type { EngineEvent, EventKind } from './event.ts';

/** What an event means to learning: a bit number, so that a whole encounter fits in one integer. */
export const signals = {
  seen: 0,
  watched: 1,
  skipped: 2,
  clicked: 3,
  liked: 4,
  favourited: 5,
  commented: 6,
  shared: 7,
  followed: 8,
  carted: 9,
  ordered: 10,
  paid: 11,
  delivered: 12,
  refunded: 13,
  fault: 14,
  praised: 15,
  lukewarm: 16,
  disappointed: 17,
  angered: 18,
  notAsShown: 19,
  notInterested: 20,
  reported: 21,
  unliked: 22,
  complained: 23,
  settled: 24,
  /** Watched for a while: neither long nor skipped. */
  glanced: 25,
} as const;

export type Signal = (typeof signals)[keyof typeof signals];

const plain: Partial<Record<EventKind, Signal>> = {
  impression: signals.seen,
  finish: signals.watched,
  skip: signals.skipped,
  click: signals.clicked,
  like: signals.liked,
  unlike: signals.unliked,
  favourite: signals.favourited,
  comment: signals.commented,
  share: signals.shared,
  follow: signals.followed,
  cart: signals.carted,
  order: signals.ordered,
  paid: signals.paid,
  delivered: signals.delivered,
  refunded: signals.refunded,
  complaint: signals.complained,
  settled: signals.settled,
  quality_fault: signals.fault,
  as_described_no: signals.notAsShown,
  not_interested: signals.notInterested,
  report: signals.reported,
};

const byStars: readonly Signal[] = [
  signals.angered,
  signals.disappointed,
  signals.lukewarm,
  signals.praised,
  signals.praised,
];

/**
 * Watching for long depends on the clip: a share of a short one, a stretch of a long one. So a long video is not
 * punished for its length, and a three-second clip does not win by ending.
 */
export function longWatchMs(durationMs: number): number {
  return Math.max(3_000, Math.min(0.7 * durationMs, 10_000 + 0.2 * durationMs));
}

export function signalOf(event: EngineEvent, itemDurationMs: number | undefined): Signal {
  if (event.kind === 'review') return byStars[event.stars! - 1]!;
  if (event.kind !== 'watch') return plain[event.kind]!;
  const durationMs = itemDurationMs ?? event.durationMs ?? 15_000;
  const watchMs = event.watchMs!;
  if (watchMs >= Math.min(longWatchMs(durationMs), Math.max(durationMs, 1))) return signals.watched;
  return watchMs < 2_000 && watchMs < 0.25 * durationMs ? signals.skipped : signals.glanced;
}

/** Strongest first, so that the first found speaks. */
const likes: readonly (readonly [Signal, number])[] = [
  [signals.paid, 1],
  [signals.delivered, 1],
  [signals.praised, 1],
  [signals.ordered, 0.8],
  [signals.favourited, 0.7],
  [signals.shared, 0.7],
  [signals.followed, 0.7],
  [signals.carted, 0.7],
  [signals.liked, 0.6],
  [signals.commented, 0.6],
  [signals.clicked, 0.45],
  [signals.watched, 0.4],
];

const dislikes: readonly (readonly [Signal, number])[] = [
  [signals.fault, -1],
  [signals.notInterested, -1],
  [signals.reported, -1],
  [signals.angered, -0.7],
  [signals.refunded, -0.7],
  [signals.notAsShown, -0.5],
  [signals.complained, -0.5],
  [signals.disappointed, -0.5],
];

const bitsOf = (list: readonly (readonly [Signal, number])[]): number =>
  list.reduce((bits, [signal]) => bits | (1 << signal), 0);
const likeBits = bitsOf(likes);
const dislikeBits = bitsOf(dislikes);

function firstOf(list: readonly (readonly [Signal, number])[], mask: number): number {
  for (let index = 0; index < list.length; index++) if (mask & (1 << list[index]![0])) return list[index]![1];
  return 0;
}

/**
 * How much one viewer wants one item, -1 to 1, from everything that happened between them. A real disappointment
 * outweighs all that came before it; a skip only speaks where nothing else does.
 */
export function strengthOf(mask: number): number {
  if (mask & dislikeBits) return firstOf(dislikes, mask);
  if (mask & likeBits) return firstOf(likes, mask);
  return mask & (1 << signals.skipped) ? -0.3 : 0;
}
