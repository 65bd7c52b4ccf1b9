import { expect, test } from 'vitest';
import { flowStages } from './flow-stages.ts';

type Candidates = Parameters<typeof flowStages>[0]['candidates'];
const candidate = (rank: number, sources: string[]) => ({ rank, sources }) as Candidates[number];

test('three stages by source: found, best by score, shown; a source without anything is left out', () => {
  const { stages, sources } = flowStages({
    sources: [
      { name: 'fresh', candidates: 40, shown: 1 },
      { name: 'item-item', candidates: 90, shown: 3 },
      { name: 'following', candidates: 0, shown: 0 },
    ],
    candidates: [candidate(0, ['item-item', 'fresh']), candidate(3, ['fresh']), candidate(51, ['fresh'])],
  });
  expect(sources).toEqual(['item-item', 'fresh']);
  expect(stages.map(({ key }) => key)).toEqual(['found', 'best', 'shown']);
  expect(stages[1]?.counts).toEqual({ 'item-item': 1, fresh: 1 });
  expect(stages[2]?.counts).toMatchObject({ 'item-item': 3, fresh: 1 });
});
