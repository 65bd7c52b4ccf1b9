import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { bufferOf, readArchive } from './archive.ts';
import { folderPathOf, isBlob } from './folder-files.ts';
import { type AppliedMigration, BackupRefused, type Manifest, manifestName, verifyBackup } from './manifest.ts';
import { quoted, readTables, type Table } from './tables.ts';

export type RestoreWish = {
  connectionString: string;
  dataDir: string;
  schemas: readonly string[];
  file: string;
  tell(message: string): void;
};

/** A running server holds row locks for moments; the lock on all tables is asked for again rather than waited for long. */
const lockWaitMs = 5_000;
const lockAttemptsMax = 12;
const busyCodes = new Set(['55P03', '40P01']);

/**
 * Replaces everything of this platform by what a backup holds. The whole file is verified first; then all tables change
 * in one transaction, with the foreign keys checked and the counts compared before it commits.
 * @throws BackupRefused when the file does not fit; nothing was changed then.
 */
export async function restoreBackup(wish: RestoreWish): Promise<Manifest> {
  wish.tell('reading the whole file and comparing checksums');
  const manifest = await verifyBackup(wish.file);
  const client = new pg.Client({ connectionString: wish.connectionString, application_name: 'haowu restore' });
  client.on('error', () => {});
  await client.connect();
  const staging = path.join(wish.dataDir, `restore-${randomBytes(4).toString('hex')}`);
  try {
    await refuseOtherMigrations(client, manifest);
    const tables = await readTables(client, wish.schemas);
    refuseOtherTables(tables, manifest);
    const staged = await stageFiles(wish, staging);
    // Blobs are named by their content: more of them than the database knows of does no harm.
    await place(staged.filter(isBlob), staging, wish.dataDir);
    await lockAll(client, tables);
    await replaceTables(client, tables, manifest, wish);
    await client.query('commit');
    await place(
      staged.filter((file) => !isBlob(file)),
      staging,
      wish.dataDir,
    );
    // Derived from the database that was there before.
    await rm(path.join(wish.dataDir, 'recommender'), { recursive: true, force: true });
    return manifest;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.end().catch(() => {});
    await rm(staging, { recursive: true, force: true });
  }
}

async function refuseOtherMigrations(client: pg.Client, manifest: Manifest): Promise<void> {
  const { rows } = await client.query<AppliedMigration>('select room, name, hash from kernel.migrations');
  const here = new Map(rows.map((row) => [`${row.room}/${row.name}`, row.hash]));
  const there = new Map(manifest.migrations.map((row) => [`${row.room}/${row.name}`, row.hash]));
  const onlyThere = [...there.keys()].filter((key) => here.get(key) !== there.get(key));
  const onlyHere = [...here.keys()].filter((key) => !there.has(key));
  if (onlyThere.length + onlyHere.length === 0) return;
  const difference = onlyThere.length > 0 ? `it has ${onlyThere.join(', ')}` : `it lacks ${onlyHere.join(', ')}`;
  throw new BackupRefused(
    `The backup was made with another version of the database (${difference}). Restore it with Haowu ${manifest.version} into an empty data folder, then start this version on that folder. Nothing was changed.`,
  );
}

function refuseOtherTables(tables: readonly Table[], manifest: Manifest): void {
  const kept = new Map(tables.filter((table) => table.kept).map((table) => [table.name, table]));
  const same =
    kept.size === manifest.tables.length &&
    manifest.tables.every((entry) => kept.get(entry.name)?.columns.join() === entry.columns.join());
  if (!same)
    throw new BackupRefused('The tables of the backup are not the tables of this database. Nothing was changed.');
}

/** Writes the files beside their places, so that a full disk is noticed before anything changes. */
async function stageFiles(wish: RestoreWish, staging: string): Promise<string[]> {
  const staged: string[] = [];
  await readArchive(wish.file, async (name, bytes, content) => {
    if (!name.startsWith('files/')) return;
    const relative = folderPathOf(name);
    if (!relative) throw new BackupRefused(`The backup holds a file that is not ours (${name}). Nothing was changed.`);
    const there = isBlob(relative) ? await stat(path.join(wish.dataDir, relative)).catch(() => undefined) : undefined;
    if (there?.size === bytes) return;
    const file = path.join(staging, relative);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(file, { mode: 0o600, flush: true }));
    staged.push(relative);
  });
  wish.tell(`${staged.length} files are ready`);
  return staged;
}

