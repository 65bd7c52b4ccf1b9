import { dayMs } from '../kernel/index.ts';
import type { Stage } from './book.ts';
import type { FactType } from './fact.ts';
import type { Ruleset } from './ruleset.ts';

/** Where a line stands in time, read from its facts alone; the order in which they arrived does not matter. */
export type LineCourse = {
  openCases: number;
  /** Receipt, or the end of a line that ended without one; null while neither has come. */
  maturesFrom: Date | null;
  /** When the last case was closed. */
  lastClosedAt: Date | null;
  lastFactAt: Date | null;
};

export type DatedFact = { type: FactType; rootFactId: string; occurredAt: Date };

const endings: ReadonlySet<FactType> = new Set([
  'cancelled',
  'refund_before_dispatch',
  'refund_no_reason',
  'refund_quality',
  'refund_not_as_described',
  'refund_late',
  'refund_other',
]);

/** @param netMinor what is left of the line; at zero without a receipt the last refund is its end (DOMAIN 3.3). */
export function readCourse(facts: readonly DatedFact[], netMinor: bigint): LineCourse {
  const opened = new Set<string>();
  const closed = new Set<string>();
  let receivedAt: Date | null = null;
  let endedAt: Date | null = null;
  let lastClosedAt: Date | null = null;
  let lastFactAt: Date | null = null;
  for (const fact of facts) {
    lastFactAt = later(lastFactAt, fact.occurredAt);
    if (fact.type === 'case_opened') opened.add(fact.rootFactId);
    if (fact.type === 'case_closed') {
      closed.add(fact.rootFactId);
      lastClosedAt = later(lastClosedAt, fact.occurredAt);
    }
    if (fact.type === 'received') receivedAt = earlier(receivedAt, fact.occurredAt);
    if (endings.has(fact.type)) endedAt = later(endedAt, fact.occurredAt);
  }
  return {
    openCases: [...opened].filter((root) => !closed.has(root)).length,
    maturesFrom: receivedAt ?? (netMinor === 0n ? endedAt : null),
    lastClosedAt,
    lastFactAt,
  };
}

const nextStage: Record<Stage, Stage | null> = { P: 'S', S: 'M', M: 'L', L: null };

export function stageAfter(reached: Stage): Stage | null {
  return nextStage[reached];
}

/** When the next stage falls due (DOMAIN 3.3: S needs every case closed); null while it cannot. */
export function dueAt(reached: Stage, course: LineCourse, ruleset: Ruleset): Date | null {
  if (!course.maturesFrom) return null;
  const days = {
    P: ruleset.maturity.settledDays,
    S: ruleset.maturity.maturedDays,
    M: ruleset.maturity.lockedDays,
    L: null,
  }[reached];
  if (days === null) return null;
  const at = new Date(course.maturesFrom.getTime() + days * dayMs);
  if (reached !== 'P') return at;
  return course.openCases > 0 ? null : later(at, course.lastClosedAt);
}

function earlier(a: Date | null, b: Date): Date {
  return a && a < b ? a : b;
}

function later(a: Date | null, b: Date | null): Date | null {
  if (!a) return b;
  return b && b > a ? b : a;
}
