import { columnCount, columns } from './item-counts.ts';
import { type Signal, signals } from './signal.ts';

/**
 * What one viewer has said in public about one item, packed into one integer. Every field is bounded: three
 * impressions, three long watches, three clicks, three purchases, one engagement, one report. So no viewer, however
 * many events he sends, moves an item's public standing by more than three ordinary viewers do.
 */
const field = {
  impressions: { shift: 0, max: 3 },
  watches: { shift: 2, max: 3 },
  clicks: { shift: 4, max: 3 },
  buys: { shift: 6, max: 3 },
  settled: { shift: 8, max: 3 },
  kept: { shift: 10, max: 3 },
  faults: { shift: 12, max: 3 },
  /** 0 none or good, 1 three stars, 2 two stars, 3 one star. */
  rating: { shift: 14, max: 3 },
  engaged: { shift: 16, max: 31 },
  notAsShown: { shift: 21, max: 1 },
  notInterested: { shift: 22, max: 1 },
  reported: { shift: 23, max: 1 },
  /** Whether this viewer's encounter with this item has already been let into co-occurrence. */
  paired: { shift: 24, max: 1 },
  /** Counted before they were reported, because a later step arrived first; the report, when it comes, uses one up. */
  impliedImpressions: { shift: 25, max: 3 },
  impliedBuys: { shift: 27, max: 3 },
} as const;

type Field = keyof typeof field;

/** The trend column follows the counted ones in the array of deltas. */
export const trendColumn = columnCount;
export const createDeltas = (): Float64Array => new Float64Array(columnCount + 1);

/** DOMAIN 3.2: three stars lose 1,000 bp, two 2,500, one 4,000; not as shown 1,500; a fault 0.5 of the line. */
const ratingDeduction = [0, 0.1, 0.25, 0.4] as const;
const notAsShownDeduction = 0.15;
const faultDeduction = 0.5;
const trendOf = { watch: 1, engagement: 2, click: 1, buy: 4, refund: -5, harm: -2 } as const;
const engagementBit: Partial<Record<Signal, number>> = {
  [signals.liked]: 1,
  [signals.favourited]: 2,
  [signals.commented]: 4,
  [signals.shared]: 8,
  [signals.followed]: 16,
};

export const evidenceField = (bits: number, name: Field): number => (bits >>> field[name].shift) & field[name].max;
const put = (bits: number, name: Field, value: number): number =>
  (bits & ~(field[name].max << field[name].shift)) | (value << field[name].shift);
export const markPaired = (bits: number): number => put(bits, 'paired', 1);

const masks: ReadonlySet<string> = new Set(['engaged', 'notAsShown', 'notInterested', 'reported', 'paired']);

/** Two records of one person: counts add up to their bound, masks unite, the worse rating stays. */
export function mergeEvidence(first: number, second: number): number {
  let merged = 0;
  for (const name of Object.keys(field) as Field[]) {
    const [a, b] = [evidenceField(first, name), evidenceField(second, name)];
    const value = masks.has(name) ? a | b : name === 'rating' ? Math.max(a, b) : Math.min(field[name].max, a + b);
    merged = put(merged, name, value);
  }
  return merged;
}

/** One more of a count, unless the viewer has used up his share; writes the change of the public column. */
function step(bits: number, name: Field, column: number, deltas: Float64Array): number {
  const value = evidenceField(bits, name);
  if (value >= field[name].max) return bits;
  deltas[column]! += 1;
  return put(bits, name, value + 1);
}

const addImpression = (bits: number, deltas: Float64Array) => step(bits, 'impressions', columns.impressions, deltas);

function imply(bits: number, name: 'impliedImpressions' | 'impliedBuys'): number {
  return put(bits, name, Math.min(field[name].max, evidenceField(bits, name) + 1));
}

const implyImpression = (bits: number, deltas: Float64Array): number =>
  imply(addImpression(bits, deltas), 'impliedImpressions');

/** The report of something that was implied already, or null. */
function usedUp(bits: number, name: 'impliedImpressions' | 'impliedBuys'): number | null {
  const implied = evidenceField(bits, name);
  return implied > 0 ? put(bits, name, implied - 1) : null;
}

/** An act that needs an impression it has not yet used; the first act of all brings its own, a report may be lost. */
function within(bits: number, name: 'watches' | 'clicks', deltas: Float64Array): number {
  const opened = evidenceField(bits, 'impressions') === 0 ? implyImpression(bits, deltas) : bits;
  if (evidenceField(opened, name) >= evidenceField(opened, 'impressions')) return opened;
  deltas[trendColumn]! += name === 'watches' ? trendOf.watch : trendOf.click;
  return step(opened, name, name === 'watches' ? columns.watches : columns.clicks, deltas);
}

