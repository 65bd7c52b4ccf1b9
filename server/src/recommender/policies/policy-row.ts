import { type Policy, policyNumbers } from '@haowu/interest-engine';
import type { z } from 'zod';
import { accountCards } from '../../identity/index.ts';
import type { Queryable } from '../../kernel/index.ts';
import type { policyJson, policyRowJson } from '../contract.ts';

/** Names the policy the server starts with while nothing is published; it has no row. */
export const builtInPolicyId = '00000000-0000-7000-8000-000000000001';

export type PolicyState = 'draft' | 'published' | 'retired';
export type PolicyRow = {
  id: string;
  version: string;
  state: PolicyState;
  revision: number;
  based_on_id: string | null;
  note: string;
  author_id: string | null;
  publisher_id: string | null;
  created_at: Date | null;
  changed_at: Date | null;
  published_at: Date | null;
  retired_at: Date | null;
};
export type PolicyFile = PolicyRow & { document: Policy };

export type RowJson = z.input<typeof policyRowJson>;
export type FileJson = z.input<typeof policyJson>;
export type Operator = { id: string; nickname: string };

/** Nicknames of operators by account id; who has left is absent. */
export async function operatorsOf(
  database: Queryable,
  ids: readonly (string | null)[],
): Promise<Map<string, Operator>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const cards = await accountCards(database, wanted);
  return new Map(cards.map(({ id, nickname }) => [id, { id, nickname }]));
}

export function rowJson(row: PolicyRow, operators: ReadonlyMap<string, Operator>): RowJson {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    builtIn: row.id === builtInPolicyId,
    revision: row.revision,
    basedOnId: row.based_on_id,
    note: row.note,
    author: operators.get(row.author_id ?? '') ?? null,
    publisher: operators.get(row.publisher_id ?? '') ?? null,
    createdAt: row.created_at?.toISOString() ?? null,
    changedAt: row.changed_at?.toISOString() ?? null,
    publishedAt: row.published_at?.toISOString() ?? null,
    retiredAt: row.retired_at?.toISOString() ?? null,
  };
}

/** What has been learned depends on these: they change only when the state is built anew from the log. */
const fixedWhileLearning = /^(learning|limits)\./;

export async function fileJson(database: Queryable, file: PolicyFile): Promise<FileJson> {
  return {
    ...rowJson(file, await operatorsOf(database, [file.author_id, file.publisher_id])),
    policy: { ...file.document },
    fields: [...policyNumbers()].map(([path, { least, most, whole, unit, meaning }]) => ({
      path,
      least,
      most,
      whole,
      unit,
      meaning,
      editable: !fixedWhileLearning.test(path),
    })),
  };
}
