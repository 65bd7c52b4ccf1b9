import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../server/src/kernel/embedded-postgres/index.ts';
import { migrate, openDatabase } from '../../server/src/kernel/index.ts';
import { rooms } from '../../server/src/rooms.ts';

/**
 * One PostgreSQL for all database tests: the embedded one, or the server of HAOWU_TEST_DATABASE_URL (15 or newer).
 * A template database is migrated once; every test file clones it (a fraction of a second).
 */
export default async function startPostgres(project: { provide(key: 'postgresUrl', value: string): void }) {
  const external = process.env.HAOWU_TEST_DATABASE_URL;
  const folder = external ? undefined : mkdtempSync(path.join(os.tmpdir(), 'haowu-test-'));
  const server = folder
    ? await startEmbeddedPostgres({
        dataDir: path.join(folder, 'postgres'),
        log: () => {},
        settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
      })
    : undefined;
  const adminUrl = external ?? server?.connectionString ?? '';
  const admin = openDatabase({ connectionString: adminUrl, poolSize: 1 });
  await admin.script('drop database if exists haowu_template');
  await admin.script('create database haowu_template');
  const template = openDatabase({ connectionString: databaseUrl(adminUrl, 'haowu_template'), poolSize: 1 });
  await migrate(
    template,
    path.resolve(import.meta.dirname, '../../server/src'),
    rooms.map((room) => room.name),
  );
  await template.end();
  await admin.end();
  project.provide('postgresUrl', adminUrl);
  return async () => {
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const [address = '', query] = url.split('?');
  const base = address.replace(/\/[^/]*$/, `/${database}`);
  return query ? `${base}?${query}` : base;
}
