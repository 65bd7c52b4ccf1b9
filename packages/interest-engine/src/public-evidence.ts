import { columnCount, columns } from './item-counts.ts';
import { deductedOf, exactShare, isKnown, keptOf, lineFor, type OrderLine } from './order-lines.ts';
import { type Signal, signals } from './signal.ts';

/**
 * What one speaker has said in public about one item, packed into one integer; purchases stand beside it, line by line
 * (`order-lines`). Everything is bounded: three impressions, three long watches, three clicks, three order lines, one
 * engagement, one report. So no one, however many events he sends, moves an item's public standing by more than three
 * ordinary viewers do.
 */
const field = {
  impressions: { shift: 0, max: 3 },
  watches: { shift: 2, max: 3 },
  clicks: { shift: 4, max: 3 },
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
} as const;

type Field = keyof typeof field;

/** The trend column follows the counted ones in the array of deltas. */
export const trendColumn = columnCount;
export const createDeltas = (): Float64Array => new Float64Array(columnCount + 1);

/** DOMAIN 3.2: three stars lose 1,000 bp, two 2,500, one 4,000; not as shown 1,500. */
const ratingDeduction = [0, exactShare(0.1), exactShare(0.25), exactShare(0.4)] as const;
const notAsShownDeduction = exactShare(0.15);
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

const implyImpression = (bits: number, deltas: Float64Array): number =>
  put(
    addImpression(bits, deltas),
    'impliedImpressions',
    Math.min(field.impliedImpressions.max, evidenceField(bits, 'impliedImpressions') + 1),
  );

/** The report of an impression that was implied already, or null. */
function usedUp(bits: number): number | null {
  const implied = evidenceField(bits, 'impliedImpressions');
  return implied > 0 ? put(bits, 'impliedImpressions', implied - 1) : null;
}

/** An act that needs an impression it has not yet used; the first act of all brings its own, a report may be lost. */
function within(bits: number, name: 'watches' | 'clicks', deltas: Float64Array): number {
  const opened = evidenceField(bits, 'impressions') === 0 ? implyImpression(bits, deltas) : bits;
  if (evidenceField(opened, name) >= evidenceField(opened, 'impressions')) return opened;
  deltas[trendColumn]! += name === 'watches' ? trendOf.watch : trendOf.click;
  return step(opened, name, name === 'watches' ? columns.watches : columns.clicks, deltas);
}

/** What an order line was reported to be. */
export interface LineReport {
  readonly name: number;
  /** Of `refunded`: the share that went back. */
  readonly share: number;
  /** Of `settled`: quality value as a share of what was paid. */
  readonly settled: number;
}

/** Writes one report into the line it is about; undefined when no line has room for it. */
function writeLine(lines: OrderLine[], signal: Signal, report: LineReport): OrderLine | undefined {
  const { name } = report;
  switch (signal) {
    case signals.paid: {
      const line = lineFor(lines, name, ({ paid }) => !paid, true);
      if (line) line.paid = true;
      return line;
    }
    case signals.delivered: {
      const line = lineFor(lines, name, ({ delivered }) => !delivered, false);
      if (line) line.delivered = true;
      return line;
    }
    case signals.refunded: {
      const line = lineFor(lines, name, ({ refunded }) => refunded < 1, false);
      if (line) line.refunded = Math.min(64, line.refunded + exactShare(report.share));
      return line;
    }
    case signals.complained: {
      const line = lineFor(lines, name, ({ complained }) => !complained, false);
      if (line) line.complained = true;
      return line;
    }
    case signals.fault: {
      const line = lineFor(lines, name, ({ fault }) => !fault, false);
      if (line) line.fault = true;
      return line;
    }
    default: {
      const line = lineFor(lines, name, ({ settled }) => settled === null, true);
      if (line) line.settled = report.settled;
      return line;
    }
  }
}

