/** Features of a candidate in groups a person can take in: what everybody did, this viewer, the item itself. Pure. */
export type FeatureGroup = {
  readonly name: 'everybody' | 'viewer' | 'item' | 'rest';
  readonly features: readonly { readonly key: string; readonly value: number }[];
};

const everybody = new Set([
  'impressions',
  'watches',
  'engagements',
  'clicks',
  'buys',
  'settled',
  'kept',
  'deducted',
  'harm',
  'trend',
]);
const item = new Set(['ageDays', 'priceMinor']);

function groupOf(key: string): FeatureGroup['name'] {
  if (everybody.has(key) || key.startsWith('public')) return 'everybody';
  if (item.has(key)) return 'item';
  return key.startsWith('viewer') || key.startsWith('interest') ? 'viewer' : 'rest';
}

/** Empty groups are left out; within a group features keep their order. */
export function featureGroups(features: Readonly<Record<string, number>>): FeatureGroup[] {
  const entries = Object.entries(features).map(([key, value]) => ({ key, value }));
  return (['everybody', 'viewer', 'item', 'rest'] as const)
    .map((name) => ({ name, features: entries.filter(({ key }) => groupOf(key) === name) }))
    .filter((group) => group.features.length > 0);
}
