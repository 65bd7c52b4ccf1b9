import type { World } from '../kernel/index.ts';

/** Longer than any healthy source takes; a page must be out within 300 ms even when several hang. */
export const sourceDeadlineMs = 100;

/** Asks a source that may fail: late or broken, its place is taken by `otherwise`, counted and logged. */
export async function askSource<Result>(
  world: World,
  source: string,
  ask: () => Result | Promise<Result>,
  otherwise: Result,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${sourceDeadlineMs} ms`)), sourceDeadlineMs);
    });
    return await Promise.race([(async () => ask())(), late]);
  } catch (error) {
    world.metrics
      .counter('haowu_feed_source_failures_total', 'Sources of the feed that were skipped', ['source'])
      .inc({ source });
    world.log.warn({ source, err: error }, 'a source of the feed was skipped');
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}
