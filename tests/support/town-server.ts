import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll } from 'vitest';
import { buildApps } from '../../server/src/app/build-apps.ts';
import { compose } from '../../server/src/app/compose.ts';
import { mountMedia } from '../../server/src/app/mount-media.ts';
import { readHeadOf } from '../../server/src/app/read-head.ts';
import { serveApps } from '../../server/src/app/serve-apps.ts';
import { stopProcessing } from '../../server/src/media/index.ts';
import { type Recommender, startRecommender } from '../../server/src/recommender/index.ts';
import { fillTown } from '../../simulator/src/fill-town.ts';
import { type House, openHouse } from './house.ts';
import { runningClock } from './world.ts';

const buildLock = path.join(os.tmpdir(), 'haowu-test-build.lock');
const buildMsMax = 180_000;
const townSeed = 7;

/**
 * What `npm start` serves, in this process: the house of the tests with running readers and sweeps, uploads, media, the
 * three apps and the recommender. `town` fills it with a small town of that many days first.
 */
export async function openTownServer(options: { town?: { days: number; peopleCount: number } } = {}): Promise<House> {
  await buildOnce();
  let recommender: Recommender | undefined;
  const house = await openHouse({
    running: true,
    clock: runningClock(),
    async mount(app, world) {
      await mountMedia(app, world);
      if (options.town)
        await fillTown(world, (provider) => compose({ provider }), {
          seed: townSeed,
          stepsPerDay: 1,
          tell: () => {},
          ...options.town,
        });
      recommender = await startRecommender(world);
      await serveApps(app, world, readHeadOf(world));
    },
  });
  return {
    ...house,
    async close() {
      stopProcessing(house.world);
      await recommender?.stop();
      await house.close();
    },
  };
}

/** One town server for the tests of a file. */
export function useTownServer(options?: Parameters<typeof openTownServer>[0]): { readonly house: House } {
  let opened: House | undefined;
  beforeAll(async () => {
    opened = await openTownServer(options);
  }, buildMsMax);
  afterAll(async () => {
    await opened?.close();
  });
  return {
    get house() {
      if (!opened) throw new Error('the town server opens in beforeAll');
      return opened;
    },
  };
}

/** Builds the apps whose sources changed; two test processes at once would write into the same folder. */
async function buildOnce(): Promise<void> {
  const deadline = Date.now() + buildMsMax;
  for (;;) {
    try {
      closeSync(openSync(buildLock, 'wx'));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // A lock older than any build was left by a process that died.
      const madeAt = statSync(buildLock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - madeAt > buildMsMax) rmSync(buildLock, { force: true });
      if (Date.now() > deadline) throw new Error('the apps are being built elsewhere and it does not end');
      await setTimeout(200);
    }
  }
  try {
    await buildApps(() => {});
  } finally {
    rmSync(buildLock, { force: true });
  }
}
