import type { Policy } from '@haowu/interest-engine';
import { seenPages } from '../../interactions/index.ts';
import type { World } from '../../kernel/index.ts';
import { builtInPolicy } from './built-in.ts';
import { effectiveSampleMin } from './judge-log.ts';
import type { LogAnswer } from './log-answer.ts';
import { selectServedVersions } from './store.ts';

/**
 * Why the log holds no drawn place: how many pages were seen, and about how many it takes. Only pages this server ranked
 * count; a town's made-up history names no policy of ours and drew nothing.
 */
export async function explainNoSlots(
  world: World,
  { exploration }: Policy,
  period: { from: Date; to: Date },
): Promise<LogAnswer> {
  const { uniformShare, uniformPool } = exploration;
  const nothing = { effectiveSample: 0, meanWeight: 0, estimates: [] };
  if (uniformShare === 0) {
    return {
      ...nothing,
      refusal: {
        code: 'no_draws',
        params: {},
        detail:
          'The policy in force draws no places evenly: its exploration.uniformShare is 0. Publish a version with a share above 0, or simulate.',
      },
    };
  }
  const pages = await seenPages(
    world.database,
    period,
    await selectServedVersions(world.database, builtInPolicy(world)),
  );
  // A draft would show one item of each pool, so about one draw in `uniformPool` speaks for it.
  const sharePercent = Math.round(uniformShare * 10_000) / 100;
  const pagesNeeded = Math.ceil((effectiveSampleMin * uniformPool) / uniformShare);
  return {
    ...nothing,
    refusal: {
      code: 'no_slots',
      params: { pages, pagesNeeded, sharePercent, pool: uniformPool, needed: effectiveSampleMin },
      detail: `${pages} pages were seen in this period and none of their evenly drawn places. About ${sharePercent}% of pages have one; an estimate takes about ${pagesNeeded} pages. Simulate until then.`,
    },
  };
}
