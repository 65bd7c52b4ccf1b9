import type { Schemas } from '@haowu/api-client';
import type { FlowStage } from './flow.ts';

type Explanation = Pick<Schemas['FeedExplanation'], 'sources' | 'candidates'>;

/** How many of the best scores make the middle stage. */
const topCount = 50;

/**
 * Three stages by source: what each source put forward, the best fifty by score, what was shown. An item several sources
 * found counts for each in the first stage and for its first source after that. Sources by how much they found.
 */
export function flowStages({ sources, candidates }: Explanation): { stages: FlowStage[]; sources: string[] } {
  const top: Record<string, number> = {};
  for (const candidate of candidates) {
    const source = candidate.sources[0];
    if (candidate.rank < topCount && source) top[source] = (top[source] ?? 0) + 1;
  }
  const found = Object.fromEntries(sources.map(({ name, candidates: count }) => [name, count]));
  const shown = Object.fromEntries(sources.map(({ name, shown: count }) => [name, count]));
  const names = [...new Set([...sources.map(({ name }) => name), ...Object.keys(top)])]
    .filter((name) => (found[name] ?? 0) + (top[name] ?? 0) + (shown[name] ?? 0) > 0)
    .sort((a, b) => (found[b] ?? 0) - (found[a] ?? 0) || a.localeCompare(b));
  return {
    sources: names,
    stages: [
      { key: 'found', counts: found },
      { key: 'best', counts: top },
      { key: 'shown', counts: shown },
    ],
  };
}
