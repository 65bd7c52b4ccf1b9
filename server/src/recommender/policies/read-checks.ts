import { z } from 'zod';
import { decodeCursor, encodeCursor, type World } from '../../kernel/index.ts';
import type { policyCheckJson } from '../contract.ts';
import { type CheckKind, type CheckRow, selectChecks } from './check-store.ts';
import { findPolicy } from './edit-policy.ts';
import { type Operator, operatorsOf } from './policy-row.ts';

export type CheckJson = z.input<typeof policyCheckJson>;
const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/** What was asked about a policy, newest first. @throws Problem not found. */
export async function pageChecks(
  world: World,
  policyId: string,
  query: { kind?: CheckKind | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: CheckJson[]; nextCursor: string | null }> {
  await findPolicy(world, policyId);
  const [at, id] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
  const found = await selectChecks(world.database, policyId, { ...query, after: at && id ? { at, id } : undefined });
  const rows = found.slice(0, query.limit);
  const last = found.length > query.limit ? rows.at(-1) : undefined;
  const operators = await operatorsOf(
    world.database,
    rows.map((row) => row.requested_by),
  );
  return {
    items: rows.map((row) => checkJson(row, operators)),
    nextCursor: last ? encodeCursor([last.requested_at.toISOString(), last.id]) : null,
  };
}

export function checkJson(row: CheckRow, operators: ReadonlyMap<string, Operator>): CheckJson {
  return {
    id: row.id,
    policyId: row.policy_id,
    revision: row.revision,
    against: { id: row.against_id, version: row.against_version },
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    requestedBy: operators.get(row.requested_by ?? '') ?? null,
    requestedAt: row.requested_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    failure: row.failure,
    // Written by this room in the shape of the contract.
    offPolicy: row.kind === 'off_policy' ? (row.result as CheckJson['offPolicy']) : null,
    simulation: row.kind === 'simulation' ? (row.result as CheckJson['simulation']) : null,
  };
}
