import { expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { insertAccount, shopStaff } from '../identity/index.ts';
import { dayMs, newId, runDueWork } from '../kernel/index.ts';
import { openShop, shopCards, shopsById, shopsChangedSince, sweeps, updateShop } from './index.ts';

const town = useTestWorld();

async function owner(): Promise<string> {
  const id = newId();
  await insertAccount(town.world.database, { id, nickname: 'owner' }, town.world.businessClock.now());
  return id;
}

test('opening a shop makes its owner a member, and the name copy follows a rename', async () => {
  const { world } = town;
  const accountId = await owner();
  const shop = await world.act((act) =>
    openShop(act, { id: newId(), ownerAccountId: accountId, name: '云上茶坊', region: '云南省 普洱市' }),
  );
  expect(await shopStaff(world.database, [shop.id])).toEqual([{ accountId, shopId: shop.id, role: 'owner' }]);
  await world.act((act) => updateShop(act, shop.id, { name: '云上老茶坊' }));
  const read = (await shopsById(world.database, [shop.id])).get(shop.id);
  expect(read).toMatchObject({ name: '云上老茶坊', region: '云南省 普洱市', ownerAccountId: accountId });
});

test('of ten people who take one name at once, one gets it', async () => {
  const { world } = town;
  const owners = await Promise.all(Array.from({ length: 10 }, owner));
  const results = await Promise.allSettled(
    owners.map((ownerAccountId) =>
      world.act((act) => openShop(act, { id: newId(), ownerAccountId, name: '同名小店' })),
    ),
  );
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(9);
  for (const result of refused) expect(result.reason).toMatchObject({ code: 'shops.name_taken' });
});

test('a new shop stops being new after 90 days of business time', async () => {
  const { world } = town;
  const accountId = await owner();
  const shop = await world.act((act) => openShop(act, { id: newId(), ownerAccountId: accountId, name: '新店' }));
  await runDueWork(world, sweeps);
  expect((await shopCards(world.database, [shop.id])).get(shop.id)?.badges).toEqual(['new_shop']);
  await world.businessClock.advance(91 * dayMs);
  await runDueWork(world, sweeps);
  expect((await shopCards(world.database, [shop.id])).get(shop.id)?.badges).toEqual([]);
});

test('a change that commits late is still seen by whoever asks what changed', async () => {
  const { world } = town;
  const accountId = await owner();
  const shop = await world.act((act) => openShop(act, { id: newId(), ownerAccountId: accountId, name: '慢提交' }));
  const { snapshot } = await shopsChangedSince(world.database, '0');
  let between = '';
  await world.act(async (act) => {
    await updateShop(act, shop.id, { description: '晚到的改动' });
    const seen = await shopsChangedSince(world.database, snapshot);
    expect(seen.shops.map((each) => each.description)).not.toContain('晚到的改动');
    between = seen.snapshot;
  });
  const after = await shopsChangedSince(world.database, between);
  expect(after.shops.find((each) => each.id === shop.id)?.description).toBe('晚到的改动');
});
