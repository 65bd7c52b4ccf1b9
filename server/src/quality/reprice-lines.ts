import { publish, type QualityLineData } from '../events/index.ts';
import { type Act, businessDay } from '../kernel/index.ts';
import { hashStage, type Position, type Stage, type StageRow } from './book.ts';
import { moveDayTotals } from './day-totals.ts';
import { evaluateLine, type LineValue } from './evaluate-line.ts';
import { dueAt, type LineCourse, readCourse, stageAfter } from './line-course.ts';
import { rulesetOf } from './rulesets/index.ts';
import { insertStages, lockChains, updateChains } from './stage-store.ts';
import {
  addKeepRates,
  type PositionChange,
  replaceLosses,
  type StoredFact,
  selectRatingSums,
  updatePositions,
} from './store.ts';
import { unratedDeduction } from './unrated-prior.ts';

/** Why lines are priced again: they were just opened, facts came, or their next stage fell due. */
export type Occasion = 'opened' | 'facts' | 'due';

type Repriced = { position: Position; change: PositionChange; value: LineValue; course: LineCourse; differs: boolean };
type UnchainedRow = Omit<StageRow, 'chainDay' | 'chainIndex' | 'previousHash' | 'hash'> & { orderId: string };

/**
 * Prices locked lines by all their facts, appends a stage row where one is owed (opened, advanced, or corrected after
 * settling), brings the projection up to date, and tells the others. One statement per table, however many lines.
 */
export async function repriceLines(
  act: Act,
  positions: readonly Position[],
  facts: readonly StoredFact[],
  occasionOf: (position: Position) => Occasion,
): Promise<void> {
  if (positions.length === 0) return;
  const unrated = await unratedReferences(
    act,
    positions.filter((position) => occasionOf(position) === 'due' && position.reached === 'P'),
  );
  const factsByLine = Map.groupBy(facts, (fact) => fact.lineId);
  const knownAt = act.world.systemClock.now();
  const repriced: Repriced[] = [];
  const rows: UnchainedRow[] = [];
  for (const position of positions) {
    const own = factsByLine.get(position.lineId) ?? [];
    const occasion = occasionOf(position);
    const each = reprice(position, own, occasion, unrated.get(position.lineId) ?? position.unratedBp);
    repriced.push(each);
    if (each.change.revision > position.revision) rows.push(stageRow(each, occasion, act.now, knownAt));
  }
  await appendStages(act, rows);
  await updatePositions(
    act,
    repriced.map((each) => each.change),
  );
  const lossesBefore = await replaceLosses(
    act,
    repriced
      .filter((each) => each.differs)
      .map((each) => ({ lineId: each.position.lineId, losses: each.change.losses })),
  );
  await moveDayTotals(
    act,
    repriced
      .filter((each) => each.differs || each.change.reached !== each.position.reached)
      .map(({ position, change, differs }) => {
        const losses = differs ? (lossesBefore.get(position.lineId) ?? []) : change.losses;
        return {
          before: occasionOf(position) === 'opened' ? null : { ...position, settled: position.reached !== 'P', losses },
          after: { ...position, ...change, settled: change.reached !== 'P' },
        };
      }),
  );
  await addKeepRates(
    act,
    repriced
      .filter((each) => each.position.reached === 'P' && each.change.reached === 'S')
      .map((each) => ({ ...each.position, qgmvMinor: each.value.qgmvMinor })),
  );
  for (const row of rows) tell(act, row);
}

function reprice(position: Position, facts: readonly StoredFact[], occasion: Occasion, unratedBp: number): Repriced {
  const ruleset = rulesetOf(position.rulesetVersion);
  const value = evaluateLine(
    {
      paidMinor: position.paidMinor,
      facts: facts.map((fact) => ({ ...fact, id: fact.factId })),
      references: { unratedBp, price: null },
    },
    ruleset,
  );
  const course = readCourse(facts, value.netMinor);
  const next = occasion === 'due' ? stageAfter(position.reached) : null;
  const reached: Stage = next ?? position.reached;
  const differs =
    occasion === 'opened' ||
    value.netMinor !== position.netMinor ||
    value.cleanMinor !== position.cleanMinor ||
    value.qgmvMinor !== position.qgmvMinor;
  const owesRow = occasion === 'opened' || next !== null || (differs && position.reached !== 'P');
  return {
    position,
    value,
    course,
    differs,
    change: {
      lineId: position.lineId,
      reached,
      revision: position.revision + (owesRow ? 1 : 0),
      netMinor: value.netMinor,
      cleanMinor: value.cleanMinor,
      qgmvMinor: value.qgmvMinor,
      openCases: course.openCases,
      maturesFrom: course.maturesFrom,
      dueAt: dueAt(reached, course, ruleset),
      unratedBp,
      rulesetVersion: position.rulesetVersion,
      losses: value.losses,
    },
  };
}

