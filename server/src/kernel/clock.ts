import type { Database } from './database.ts';
import { sql } from './sql.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The wall clock: sessions, signatures, rate limits, when a fact became known. */
export type Clock = { now(): Date };

/**
 * The business clock: order timers, maturities, programme windows. Its offset from the wall clock is stored in the
 * database and moves forward only, so every process reads the same business time.
 */
export type BusinessClock = Clock & {
  /** Milliseconds ahead of the wall clock. */
  offsetMs(): number;
  /** Moves business time forward for everybody. @throws RangeError when asked to go back. */
  advance(byMs: number): Promise<Date>;
  /** Reads the stored offset again; another process may have advanced it. */
  refresh(): Promise<void>;
};

export const systemClock: Clock = { now: () => new Date() };

export function createBusinessClock(database: Database, wall: Clock): BusinessClock {
  let offsetMs = 0;
  return {
    now: () => new Date(wall.now().getTime() + offsetMs),
    offsetMs: () => offsetMs,
    async advance(byMs) {
      if (!Number.isSafeInteger(byMs) || byMs < 0) throw new RangeError('the business clock moves forward only');
      const row = await database.one<{ offset_ms: bigint }>(
        sql`update kernel.business_clock set offset_ms = offset_ms + ${byMs}::bigint returning offset_ms`,
      );
      offsetMs = Number(row.offset_ms);
      return this.now();
    },
    async refresh() {
      const row = await database.maybe<{ offset_ms: bigint }>(sql`select offset_ms from kernel.business_clock`);
      offsetMs = Math.max(offsetMs, Number(row?.offset_ms ?? 0n));
    },
  };
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day `YYYY-MM-DD` of an instant in a zone (business days are days in HAOWU_ZONE). */
export function businessDay(at: Date, zone: string): string {
  let format = dayFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(zone, format);
  }
  return format.format(at);
}
