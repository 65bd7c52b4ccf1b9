import { expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { signImpression } from '../interactions/index.ts';
import { recordActions } from '../interactions/record-actions.ts';
import { newId } from '../kernel/index.ts';
import { readContributions } from './read-source-contributions.ts';

const town = useTestWorld();

async function show(
  source: string,
  kinds: readonly ('impression' | 'finish' | 'click_goods')[],
  viewerId = newId(),
): Promise<void> {
  const { world } = town;
  const impressionToken = signImpression(world.secret, {
    viewerId,
    itemId: newId(),
    itemKind: 'video',
    surface: 'recommended',
    position: 0,
    requestId: newId(),
    source,
    policyVersion: 'default-1',
    propensity: 1,
    issuedAt: world.clock.now(),
  });
  const occurredAt = world.clock.now().toISOString();
  await recordActions(
    world,
    { viewerId, deviceId: viewerId },
    kinds.map((kind) => ({ impressionToken, kind, occurredAt })),
  );
}

test('each source has its impressions, their share, and what came of them', async () => {
  await show('trending', ['impression', 'finish', 'click_goods']);
  await show('trending', ['impression']);
  await show('trending', ['impression', 'finish']);
  await show('explore', ['impression']);
  const { sources, partial } = await readContributions(town.world, {});
  expect(partial).toBe(false);
  expect(sources).toEqual([
    {
      source: 'trending',
      impressionsCount: 3,
      share: 0.75,
      watchRate: 2 / 3,
      clicksCount: 1,
      paidLinesCount: 0,
      keptLinesCount: 0,
      qualityValue: { amountMinor: 0, currency: 'CNY' },
      qgpm: { amountMinor: 0, currency: 'CNY' },
    },
    expect.objectContaining({ source: 'explore', impressionsCount: 1, share: 0.25, watchRate: 0 }),
  ]);
});

test('other days are not counted, and an impossible period is refused', async () => {
  expect((await readContributions(town.world, { from: '2026-01-01', to: '2026-01-31' })).sources).toEqual([]);
  await expect(readContributions(town.world, { from: '2026-02-01', to: '2026-01-01' })).rejects.toMatchObject({
    code: 'boards.period_backwards',
  });
});