/** Adds what the lines say to the columns, times `sign`: what they said before is taken back exactly. */
function countLines(bits: number, lines: readonly OrderLine[], sign: 1 | -1, deltas: Float64Array): void {
  for (const line of lines) {
    deltas[columns.buys]! += sign;
    deltas[columns.deducted]! += sign * deductedOf(line);
    const lost = line.settled === null ? Math.min(1, line.refunded) : Math.min(1, 1 - exactShare(line.settled));
    deltas[trendColumn]! += sign * (trendOf.buy + trendOf.refund * lost);
    if (!isKnown(line)) continue;
    deltas[columns.settled]! += sign;
    deltas[columns.kept]! += sign * keptOf(line);
  }
  deltas[columns.deducted]! += sign * opinionDeduction(bits, lines);
}

/** Ratings speak as long as a line is not settled; a settled value holds them already. */
function opinionDeduction(bits: number, lines: readonly OrderLine[]): number {
  if (lines.length > 0 && lines.every(({ settled }) => settled !== null)) return 0;
  const rating = ratingDeduction[evidenceField(bits, 'rating')]!;
  return rating + (evidenceField(bits, 'notAsShown') ? notAsShownDeduction : 0);
}

/** Signals that are about an order line. */
export const isAboutLine = (signal: Signal): boolean =>
  signal === signals.paid ||
  signal === signals.delivered ||
  signal === signals.refunded ||
  signal === signals.fault ||
  signal === signals.complained ||
  signal === signals.settled;

/** Signals whose weight depends on the speaker's order lines. */
export const readsLines = (signal: Signal): boolean =>
  isAboutLine(signal) || signal === signals.notAsShown || (signal >= signals.praised && signal <= signals.angered);

/**
 * What a report about an order line adds: changes `lines`, returns the new record, writes the change of every public
 * column into `deltas`. A line whose payment was never reported counts as bought, clicked and seen.
 */
export function recordLine(
  bits: number,
  lines: OrderLine[],
  signal: Signal,
  report: LineReport,
  deltas: Float64Array,
): number {
  deltas.fill(0);
  countLines(bits, lines, -1, deltas);
  const before = lines.length;
  writeLine(lines, signal, report);
  countLines(bits, lines, 1, deltas);
  const clicks = evidenceField(bits, 'clicks');
  if (lines.length === before || before < clicks) return bits;
  const opened = clicks >= evidenceField(bits, 'impressions') ? implyImpression(bits, deltas) : bits;
  return within(opened, 'clicks', deltas);
}

function rate(bits: number, rating: 0 | 1 | 2 | 3, lines: readonly OrderLine[], deltas: Float64Array): number {
  const rated = put(bits, 'rating', rating);
  deltas[columns.deducted]! += opinionDeduction(rated, lines) - opinionDeduction(bits, lines);
  return rated;
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
 * What any other signal adds to what is known: returns the new record and writes the change of every public column into
 * `deltas` (all zero when the speaker has said it before).
 */
export function recordEvidence(
  bits: number,
  signal: Signal,
  deltas: Float64Array,
  lines: readonly OrderLine[] = [],
): number {
  deltas.fill(0);
  const engagement = engagementBit[signal];
  if (engagement !== undefined) return engage(bits, evidenceField(bits, 'engaged') | engagement, deltas);
  switch (signal) {
    case signals.seen:
      return usedUp(bits) ?? addImpression(bits, deltas);
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
    case signals.praised:
      return rate(bits, 0, lines, deltas);
    case signals.lukewarm:
      return rate(bits, 1, lines, deltas);
    case signals.disappointed:
      return rate(bits, 2, lines, deltas);
    case signals.angered:
      return rate(bits, 3, lines, deltas);
    case signals.notAsShown: {
      const said = put(bits, 'notAsShown', 1);
      deltas[columns.deducted]! += opinionDeduction(said, lines) - opinionDeduction(bits, lines);
      return said;
    }
    case signals.notInterested:
      return once(bits, 'notInterested', columns.harm, 0.25, trendOf.harm / 2, deltas);
    case signals.reported:
      return once(bits, 'reported', columns.harm, 1, trendOf.harm, deltas);
    default:
      return bits;
  }
}