async function place(files: readonly string[], staging: string, dataDir: string): Promise<void> {
  for (const relative of files) {
    const target = path.join(dataDir, relative);
    await mkdir(path.dirname(target), { recursive: true });
    await rename(path.join(staging, relative), target);
  }
}

/** Opens the transaction and waits until nobody writes or reads. */
async function lockAll(client: pg.Client, tables: readonly Table[]): Promise<void> {
  const names = tables.map((table) => table.name).join(', ');
  for (let attempt = 1; ; attempt += 1) {
    await client.query('begin');
    try {
      await client.query(`set local lock_timeout = ${lockWaitMs}`);
      await client.query(`lock table ${names} in access exclusive mode`);
      return;
    } catch (error) {
      await client.query('rollback');
      const busy = error instanceof Error && 'code' in error && busyCodes.has(String(error.code));
      if (!busy) throw error;
      if (attempt >= lockAttemptsMax) {
        throw new BackupRefused('Long work holds the tables. Stop the workers and try again. Nothing was changed.');
      }
    }
  }
}

async function replaceTables(
  client: pg.Client,
  tables: readonly Table[],
  manifest: Manifest,
  wish: RestoreWish,
): Promise<void> {
  const names = tables.map((table) => table.name);
  // Append-only tables refuse a truncate through triggers. They are switched off here, inside this transaction and under
  // its exclusive lock, and nowhere else; foreign keys and checks stay on.
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  await client.query(`truncate ${names.join(', ')}`);
  const loads = new Map(manifest.tables.map((entry) => [entry.name, entry]));
  const partsOf = new Map(manifest.tables.flatMap((entry) => entry.parts.map((part) => [part, entry.name] as const)));
  const checksums = new Map(manifest.parts.map((part) => [part.name, part.sha256]));
  await loadParts(client, wish, { loads, partsOf, checksums });
  for (const { name, rows } of manifest.tables) {
    const { rows: counted } = await client.query<{ count: string }>(`select count(*) from ${name}`);
    if (counted[0]?.count !== String(rows))
      throw new Error(`${name} holds ${counted[0]?.count} rows instead of ${rows}`);
  }
  for (const { table, column, next } of manifest.sequences) {
    if (!tables.find((each) => each.name === table)?.numbered.includes(column)) continue;
    await client.query(`alter table ${table} alter column ${quoted(column)} restart with ${BigInt(next)}`);
  }
  // A new name for this database: what was learned from the one before is not mixed with it.
  await client.query('update recommender.origin set id = gen_random_uuid()');
  for (const name of names) await client.query(`alter table ${name} enable trigger user`);
}

type Loads = {
  loads: ReadonlyMap<string, Manifest['tables'][number]>;
  partsOf: ReadonlyMap<string, string>;
  checksums: ReadonlyMap<string, string>;
};

/** One COPY a table, so that a row may refer to a later row of its own table; a part is compared again before it is sent. */
async function loadParts(client: pg.Client, wish: RestoreWish, { loads, partsOf, checksums }: Loads): Promise<void> {
  let open: { table: string; stream: ReturnType<typeof copyFrom>; done: Promise<void> } | undefined;
  let loaded = 0;
  const finish = async () => {
    if (!open) return;
    open.stream.end();
    await open.done;
    loaded += 1;
    wish.tell(`${loaded}/${[...loads.values()].filter((entry) => entry.rows > 0).length}  ${open.table}`);
    open = undefined;
  };
  await readArchive(wish.file, async (name, _bytes, content) => {
    const entry = loads.get(partsOf.get(name) ?? '');
    if (!entry || name === manifestName) return;
    const chunk = await bufferOf(content);
    if (createHash('sha256').update(chunk).digest('hex') !== checksums.get(name)) {
      throw new BackupRefused(`${wish.file} changed while it was restored. Nothing was changed.`);
    }
    if (open?.table !== entry.name) {
      await finish();
      const stream = client.query(copyFrom(`copy ${entry.name} (${entry.columns.map(quoted).join(', ')}) from stdin`));
      open = { table: entry.name, stream, done: finished(stream) };
      open.done.catch(() => {});
    }
    const { stream, done } = open;
    await Promise.race([done, pipeChunk(stream, chunk)]);
  });
  await finish();
}

function pipeChunk(stream: ReturnType<typeof copyFrom>, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => stream.write(chunk, (error) => (error ? reject(error) : resolve())));
}
