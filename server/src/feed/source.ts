import type { World } from '../kernel/index.ts';

/**
 * Asks a source that may fail: late or broken, its place is taken by `otherwise`, counted and logged. Late is later than
 * `feedSourceDeadlineMs`: longer than any healthy source takes, so that a page is out within 300 ms even when several hang.
 */
export async function askSource<Result>(
  world: World,
  source: string,
  ask: () => Result | Promise<Result>,
  otherwise: Result,
): Promise<Result> {
  const { feedSourceDeadlineMs } = world.config;
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${feedSourceDeadlineMs} ms`)), feedSourceDeadlineMs);
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
