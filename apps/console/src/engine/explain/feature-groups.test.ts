import { expect, test } from 'vitest';
import { featureGroups } from './feature-groups.ts';

test('features are grouped by the first part of their name, what has none stands last', () => {
  expect(featureGroups({ age: 3, 'item.impressions': 120, 'viewer.touches': 4, 'item.clicks': 7 })).toEqual([
    {
      name: 'item',
      features: [
        { key: 'item.impressions', name: 'impressions', value: 120 },
        { key: 'item.clicks', name: 'clicks', value: 7 },
      ],
    },
    { name: 'viewer', features: [{ key: 'viewer.touches', name: 'touches', value: 4 }] },
    { name: '', features: [{ key: 'age', name: 'age', value: 3 }] },
  ]);
  expect(featureGroups({})).toEqual([]);
});
