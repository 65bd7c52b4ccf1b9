import { isDeepStrictEqual } from 'node:util';
import { diffPolicies, type Policy, PolicyError, parsePolicy } from '@haowu/interest-engine';
import { z } from 'zod';
import { type Act, decodeCursor, encodeCursor, newId, notFound, type World } from '../../kernel/index.ts';
import { builtInPolicy } from './built-in.ts';
import { changedMeanwhile, notADraft, refusedPolicy, versionTaken } from './errors.ts';
import { type FileJson, fileJson, operatorsOf, type PolicyFile, type RowJson, rowJson } from './policy-row.ts';
import { insertDraft, type PolicyFilter, selectInForce, selectPolicies, selectPolicy, updateDraft } from './store.ts';

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

export async function pagePolicies(
  world: World,
  query: PolicyFilter & { sort: 'created_at' | 'published_at'; cursor?: string | undefined; limit: number },
): Promise<{ items: RowJson[]; nextCursor: string | null }> {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
  const after = at && id ? { at, id } : undefined;
  const found = await selectPolicies(world.database, builtInPolicy(world), query, { ...query, after });
  const rows = found.slice(0, query.limit);
  const last = found.length > query.limit ? rows.at(-1) : undefined;
  const operators = await operatorsOf(
    world.database,
    rows.flatMap((row) => [row.author_id, row.publisher_id]),
  );
  return {
    items: rows.map((row) => rowJson(row, operators)),
    nextCursor: last ? encodeCursor([last.sort_at.toISOString(), last.id]) : null,
  };
}

/** @throws Problem not found. */
export async function findPolicy(world: World, id: string, database = world.database as Act | World['database']) {
  const file = await selectPolicy(database, builtInPolicy(world), id);
  if (!file) throw notFound();
  return file;
}

export async function readPolicy(world: World, id: string): Promise<FileJson> {
  return fileJson(world.database, await findPolicy(world, id));
}

/** A new draft from an existing version. @throws Problem not found, or when the version is taken. */
export async function createDraft(
  act: Act,
  from: { fromId: string; version: string; note: string },
): Promise<FileJson> {
  const source = await findPolicy(act.world, from.fromId, act);
  return fileJson(act, await addDraft(act, source, from));
}

export async function addDraft(
  act: Act,
  source: PolicyFile,
  named: { version: string; note: string },
): Promise<PolicyFile> {
  const id = newId();
  const added = await insertDraft(act, {
    id,
    version: named.version,
    basedOnId: source.id,
    note: named.note,
    document: { ...source.document, version: named.version },
    authorId: act.actor ?? null,
    at: act.now,
  });
  if (!added || named.version === builtInPolicy(act.world).version) throw versionTaken();
  return findPolicy(act.world, id, act);
}

/** Edits a draft. The same edit sent twice is one. @throws Problem with the engine's code and path for an unusable file. */
export async function editDraft(
  act: Act,
  id: string,
  edit: { revision: number; note: string; policy: Record<string, unknown> },
): Promise<FileJson> {
  const known = await findPolicy(act.world, id, act);
  if (known.state !== 'draft') throw notADraft();
  const document = readDocument({ ...edit.policy, version: known.version });
  if (!(await updateDraft(act, { ...edit, id, document, at: act.now }))) {
    const now = await findPolicy(act.world, id, act);
    const isSame = now.revision === edit.revision + 1 && now.note === edit.note;
    if (now.state !== 'draft' || !isSame || !isDeepStrictEqual(now.document, { ...document })) throw changedMeanwhile();
  }
  return fileJson(act, await findPolicy(act.world, id, act));
}

function readDocument(input: unknown): Policy {
  try {
    return parsePolicy(input);
  } catch (error) {
    if (error instanceof PolicyError) throw refusedPolicy(error);
    throw error;
  }
}

export type PolicyDiff = {
  against: RowJson;
  changes: { path: string; before: string | number; after: string | number; refused: boolean }[];
};

/** What a version changes against another; against the one in force when not said. */
export async function diffPolicy(world: World, id: string, againstId: string | undefined): Promise<PolicyDiff> {
  const file = await findPolicy(world, id);
  const against = await findPolicy(world, againstId ?? (await selectInForce(world.database)));
  const operators = await operatorsOf(world.database, [against.author_id, against.publisher_id]);
  return {
    against: rowJson(against, operators),
    changes: diffPolicies(against.document, file.document).map((change) => ({
      ...change,
      refused: /^(learning|limits)\./.test(change.path),
    })),
  };
}
