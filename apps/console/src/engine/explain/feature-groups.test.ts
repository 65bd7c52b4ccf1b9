import { expect, test } from 'vitest';
import { featureGroups } from './feature-groups.ts';

test('features stand in groups in a fixed order, what is new to this page last', () => {
  const groups = featureGroups({
    priceMinor: 5_800,
    viewerWatchOdds: 1.4,
    impressions: 120,
    embeddingNorm: 0.4,
    clicks: 7,
  });
  expect(groups.map(({ name, features }) => [name, features.map(({ key }) => key)])).toEqual([
    ['everybody', ['impressions', 'clicks']],
    ['viewer', ['viewerWatchOdds']],
    ['item', ['priceMinor']],
    ['rest', ['embeddingNorm']],
  ]);
  expect(featureGroups({})).toEqual([]);
});
