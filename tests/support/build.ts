import { createProduct, publishProduct, standardCategories, upsertCategories } from '../../server/src/catalog/index.ts';
import { grantRole, insertAccount, signViewerCookie } from '../../server/src/identity/index.ts';
import { newId, sql, type World } from '../../server/src/kernel/index.ts';
import { openShop } from '../../server/src/shops/index.ts';

/** Builders: one true thing each, through the same acts as people, with only what a test cares about named. */
let counter = 0;

export type BuiltAccount = { id: string; cookie: string };

/** An account with a session; `cookie` is the header its browser would send. */
export async function buildAccount(
  world: World,
  options: { nickname?: string; roles?: ('creator' | 'operator')[] } = {},
): Promise<BuiltAccount> {
  const id = newId();
  counter += 1;
  const token = `test-session-${id}`;
  const { sessionHash } = await import('../../server/src/identity/resolve-principal.ts');
  await world.act(async (act) => {
    await insertAccount(
      act,
      { id, nickname: options.nickname ?? `测试用户${counter}`, phone: `138${String(counter).padStart(8, '0')}` },
      act.now,
    );
    for (const role of options.roles ?? []) await grantRole(act, id, role);
    await act.run(sql`
      insert into identity.sessions (token_hash, id, account_id, created_at, expires_at)
      values (${sessionHash(token)}, ${newId()}, ${id}, ${act.now}, ${new Date(world.systemClock.now().getTime() + 365 * 86_400_000)})`);
  });
  return { id, cookie: `haowu_session=${token}; haowu_viewer=${signViewerCookie(world.secret, newId())}` };
}

/** The cookie of a visitor who never signed in. */
export function buildVisitor(world: World): BuiltAccount {
  const id = newId();
  return { id, cookie: `haowu_viewer=${signViewerCookie(world.secret, id)}` };
}

export type BuiltShop = { id: string; owner: BuiltAccount };

export async function buildShop(
  world: World,
  options: { name?: string; dispatchPromiseHours?: number } = {},
): Promise<BuiltShop> {
  const owner = await buildAccount(world);
  const id = newId();
  counter += 1;
  await world.act((act) =>
    openShop(act, {
      id,
      ownerAccountId: owner.id,
      name: options.name ?? `测试小店${counter}`,
      region: '甘肃省定西市',
      dispatchPromiseHours: options.dispatchPromiseHours ?? 48,
    }),
  );
  return { id, owner };
}

export type BuiltProduct = { id: string; shopId: string; skuIds: string[] };

/** A published product; one variant a price. */
export async function buildProduct(
  world: World,
  shopId: string,
  options: { title?: string; pricesMinor?: bigint[]; stock?: number; categoryId?: string } = {},
): Promise<BuiltProduct> {
  const id = newId();
  counter += 1;
  const prices = options.pricesMinor ?? [2_680n];
  const skuIds = prices.map(() => newId());
  await world.act(async (act) => {
    await upsertCategories(act, standardCategories);
    await createProduct(act, id, {
      shopId,
      title: options.title ?? `通渭水蜜桃 ${counter}`,
      categoryId: options.categoryId ?? firstLeaf(),
      images: [
        {
          assetId: newId(),
          url: '/media/test.webp',
          width: 800,
          height: 800,
          thumbhash: null,
          small: { url: '/media/test-small.webp', width: 400, height: 400 },
        },
      ],
      optionNames: ['规格'],
      variants: prices.map((priceMinor, index) => ({
        id: skuIds[index] ?? newId(),
        options: [`规格${index + 1}`],
        priceMinor,
        strikeMinor: null,
        stock: options.stock ?? 100,
      })),
    });
    const product = await publishProduct(act, id, [shopId]);
    if (product.state !== 'published')
      throw new Error(`the product was not published: ${JSON.stringify(product.stateReasons)}`);
  });
  return { id, shopId, skuIds };
}

function firstLeaf(): string {
  let node = standardCategories[0];
  while (node?.children?.[0]) node = node.children[0];
  if (!node) throw new Error('there are no categories');
  return node.id;
}

export const address = {
  name: '张三',
  phone: '13800138000',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  detail: '文一西路969号',
};
