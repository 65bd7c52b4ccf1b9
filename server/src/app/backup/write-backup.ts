import path from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type ArchiveWriter, createArchive } from './archive.ts';
import { listFolderFiles } from './folder-files.ts';
import { type AppliedMigration, formatVersion, type Manifest, manifestName } from './manifest.ts';
import { exportQuery, isRenumbered, quoted, readTables, type Table } from './tables.ts';

export type BackupWish = {
  connectionString: string;
  dataDir: string;
  /** Schemas of the rooms, from the ground up. */
  schemas: readonly string[];
  file: string;
  version: string;
  tell(message: string): void;
};

/** Rows are cut into parts of about this size; each is held in memory once. */
const partBytes = 8 * 1024 * 1024;

/**
 * Writes everything of this platform into one file while the platform runs: all tables as of one instant, then the files
 * of the data folder. The file appears under its name only when it is whole; a failure leaves nothing.
 */
export async function writeBackup(wish: BackupWish): Promise<{ manifest: Manifest; bytes: number }> {
  const client = new pg.Client({ connectionString: wish.connectionString, application_name: 'haowu backup' });
  client.on('error', () => {});
  await client.connect();
  const archive = await createArchive(wish.file).catch(async (error: unknown) => {
    await client.end();
    throw error;
  });
  try {
    await client.query('begin isolation level repeatable read, read only');
    const { rows: migrations } = await client.query<AppliedMigration>(
      'select room, name, hash from kernel.migrations order by room, name',
    );
    // The snapshot is taken; files that only grow may hold more than it knows, never less.
    await addFiles(archive, wish);
    const tables = (await readTables(client, wish.schemas)).filter((table) => table.kept);
    const described: Manifest['tables'] = [];
    const sequences: Manifest['sequences'] = [];
    for (const [index, table] of tables.entries()) {
      const entry = await addTable(client, archive, table);
      described.push(entry);
      for (const column of table.numbered) {
        const next = isRenumbered(table, column) ? String(entry.rows + 1) : await nextNumber(client, table, column);
        sequences.push({ table: table.name, column, next });
      }
      if (entry.rows > 0) wish.tell(`${index + 1}/${tables.length}  ${table.name}: ${entry.rows} rows`);
    }
    await client.query('commit');
    const manifest: Manifest = {
      format: formatVersion,
      product: 'haowu',
      version: wish.version,
      createdAt: new Date().toISOString(),
      migrations,
      tables: described,
      sequences,
      parts: [...archive.parts()],
    };
    await archive.add(manifestName, Buffer.from(JSON.stringify(manifest)));
    return { manifest, bytes: await archive.finish() };
  } catch (error) {
    await archive.abandon();
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function addFiles(archive: ArchiveWriter, wish: BackupWish): Promise<void> {
  const files = await listFolderFiles(wish.dataDir);
  const inside = path.resolve(wish.dataDir);
  let bytes = 0;
  for (const each of files) {
    if (!path.resolve(each.file).startsWith(inside + path.sep)) continue;
    await archive.addFile(each.name, each.file, each.bytes);
    bytes += each.bytes;
  }
  wish.tell(`${files.length} files (${(bytes / 1e6).toFixed(1)} MB)`);
}

async function addTable(client: pg.Client, archive: ArchiveWriter, table: Table): Promise<Manifest['tables'][number]> {
  const parts: string[] = [];
  let held: Buffer[] = [];
  let heldBytes = 0;
  const flush = async () => {
    if (heldBytes === 0) return;
    const name = `tables/${table.name}.${String(parts.length + 1).padStart(4, '0')}.copy`;
    await archive.add(name, Buffer.concat(held));
    parts.push(name);
    held = [];
    heldBytes = 0;
  };
  const stream = client.query(copyTo(`copy (${exportQuery(table)}) to stdout`));
  let rows = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // A line end inside a value is written as \n, two characters: every byte 10 ends a row.
    for (const byte of chunk) if (byte === 10) rows += 1;
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= partBytes) await flush();
  }
  await flush();
  return { name: table.name, columns: table.columns, rows, parts };
}

async function nextNumber(client: pg.Client, table: Table, column: string): Promise<string> {
  const { rows: names } = await client.query<{ sequence: string }>(
    'select pg_get_serial_sequence($1, $2) as sequence',
    [table.name, column],
  );
  const { rows } = await client.query<{ next: string }>(
    `select (case when is_called then last_value + 1 else last_value end)::text as next from ${names[0]?.sequence ?? quoted(column)}`,
  );
  return rows[0]?.next ?? '1';
}
