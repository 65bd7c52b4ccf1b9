import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, inject } from 'vitest';
import {
  type Clock,
  createBusinessClock,
  createMetrics,
  createWorld,
  openDatabase,
  readConfig,
  type World,
} from '../../server/src/kernel/index.ts';
import { databaseUrl } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** A wall clock that stands still until a test moves it. */
export type VirtualClock = Clock & { advance(byMs: number): void };

export function virtualClock(start = new Date('2026-11-23T02:00:00.000Z')): VirtualClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance(byMs) {
      now += byMs;
    },
  };
}

/** A clock that runs with the wall and can be moved ahead: for tests with a browser, whose own clock cannot be stopped. */
export function runningClock(): VirtualClock {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance(byMs) {
      ahead += byMs;
    },
  };
}

export type TestWorld = World & { readonly clock: VirtualClock };

/** A world on a fresh, migrated database of its own; call inside a test, end with `close`. */
export async function openTestWorld(
  options: { poolSize?: number; environment?: Record<string, string>; clock?: VirtualClock } = {},
): Promise<{ world: TestWorld; close(): Promise<void> }> {
  const serverUrl = inject('postgresUrl');
  const name = `haowu_test_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ connectionString: serverUrl, poolSize: 1 });
  await admin.script(`create database ${name} template haowu_template strategy file_copy`);
  await admin.end();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-world-'));
  const database = openDatabase({ connectionString: databaseUrl(serverUrl, name), poolSize: options.poolSize ?? 8 });
  const clock = options.clock ?? virtualClock();
  const config = readConfig({
    HAOWU_DATA_DIR: folder,
    HAOWU_RATE_LIMITS: 'off',
    HAOWU_LOG_LEVEL: 'silent',
    ...options.environment,
  });
  const world = createWorld({
    config,
    secret: 'a secret of the tests, thirty-two characters long',
    database,
    businessClock: createBusinessClock(database, clock),
    systemClock: clock,
    log: pino({ level: process.env.HAOWU_TEST_LOG ?? 'silent' }),
    metrics: createMetrics(),
  });
  return {
    world: Object.assign(world, { clock }),
    async close() {
      await database.end();
      const cleaner = openDatabase({ connectionString: serverUrl, poolSize: 1 });
      await cleaner.script(`drop database if exists ${name} with (force)`);
      await cleaner.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One world for the tests of a file: `const town = useTestWorld(); … town.world`. */
export function useTestWorld(options?: Parameters<typeof openTestWorld>[0]): { readonly world: TestWorld } {
  let opened: Awaited<ReturnType<typeof openTestWorld>> | undefined;
  beforeAll(async () => {
    opened = await openTestWorld(options);
  });
  afterAll(async () => {
    await opened?.close();
  });
  return {
    get world() {
      if (!opened) throw new Error('the test world opens in beforeAll');
      return opened.world;
    },
  };
}
