import { type Act, type Queryable, sql } from '../kernel/index.ts';
import { emptyHead, hashDay, hashStage } from './book.ts';
import { differingTotals, rebuildDayTotals } from './day-totals.ts';
import { repriceForReplay } from './reprice-lines.ts';
import { selectChainRows } from './stage-store.ts';
import { lockPositions, replaceLosses, selectFacts, updatePositions } from './store.ts';

export type BookDifference = { kind: 'chain' | 'root' | 'position' | 'total'; subject: string; detail: string };

const rowsPerPage = 2_000;
const daysMax = 30;
const differencesMax = 50;

/**
 * Recomputes the hash chains of the latest business days (at most 30), the newest first and at most `rowsMax` rows, and
 * their roots. @returns what does not fit; empty when the book is whole.
 */
export async function checkChains(database: Queryable, rowsMax = Number.POSITIVE_INFINITY): Promise<BookDifference[]> {
  let rowsLeft = rowsMax;
  const differences: BookDifference[] = [];
  const chains = await database.rows<{ shop_id: string; chain_day: string; rows_count: number; head: Buffer }>(sql`
    select shop_id, chain_day::text, rows_count, head from quality.chains
    where chain_day > (select max(chain_day) from quality.chains) - ${daysMax}::int order by chain_day desc, shop_id`);
  const heads = new Map<string, { shopId: string; rowsCount: number; head: Buffer }[]>();
  for (const chain of chains) {
    let head = emptyHead;
    let index = 0;
    while (rowsLeft > 0) {
      const rows = await selectChainRows(database, {
        shopId: chain.shop_id,
        chainDay: chain.chain_day,
        afterIndex: index,
        limit: rowsPerPage,
      });
      for (const row of rows) {
        const fits = row.chainIndex === index + 1 && row.previousHash.equals(head) && row.hash.equals(hashStage(row));
        if (!fits) {
          const detail = `row ${row.chainIndex} of ${chain.chain_day} does not fit its chain`;
          differences.push({ kind: 'chain', subject: chain.shop_id, detail });
        }
        head = row.hash;
        index = row.chainIndex;
      }
      rowsLeft -= rows.length;
      if (rows.length < rowsPerPage || differences.length > differencesMax) break;
    }
    // Rows may have come since the heads were read, never fewer.
    if (index < chain.rows_count && rowsLeft > 0) {
      differences.push({ kind: 'chain', subject: chain.shop_id, detail: `rows of ${chain.chain_day} are missing` });
    }
    const ofDay = heads.get(chain.chain_day) ?? [];
    ofDay.push({ shopId: chain.shop_id, rowsCount: chain.rows_count, head: chain.head });
    heads.set(chain.chain_day, ofDay);
  }
  const roots = await database.rows<{ chain_day: string; root: Buffer }>(
    sql`select chain_day::text, root from quality.daily_roots where chain_day = any(${[...heads.keys()]}::date[])`,
  );
  for (const { chain_day, root } of roots) {
    if (!hashDay(heads.get(chain_day) ?? []).equals(root)) {
      differences.push({ kind: 'root', subject: chain_day, detail: 'the root of the day does not fit its chains' });
    }
  }
  return differences;
}

/** Sums of the projection that must hold at any moment: Paid − Σ losses = QGMV, the levels in order, days and shops the sum of their lines. */
export async function checkPositions(database: Queryable): Promise<BookDifference[]> {
  const rows = await database.rows<{ line_id: string }>(sql`
    select position.line_id from quality.positions as position
    left join (select line_id, sum(amount_minor) as lost from quality.losses group by line_id) as loss using (line_id)
    where paid_minor - coalesce(lost, 0) <> qgmv_minor or qgmv_minor > clean_minor or clean_minor > net_minor or net_minor > paid_minor
    limit ${differencesMax}`);
  const lines = rows.map((row) => ({ subject: row.line_id, detail: 'the losses do not add up to QGMV' }));
  const totals = await differingTotals(database);
  return [
    ...lines.map((line) => ({ kind: 'position' as const, ...line })),
    ...totals.map(({ day, shopId }) => ({
      kind: 'total' as const,
      subject: shopId,
      detail: `the totals of ${day} are not the sum of its lines`,
    })),
  ];
}

/**
 * Rebuilds the projection of lines from the append-only tables alone (DOMAIN 3.9 property 8: replay equals store), then the
 * totals of all days. Nothing else may write the book meanwhile.
 * @returns how many lines were read.
 */
export async function replayPositions(act: Act, lineIds: readonly string[]): Promise<number> {
  const positions = await lockPositions(act, lineIds);
  const stages = await act.rows<{
    line_id: string;
    reached: 'P' | 'S' | 'M' | 'L';
    revision: number;
    unrated_bp: number;
    ruleset_version: string;
  }>(sql`
    select distinct on (line_id) line_id, reached, revision, unrated_bp, ruleset_version from quality.stages
    where line_id = any(${lineIds}::uuid[]) order by line_id, revision desc`);
  const facts = Map.groupBy(await selectFacts(act, lineIds), (fact) => fact.lineId);
  const positionById = new Map(positions.map((position) => [position.lineId, position]));
  const changes = stages.flatMap((stage) => {
    const position = positionById.get(stage.line_id);
    if (!position) return [];
    const known = {
      ...position,
      reached: stage.reached,
      revision: stage.revision,
      unratedBp: stage.unrated_bp,
      rulesetVersion: stage.ruleset_version,
    };
    return [repriceForReplay(known, facts.get(stage.line_id) ?? [])];
  });
  await updatePositions(act, changes);
  await replaceLosses(act, changes);
  await rebuildDayTotals(act);
  return changes.length;
}
