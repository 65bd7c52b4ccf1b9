/**
 * Rows of a log, for fitting outside a live engine. Users and items are small integers from 0. `at` is unix seconds;
 * without it order means nothing. `positive` 0 is a shown and refused item; absent means that every row is wanted. `region` is
 * where the user is, a small integer from 0, or -1 where that is not known.
 */
export interface Interactions {
  readonly users: number;
  readonly items: number;
  readonly user: Int32Array;
  readonly item: Int32Array;
  readonly at: Float64Array | null;
  readonly positive: Uint8Array | null;
  readonly unitPrice: Float64Array | null;
  readonly quantity: Float64Array | null;
  readonly region: Int32Array | null;
}

const daySeconds = 86_400;
/** A log at least this long is counted in days; a shorter one in proportionally shorter ticks. */
const fullSpanDays = 168;
const strayShare = 0.0005;
/** Own validation looks this far ahead. */
export const horizonTicks = 28;

/** How time is counted: tick 0 holds the first row. Null when the rows have no times, or times that do not differ enough. */
export interface Tempo {
  readonly startSeconds: number;
  readonly tickSeconds: number;
  /** One more than the tick of the last row. */
  readonly ticks: number;
}

/** A few rows far outside the rest (a clock gone wrong) do not stretch it: they count as its first or last tick. */
export function tempoOf(at: Float64Array | null): Tempo | null {
  if (!at || at.length === 0) return null;
  const sorted = at.toSorted();
  const strays = Math.floor(sorted.length * strayShare);
  const low = sorted[strays]!;
  const high = sorted[sorted.length - 1 - strays]!;
  const reach = (high - low) / 4;
  const first = sorted.find((seconds) => seconds >= low - reach)!;
  const last = sorted.findLast((seconds) => seconds <= high + reach)!;
  const spanDays = (last - first) / daySeconds;
  if (!(spanDays > 1 / 24)) return null;
  const tickSeconds = daySeconds * Math.min(1, spanDays / fullSpanDays);
  const startSeconds = Math.floor(first / tickSeconds) * tickSeconds;
  return { startSeconds, tickSeconds, ticks: Math.floor((last - startSeconds) / tickSeconds) + 1 };
}

/** The tick of a moment, 0 before the start; it may lie after the last. */
export function tickOf(tempo: Tempo | null, seconds: number): number {
  return tempo ? Math.max(0, Math.floor((seconds - tempo.startSeconds) / tempo.tickSeconds)) : 0;
}

/** Row numbers in order of time, the file's own order among equals. */
export function orderByTime({ user, at }: Interactions): Uint32Array {
  const order = Uint32Array.from(user, (_, row) => row);
  return at ? order.sort((a, b) => at[a]! - at[b]! || a - b) : order;
}
