import { randomUUID } from 'node:crypto';
import type { World } from '../../kernel/index.ts';
import { type CheckClaim, claimCheck, finishCheck, keepCheck, releaseCheck } from './check-store.ts';
import { estimateFromLog } from './estimate-from-log.ts';
import { runSimulation, SimulationFailed } from './run-simulation.ts';

const reportEveryMs = 1_000;
const attemptsMax = 3;
const stops = new WeakMap<World, AbortController>();

function stopOf(world: World): AbortController {
  const known = stops.get(world) ?? new AbortController();
  stops.set(world, known);
  return known;
}

/** Ends a running check of this process; it goes back into the queue. For a clean stop. */
export function stopChecks(world: World): void {
  stopOf(world).abort();
}

/** Runs the oldest check that waits, under a lease that is renewed. @returns whether there was one. */
export async function runNextCheck(world: World): Promise<boolean> {
  const stop = stopOf(world).signal;
  if (stop.aborted) return false;
  const claim = await claimCheck(world.database, randomUUID());
  if (!claim) return false;
  if (claim.attempts > attemptsMax) {
    await finish(world, claim, { failure: `It was given up after ${attemptsMax} attempts.` });
    return true;
  }
  const lost = new AbortController();
  let progress = 0;
  const timer = setInterval(() => {
    keepCheck(world.database, claim, progress).then(
      (kept) => {
        if (!kept) lost.abort();
      },
      (error: unknown) => world.log.warn({ err: error, checkId: claim.id }, 'a lease could not be renewed'),
    );
  }, reportEveryMs);
  try {
    const result = await run(world, claim, {
      onProgress: (value) => {
        progress = value;
      },
      signal: AbortSignal.any([lost.signal, stop]),
    });
    await finish(world, claim, { result });
  } catch (error) {
    if (stop.aborted) {
      await releaseCheck(world.database, claim);
    } else if (!lost.signal.aborted) {
      world.log.warn({ err: error, checkId: claim.id }, 'a check of a policy failed');
      const failure = error instanceof SimulationFailed ? error.message : 'It failed on our side; ask again.';
      await finish(world, claim, { failure });
    }
  } finally {
    clearInterval(timer);
  }
  return true;
}

function run(
  world: World,
  { kind, draft, published, settings }: CheckClaim,
  options: { onProgress(progress: number): void; signal: AbortSignal },
): Promise<unknown> {
  if (kind === 'off_policy') return estimateFromLog(world, { draft, published }, settings.days);
  return runSimulation({ draft, published }, { days: settings.days, seeds: settings.seeds ?? 2 }, options);
}

function finish(world: World, claim: CheckClaim, outcome: { result: unknown } | { failure: string }): Promise<void> {
  return finishCheck(world.database, claim, outcome, world.businessClock.now());
}
