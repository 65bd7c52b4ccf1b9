import { type Act, json, type Queryable, sql } from '../kernel/index.ts';
import { emptyHead, type Stage, type StageRow } from './book.ts';
import type { Loss } from './evaluate-line.ts';

/** Locks the heads of the chains of a day, making those that are missing; in the order of their shops. */
export async function lockChains(
  act: Act,
  chainDay: string,
  shopIds: readonly string[],
): Promise<Map<string, { rowsCount: number; head: Buffer }>> {
  const sorted = [...shopIds].sort();
  await act.run(sql`
    insert into quality.chains (shop_id, chain_day, rows_count, head)
    select shop_id, ${chainDay}::date, 0, ${emptyHead} from unnest(${sorted}::uuid[]) as shop (shop_id) order by shop_id on conflict do nothing`);
  const rows = await act.rows<{ shop_id: string; rows_count: number; head: Buffer }>(sql`
    select shop_id, rows_count, head from quality.chains where chain_day = ${chainDay}::date and shop_id = any(${sorted}::uuid[])
    order by shop_id for update`);
  return new Map(rows.map((row) => [row.shop_id, { rowsCount: row.rows_count, head: row.head }]));
}

export async function insertStages(act: Act, stages: readonly StageRow[]): Promise<void> {
  const rows = stages.map((stage) => ({
    line_id: stage.lineId,
    revision: stage.revision,
    kind: stage.kind,
    reached: stage.reached,
    shop_id: stage.shopId,
    chain_day: stage.chainDay,
    chain_index: stage.chainIndex,
    occurred_at: stage.occurredAt.toISOString(),
    known_at: stage.knownAt.toISOString(),
    paid_minor: stage.paidMinor,
    net_minor: stage.netMinor,
    clean_minor: stage.cleanMinor,
    qgmv_minor: stage.qgmvMinor,
    losses: stage.losses,
    unrated_bp: stage.unratedBp,
    ruleset_version: stage.rulesetVersion,
    previous_hash: stage.previousHash.toString('hex'),
    hash: stage.hash.toString('hex'),
  }));
  await act.run(sql`
    insert into quality.stages (line_id, revision, kind, reached, shop_id, chain_day, chain_index, occurred_at, known_at, paid_minor,
      net_minor, clean_minor, qgmv_minor, losses, unrated_bp, ruleset_version, previous_hash, hash)
    select line_id, revision, kind, reached, shop_id, chain_day, chain_index, occurred_at, known_at, paid_minor,
      net_minor, clean_minor, qgmv_minor, losses, unrated_bp, ruleset_version, decode(previous_hash, 'hex'), decode(hash, 'hex')
    from jsonb_to_recordset(${json(rows)}::jsonb) as stage (
      line_id uuid, revision int, kind text, reached text, shop_id uuid, chain_day date, chain_index int, occurred_at timestamptz,
      known_at timestamptz, paid_minor bigint, net_minor bigint, clean_minor bigint, qgmv_minor bigint, losses jsonb, unrated_bp int,
      ruleset_version text, previous_hash text, hash text)`);
}

export async function updateChains(
  act: Act,
  chainDay: string,
  chains: readonly { shopId: string; rowsCount: number; head: Buffer }[],
): Promise<void> {
  const rows = chains.map((chain) => ({
    shop_id: chain.shopId,
    rows_count: chain.rowsCount,
    head: chain.head.toString('hex'),
  }));
  await act.run(sql`
    update quality.chains as chain set rows_count = new.rows_count, head = decode(new.head, 'hex')
    from jsonb_to_recordset(${json(rows)}::jsonb) as new (shop_id uuid, rows_count int, head text)
    where chain.chain_day = ${chainDay}::date and chain.shop_id = new.shop_id`);
}

type StageDbRow = {
  line_id: string;
  revision: number;
  kind: StageRow['kind'];
  reached: Stage;
  shop_id: string;
  chain_day: string;
  chain_index: number;
  occurred_at: Date;
  known_at: Date;
  paid_minor: bigint;
  net_minor: bigint;
  clean_minor: bigint;
  qgmv_minor: bigint;
  losses: { code: string; level: Loss['level']; amountMinor: number }[];
  unrated_bp: number;
  ruleset_version: string;
  previous_hash: Buffer;
  hash: Buffer;
};
const stageColumns = sql`line_id, revision, kind, reached, shop_id, chain_day::text, chain_index, occurred_at, known_at, paid_minor,
  net_minor, clean_minor, qgmv_minor, losses, unrated_bp, ruleset_version, previous_hash, hash`;

function toStage(row: StageDbRow): StageRow {
  return {
    lineId: row.line_id,
    revision: row.revision,
    kind: row.kind,
    reached: row.reached,
    shopId: row.shop_id,
    chainDay: row.chain_day,
    chainIndex: row.chain_index,
    occurredAt: row.occurred_at,
    knownAt: row.known_at,
    paidMinor: row.paid_minor,
    netMinor: row.net_minor,
    cleanMinor: row.clean_minor,
    qgmvMinor: row.qgmv_minor,
    losses: row.losses.map((loss) => ({ ...loss, amountMinor: BigInt(loss.amountMinor) })),
    unratedBp: row.unrated_bp,
    rulesetVersion: row.ruleset_version,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

/** Stage rows of one line, first revision first. */
export async function selectStages(database: Queryable, lineId: string): Promise<StageRow[]> {
  const rows = await database.rows<StageDbRow>(
    sql`select ${stageColumns} from quality.stages where line_id = ${lineId} order by revision`,
  );
  return rows.map(toStage);
}

/** Stage rows of one chain after an index, in the order of the chain. */
export async function selectChainRows(
  database: Queryable,
  chain: { shopId: string; chainDay: string; afterIndex: number; limit: number },
): Promise<StageRow[]> {
  const rows = await database.rows<StageDbRow>(sql`
    select ${stageColumns} from quality.stages
    where chain_day = ${chain.chainDay}::date and shop_id = ${chain.shopId} and chain_index > ${chain.afterIndex}
    order by chain_index limit ${chain.limit}`);
  return rows.map(toStage);
}