/** What the append-only tables say a line's projection is: the last stage row and all facts. */
export function repriceForReplay(position: Position, facts: readonly StoredFact[]): PositionChange {
  return { ...reprice(position, facts, 'facts', position.unratedBp).change, revision: position.revision };
}

function stageRow(each: Repriced, occasion: Occasion, now: Date, knownAt: Date): UnchainedRow {
  const kind = occasion === 'facts' ? 'adjustment' : each.change.reached;
  return {
    lineId: each.position.lineId,
    orderId: each.position.orderId,
    revision: each.change.revision,
    kind,
    reached: each.change.reached,
    shopId: each.position.shopId,
    // A stage is reached when it fell due, however late the sweep looked; a correction when its last fact happened.
    occurredAt: (occasion === 'due' ? each.position.dueAt : each.course.lastFactAt) ?? now,
    knownAt,
    paidMinor: each.position.paidMinor,
    netMinor: each.value.netMinor,
    cleanMinor: each.value.cleanMinor,
    qgmvMinor: each.value.qgmvMinor,
    losses: each.value.losses,
    unratedBp: each.change.unratedBp,
    rulesetVersion: each.position.rulesetVersion,
  };
}

/** Hangs rows on the chains of their shops and today's business day. */
async function appendStages(act: Act, rows: readonly UnchainedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const chainDay = businessDay(act.now, act.world.config.zone);
  const heads = await lockChains(act, chainDay, [...new Set(rows.map((row) => row.shopId))]);
  const chained = rows.map((row): StageRow => {
    const chain = heads.get(row.shopId);
    if (!chain) throw new Error(`shop ${row.shopId} has no chain of ${chainDay}`);
    chain.rowsCount += 1;
    const linked = { ...row, chainDay, chainIndex: chain.rowsCount, previousHash: chain.head };
    chain.head = hashStage(linked);
    return { ...linked, hash: chain.head };
  });
  await insertStages(act, chained);
  await updateChains(
    act,
    chainDay,
    [...heads].map(([shopId, chain]) => ({ shopId, ...chain })),
  );
}

const eventOfStage = { S: 'quality-line.settled', M: 'quality-line.matured', L: 'quality-line.locked' } as const;

function tell(act: Act, row: UnchainedRow): void {
  if (row.reached === 'P') return;
  const data: QualityLineData = {
    lineId: row.lineId,
    orderId: row.orderId,
    shopId: row.shopId,
    stage: row.reached,
    paidMinor: Number(row.paidMinor),
    netMinor: Number(row.netMinor),
    cleanMinor: Number(row.cleanMinor),
    qgmvMinor: Number(row.qgmvMinor),
    rulesetVersion: row.rulesetVersion,
    at: row.occurredAt.toISOString(),
  };
  publish(act, row.kind === 'adjustment' ? 'quality-line.restated' : eventOfStage[row.reached], row.lineId, data);
}

/** The prior of unrated lines that settle now, by line; it is frozen on their stage row. */
export async function unratedReferences(
  act: Act,
  lines: readonly { lineId: string; productId: string; categoryId: string; rulesetVersion: string }[],
): Promise<Map<string, number>> {
  if (lines.length === 0) return new Map();
  const sums = await selectRatingSums(act, {
    productIds: [...new Set(lines.map((line) => line.productId))],
    categoryIds: [...new Set(lines.map((line) => line.categoryId))],
  });
  const none = { ratingsCount: 0n, deductionSumBp: 0n };
  return new Map(
    lines.map((line) => [
      line.lineId,
      unratedDeduction(
        sums.get(`product:${line.productId}`) ?? none,
        sums.get(`category:${line.categoryId}`) ?? none,
        rulesetOf(line.rulesetVersion),
      ),
    ]),
  );
}
