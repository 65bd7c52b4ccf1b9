import { minuteMs, type World } from '../kernel/index.ts';

/** A fast thumb makes four actions a second; more than this in a minute is a script. */
export const actionsPerMinuteMax = 300;
const viewersMax = 50_000;

const windows = new WeakMap<World, Map<string, { startedAt: number; taken: number }>>();

/** @returns how many of the wanted actions the viewer may still record in this minute, in this process. */
export function takeFromFlood(world: World, viewerId: string, wanted: number): number {
  let known = windows.get(world);
  if (!known) {
    known = new Map();
    windows.set(world, known);
  }
  const now = world.systemClock.now().getTime();
  let window = known.get(viewerId);
  if (!window || now - window.startedAt >= minuteMs) {
    if (known.size >= viewersMax) known.clear();
    window = { startedAt: now, taken: 0 };
    known.set(viewerId, window);
  }
  const granted = Math.min(wanted, Math.max(0, actionsPerMinuteMax - window.taken));
  window.taken += granted;
  return granted;
}
