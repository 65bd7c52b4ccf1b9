/** What happened, as the host reports it. One record per fact; the id makes repeats harmless. */
export const eventKinds = [
  'impression',
  'watch',
  'finish',
  'skip',
  'click',
  'like',
  'unlike',
  'favourite',
  'comment',
  'share',
  'follow',
  'cart',
  'order',
  'paid',
  'delivered',
  'refunded',
  'complaint',
  'settled',
  'quality_fault',
  'review',
  'as_described_no',
  'not_interested',
  'report',
] as const;

export type EventKind = (typeof eventKinds)[number];

export interface EngineEvent {
  /** Unique for ever; an event with an id seen before is counted as repeated and changes nothing. */
  readonly id: string;
  /** When it happened, milliseconds since 1970, UTC. */
  readonly at: number;
  readonly viewerId: string;
  /** The feed item it happened on. Money events without a feed item carry `productId` alone. */
  readonly itemId?: string;
  readonly kind: EventKind;
  readonly watchMs?: number;
  readonly durationMs?: number;
  /** Whole stars, 1 to 5; required for `review`. */
  readonly stars?: number;
  /** Checked, but never used to rank: what a line is worth comes from what is kept of it. */
  readonly amountMinor?: number;
  readonly categoryId?: string;
  readonly productId?: string;
  /** The request whose page showed the item; joins a label to its impression. Without it the latest impression is meant. */
  readonly requestId?: string;
  /** Place on the page, 0 is the first; read on `impression`. */
  readonly position?: number;
  /** The source the page named for the item; read on `impression`. */
  readonly source?: string;
  /** The device it came from: its influence is bounded as a viewer's is, whatever names it speaks under. */
  readonly deviceId?: string;
  /** The order line that a money event is about. Without it, the first open line of this viewer with this item. */
  readonly lineId?: string;
  /** Of `refunded`: the share of the line's money that went back, 0 to 1; absent means all of it. */
  readonly share?: number;
  /** Of `settled`: what was paid for the line. Above zero. */
  readonly paidMinor?: number;
  /** Of `settled`: the line's settled quality value, -3 to 1 times `paidMinor`. Sent again, the last one counts. */
  readonly qualityMinor?: number;
}

export type Refusal = 'malformed' | 'unknown_kind' | 'bad_time' | 'future' | 'bad_number' | 'repeated' | 'unknown_item';

const longestId = 128;
const earliestAt = Date.UTC(2000, 0, 1);
const latestAt = Date.UTC(2100, 0, 1);
const futureToleranceMs = 5 * 60_000;
const longestMs = 24 * 3_600_000;
const largestAmountMinor = 1e12;
const kinds: ReadonlySet<string> = new Set(eventKinds);

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= longestId;

export const isTime = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= earliestAt && (value as number) < latestAt;

const optional = (value: unknown, limit: number): boolean =>
  value === undefined || (typeof value === 'number' && value >= 0 && value <= limit);

const optionalId = (value: unknown): boolean => value === undefined || isId(value);

/** A counterfeit takes back three times what was paid (DOMAIN 3.2), and nothing is worth more than was paid for it. */
const isSettlement = (paidMinor: unknown, qualityMinor: unknown): boolean =>
  typeof paidMinor === 'number' &&
  typeof qualityMinor === 'number' &&
  paidMinor > 0 &&
  paidMinor <= largestAmountMinor &&
  qualityMinor <= paidMinor &&
  qualityMinor >= -3 * paidMinor;

/**
 * Why an event must not be learned from, or null. `knownAt` is when the host recorded it (the engine has no clock);
 * an event more than five minutes ahead of it is from the future.
 */
export function refuseEvent(event: EngineEvent, knownAt: number | undefined): Refusal | null {
  if (event === null || typeof event !== 'object' || !isId(event.id) || !isId(event.viewerId)) return 'malformed';
  if (!kinds.has(event.kind)) return 'unknown_kind';
  if (event.itemId === undefined && event.productId === undefined) return 'malformed';
  if (!optionalId(event.itemId) || !optionalId(event.productId) || !optionalId(event.categoryId)) return 'malformed';
  if (!optionalId(event.requestId) || !optionalId(event.deviceId) || !optionalId(event.lineId)) return 'malformed';
  if (!optionalId(event.source)) return 'malformed';
  if (!isTime(event.at)) return 'bad_time';
  if (knownAt !== undefined && event.at > knownAt + futureToleranceMs) return 'future';
  if (!optional(event.watchMs, longestMs) || !optional(event.durationMs, longestMs)) return 'bad_number';
  if (!optional(event.amountMinor, largestAmountMinor)) return 'bad_number';
  if (!optional(event.position, 1e6) || !optional(event.share, 1)) return 'bad_number';
  if (event.kind === 'settled') {
    if (event.lineId === undefined) return 'malformed';
    if (!isSettlement(event.paidMinor, event.qualityMinor)) return 'bad_number';
  }
  if (event.kind === 'watch' && event.watchMs === undefined) return 'bad_number';
  if (event.kind === 'review' || event.stars !== undefined) {
    if (!Number.isInteger(event.stars) || event.stars! < 1 || event.stars! > 5) return 'bad_number';
  }
  return null;
}
