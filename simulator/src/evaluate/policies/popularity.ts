import type { Engine, ScoredCandidate } from '@haowu/interest-engine';
import type { Ranker } from '../serve-day.ts';
import { dayMs } from '../town-state.ts';

const halfLifeMs = 7 * dayMs * Math.LN2;

/** What everybody does, each act fading with a time constant of seven days: the same list for all. */
export function popularity(engine: Engine): Ranker {
  const sums: number[] = [];
  const times: number[] = [];
  const read = (index: number, at: number): number =>
    (sums[index] ?? 0) * 2 ** (-Math.max(0, at - (times[index] ?? at)) / halfLifeMs);
  let scored: readonly ScoredCandidate[] = [];
  return {
    scored: () => scored,
    page(request) {
      const asked = { ...request, personalised: false };
      scored = engine
        .score(engine.retrieve(asked), asked)
        .map((candidate) => candidate.withScore(read(Number(candidate.itemId.slice(1)), request.at)));
      return engine.mix(scored, asked);
    },
    saw(clip, reaction, at) {
      const engaged = reaction.acts.some((act) => act === 'like' || act === 'favourite' || act === 'share');
      const acts =
        Number(reaction.watched) + 2 * Number(engaged) + 2 * Number(reaction.clicked) + 4 * Number(reaction.buys);
      if (acts === 0) return;
      sums[clip.index] = read(clip.index, at) + acts;
      times[clip.index] = at;
    },
  };
}
