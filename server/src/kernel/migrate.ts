import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from './database.ts';
import { sql } from './sql.ts';

export class MigrationError extends Error {}

type Migration = { room: string; name: string; text: string; hash: string };

/** Reads `<room>/migrations/NNN-name.sql` of each room, in the order of the rooms from the ground up. */
export function readMigrations(roomsDir: string, rooms: readonly string[]): Migration[] {
  return rooms.flatMap((room) => {
    const folder = path.join(roomsDir, room, 'migrations');
    let files: string[];
    try {
      files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
    } catch {
      return [];
    }
    return files.sort().map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return { room, name, text, hash: createHash('sha256').update(text).digest('hex') };
    });
  });
}

const migrationLock = 7_262_001;

/**
 * Brings the database forward, one transaction a migration; two processes may call it at once.
 * @throws MigrationError when an applied migration was edited, or the database is newer than this code.
 */
export async function migrate(database: Database, roomsDir: string, rooms: readonly string[]): Promise<number> {
  const migrations = readMigrations(roomsDir, rooms);
  await database.script(`create schema if not exists kernel;
    create table if not exists kernel.migrations (
      room text not null, name text not null, hash text not null,
      applied_at timestamptz not null default clock_timestamp(), primary key (room, name))`);
  return database.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(${migrationLock})`);
    const applied = new Map(
      (
        await tx.rows<{ room: string; name: string; hash: string }>(sql`select room, name, hash from kernel.migrations`)
      ).map((row) => [`${row.room}/${row.name}`, row.hash]),
    );
    const known = new Set(migrations.map((migration) => `${migration.room}/${migration.name}`));
    for (const key of applied.keys()) {
      if (!known.has(key))
        throw new MigrationError(
          `the database has migration ${key}, which this version does not know: run a newer version of Haowu`,
        );
    }
    let count = 0;
    for (const migration of migrations) {
      const key = `${migration.room}/${migration.name}`;
      const hash = applied.get(key);
      if (hash === migration.hash) continue;
      if (hash) throw new MigrationError(`migration ${key} was edited after it ran; restore it and add a new one`);
      await tx.script(`create schema if not exists ${migration.room};\n${migration.text}`);
      await tx.run(
        sql`insert into kernel.migrations (room, name, hash) values (${migration.room}, ${migration.name}, ${migration.hash})`,
      );
      count += 1;
    }
    return count;
  });
}