function buy(bits: number, deltas: Float64Array): number {
  if (evidenceField(bits, 'buys') >= field.buys.max) return bits;
  let next = bits;
  if (evidenceField(next, 'buys') >= evidenceField(next, 'clicks')) {
    if (evidenceField(next, 'clicks') >= evidenceField(next, 'impressions')) next = implyImpression(next, deltas);
    next = within(next, 'clicks', deltas);
  }
  deltas[trendColumn]! += trendOf.buy;
  return step(next, 'buys', columns.buys, deltas);
}

/** Delivered: a line ends kept, until a refund says otherwise. */
function keep(bits: number, deltas: Float64Array): number {
  const bought = evidenceField(bits, 'buys') === 0 ? imply(buy(bits, deltas), 'impliedBuys') : bits;
  if (evidenceField(bought, 'settled') >= evidenceField(bought, 'buys')) return bought;
  return step(step(bought, 'settled', columns.settled, deltas), 'kept', columns.kept, deltas);
}

/** Refunded: takes back what delivery gave, or ends a line that was never delivered; the order of the two does not matter. */
function refund(bits: number, deltas: Float64Array): number {
  const bought = evidenceField(bits, 'buys') === 0 ? imply(buy(bits, deltas), 'impliedBuys') : bits;
  const kept = evidenceField(bought, 'kept');
  if (kept > 0) {
    deltas[columns.kept]! -= 1;
    deltas[trendColumn]! += trendOf.refund;
    return put(bought, 'kept', kept - 1);
  }
  if (evidenceField(bought, 'settled') >= evidenceField(bought, 'buys')) return bought;
  deltas[trendColumn]! += trendOf.refund;
  return step(bought, 'settled', columns.settled, deltas);
}

function rate(bits: number, rating: 0 | 1 | 2 | 3, deltas: Float64Array): number {
  const before = evidenceField(bits, 'rating') as 0 | 1 | 2 | 3;
  deltas[columns.deducted]! += ratingDeduction[rating] - ratingDeduction[before];
  return put(bits, 'rating', rating);
}

function engage(bits: number, mask: number, deltas: Float64Array): number {
  const opened = evidenceField(bits, 'impressions') === 0 ? implyImpression(bits, deltas) : bits;
  const before = evidenceField(opened, 'engaged');
  const change = (mask ? 1 : 0) - (before ? 1 : 0);
  deltas[columns.engagements]! += change;
  deltas[trendColumn]! += change * trendOf.engagement;
  return put(opened, 'engaged', mask);
}

function once(bits: number, name: Field, column: number, amount: number, trend: number, deltas: Float64Array): number {
  if (evidenceField(bits, name) >= field[name].max) return bits;
  deltas[column]! += amount;
  deltas[trendColumn]! += trend;
  return put(bits, name, evidenceField(bits, name) + 1);
}

/**
 * What a signal adds to what is known: returns the new record and writes the change of every public column into
 * `deltas` (all zero when the viewer has said it before).
 */
export function recordEvidence(bits: number, signal: Signal, deltas: Float64Array): number {
  deltas.fill(0);
  const engagement = engagementBit[signal];
  if (engagement !== undefined) return engage(bits, evidenceField(bits, 'engaged') | engagement, deltas);
  switch (signal) {
    case signals.seen:
      return usedUp(bits, 'impliedImpressions') ?? addImpression(bits, deltas);
    case signals.skipped:
    case signals.glanced:
      return evidenceField(bits, 'impressions') === 0 ? implyImpression(bits, deltas) : bits;
    case signals.watched:
      return within(bits, 'watches', deltas);
    case signals.clicked:
      return within(bits, 'clicks', deltas);
    case signals.carted:
    case signals.ordered:
      return evidenceField(bits, 'clicks') === 0 ? within(bits, 'clicks', deltas) : bits;
    case signals.unliked:
      return evidenceField(bits, 'engaged') & 1 ? engage(bits, evidenceField(bits, 'engaged') & ~1, deltas) : bits;
    case signals.paid:
      return usedUp(bits, 'impliedBuys') ?? buy(bits, deltas);
    case signals.delivered:
      return keep(bits, deltas);
    case signals.refunded:
      return refund(bits, deltas);
    case signals.fault:
      if (evidenceField(bits, 'faults') >= Math.max(1, evidenceField(bits, 'buys'))) return bits;
      return once(bits, 'faults', columns.deducted, faultDeduction, 0, deltas);
    case signals.praised:
      return rate(bits, 0, deltas);
    case signals.lukewarm:
      return rate(bits, 1, deltas);
    case signals.disappointed:
      return rate(bits, 2, deltas);
    case signals.angered:
      return rate(bits, 3, deltas);
    case signals.notAsShown:
      return once(bits, 'notAsShown', columns.deducted, notAsShownDeduction, 0, deltas);
    case signals.notInterested:
      return once(bits, 'notInterested', columns.harm, 0.25, trendOf.harm / 2, deltas);
    case signals.reported:
      return once(bits, 'reported', columns.harm, 1, trendOf.harm, deltas);
    default:
      return bits;
  }
}
