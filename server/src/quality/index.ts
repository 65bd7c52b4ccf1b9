/**
 * Quality: one append-only line per paid order line, priced by a versioned ruleset (Paid -> Net -> Clean -> QGMV).
 * Promises that every lost fen has a reason, that a stage once reached stays, and that replay equals store.
 * Never holds money (the ledger does), and never lets a forecast decide anything.
 */
export type { NewLineFact, Stage, StageRow } from './book.ts';
export { derivedId } from './book.ts';
export { type BookDifference, checkChains, checkPositions, replayPositions } from './check-book.ts';
export type { Loss, LossLevel } from './evaluate-line.ts';
export type { FactType } from './fact.ts';
export { matureLines, sealDays, sweeps } from './jobs.ts';
export { bookTotals, type DayFigures, dayFigures, hasDueLines, openCasesOf } from './read-days.ts';
export {
  cursorAfter,
  filterValues,
  findLine,
  type LineCursor,
  type LineDetail,
  type LineSort,
  listLines,
  type QualityLine,
  settlesAtOf,
} from './read-lines.ts';
export { type BridgePart, type BridgeTotals, bridgeTotals, type LineFilter, type LossTotal } from './read-totals.ts';
export { recordFacts, upholdNotAsShown } from './record-facts.ts';
export { currentRulesetVersion } from './rulesets/index.ts';
export { subscribers } from './subscribers.ts';
