import type { z } from 'zod';
import { type Act, dayMs, type World } from '../kernel/index.ts';
import { hasDueLines } from '../quality/index.ts';
import type { advanceClock as advanceContract, readClock as readContract } from './contract.ts';
import { clockFixed } from './errors.ts';

/** How long nothing must happen after an advance before its due work counts as done, milliseconds of the wall clock. */
const quietMs = 2_000;
type Watch = { handled: number; changedAt: number };
const watches = new WeakMap<World, Watch>();

/** Business time, whether it may be moved by hand, and whether the last move is still being worked on. */
export async function readClock(world: World): Promise<z.input<(typeof readContract)['answer']>> {
  await world.businessClock.refresh();
  return {
    now: world.businessClock.now().toISOString(),
    offsetMs: world.businessClock.offsetMs(),
    mayAdvance: world.config.mode === 'demo',
    working: await isWorking(world),
  };
}

/** Moves business time forward and wakes everything that waits for a deadline. @throws Problem `boards.clock_fixed`. */
export async function advanceClock(act: Act, days: number): Promise<z.input<(typeof advanceContract)['answer']>> {
  const { world } = act;
  if (world.config.mode !== 'demo') throw clockFixed();
  const now = await world.businessClock.advance(days * dayMs);
  watches.set(world, { handled: await handledCount(world), changedAt: performance.now() });
  act.afterCommit(() => world.wake());
  return { now: now.toISOString(), offsetMs: world.businessClock.offsetMs() };
}

/** Work of an advance goes on while lines are due, or facts and due rows were handled a moment ago. */
async function isWorking(world: World): Promise<boolean> {
  if (await hasDueLines(world.database, world.businessClock.now())) return true;
  const watch = watches.get(world);
  if (!watch) return false;
  const handled = await handledCount(world);
  const now = performance.now();
  if (handled !== watch.handled) watches.set(world, { handled, changedAt: now });
  else if (now - watch.changedAt > quietMs) watches.delete(world);
  return watches.has(world);
}

/** Facts and due rows this process has handled since it started. */
async function handledCount(world: World): Promise<number> {
  const [facts, rows] = await Promise.all([world.metrics.factsHandled.get(), world.metrics.sweptRows.get()]);
  return [...facts.values, ...rows.values].reduce((sum, each) => sum + each.value, 0);
}
