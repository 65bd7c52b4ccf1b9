import { createHash } from 'node:crypto';
import { createProduct, publishProduct, standardCategories, upsertCategories } from '../../server/src/catalog/index.ts';
import { createVideo, publishVideo } from '../../server/src/content/index.ts';
import {
  demoPassword,
  grantRole,
  hashPassword,
  insertAccount,
  insertAddress,
  joinShop,
  setAvatarUrl,
} from '../../server/src/identity/index.ts';
import { dayMs, newId, type World } from '../../server/src/kernel/index.ts';
import { adoptAsset, assetsById } from '../../server/src/media/index.ts';
import { insertPromotion, upsertFreightRule } from '../../server/src/pricing/index.ts';
import { openShop } from '../../server/src/shops/index.ts';
import * as data from '../town/index.ts';
import { makePeople } from './people.ts';
import type { Random } from './random.ts';
import type { Town, TownCreator, TownProduct, TownShop, TownVideo } from './town.ts';

const subjectTypes: Record<
  data.SubjectType,
  'flagship' | 'franchise' | 'enterprise' | 'individual_business' | 'individual' | 'cooperative' | 'department_store'
> = {
  flagship: 'flagship',
  franchise: 'franchise',
  enterprise: 'enterprise',
  'household-business': 'individual_business',
  personal: 'individual',
  cooperative: 'cooperative',
  'department-store': 'department_store',
};

/** Ids that stay the same for the same slug: links of the demo town survive a reset. */
export function townId(kind: string, slug: string): string {
  const hex = createHash('sha256').update(`haowu-town:${kind}:${slug}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Shops, creators, goods, people: everybody opens, lists and registers through the acts of the platform. */
export async function foundTown(
  town: Pick<Town, 'world' | 'composition' | 'random'>,
  peopleCount: number,
): Promise<Town> {
  const { world, random } = town;
  const passwordHash = await hashPassword(demoPassword);
  await world.act((act) => upsertCategories(act, standardCategories));
  const operatorId = await addDemoAccounts(world, passwordHash);
  const creators = await addCreators(world, passwordHash);
  const shops = await openShops(world, creators);
  const products: TownProduct[] = [];
  for (const shop of shops) products.push(...(await stockShop(world, shop)));
  for (const shop of shops) await offerPromotions(world, shop, products, random.fork('promotions'));
  const people = makePeople(random.fork('people'), peopleCount, newId);
  // The viewer a visitor signs in as lives here too, so that orders, notices and interests have something to show.
  const [first] = people;
  if (first)
    people[0] = {
      ...first,
      id: townId('account', 'viewer'),
      nickname: '小满',
      phone: '13800000001',
      activity: 0.9,
      spending: 1,
    };
  await world.act(async (act) => {
    for (const person of people.slice(1))
      await insertAccount(act, { id: person.id, nickname: person.nickname, phone: person.phone, demo: true }, act.now);
  });
  return { ...town, operatorId, creators, shops, products, people, videos: [] };
}

async function addDemoAccounts(world: World, passwordHash: string): Promise<string> {
  const operatorId = townId('account', 'operator');
  const viewerId = townId('account', 'viewer');
  await world.act(async (act) => {
    await insertAccount(
      act,
      {
        id: viewerId,
        nickname: '小满',
        phone: '13800000001',
        email: 'viewer@haowu.example',
        passwordHash,
        demo: true,
        bio: '周末爱做饭',
      },
      act.now,
    );
    await insertAccount(
      act,
      {
        id: operatorId,
        nickname: '运营值班',
        phone: '13800000004',
        email: 'operator@haowu.example',
        passwordHash,
        demo: true,
      },
      new Date(act.now.getTime() + 3),
    );
    await grantRole(act, operatorId, 'operator');
    await insertAddress(
      act,
      viewerId,
      {
        id: newId(),
        name: '小满',
        phone: '13800000001',
        province: '浙江省',
        city: '杭州市',
        district: '西湖区',
        detail: '梧桐里 3 单元 501',
      },
      true,
      act.now,
    );
  });
  return operatorId;
}

async function addCreators(world: World, passwordHash: string): Promise<TownCreator[]> {
  const creators: TownCreator[] = [];
  for (const [index, creator] of data.creators.entries()) {
    const id = townId('creator', creator.slug);
    // The first independent creator, and the first who speaks for the first shop, are the ones to sign in as.
    const isDemoLogin = creator.slug === data.creators.find((each) => each.shop === null)?.slug;
    const isMerchantLogin = creator.slug === data.creators.find((each) => each.shop === data.shops[0]?.slug)?.slug;
    await world.act(async (act) => {
      await insertAccount(
        act,
        {
          id,
          nickname: creator.handle,
          bio: creator.bio.zh,
          demo: true,
          ...(isDemoLogin
            ? { phone: '13800000002', email: 'creator@haowu.example', passwordHash }
            : isMerchantLogin
              ? { phone: '13800000003', email: 'merchant@haowu.example', passwordHash }
              : { phone: `137${String(10_000_000 + index)}` }),
        },
        new Date(act.now.getTime() + 1),
      );
      await grantRole(act, id, 'creator');
      const assetId = townId('avatar', creator.slug);
      await adoptAsset(act, {
        id: assetId,
        ownerId: id,
        kind: 'image',
        renditions: [{ path: data.assetPath(creator.avatar), width: 256, height: 256 }],
        thumbhash: null,
      });
      const avatar = (await assetsById(act, [assetId])).get(assetId)?.sources[0]?.url;
      if (avatar) await setAvatarUrl(act, id, avatar);
    });
    creators.push({ id, data: creator });
  }
  return creators;
}

async function openShops(world: World, creators: readonly TownCreator[]): Promise<TownShop[]> {
  const shops: TownShop[] = [];
  for (const [index, shop] of data.shops.entries()) {
    const id = townId('shop', shop.slug);
    const ownerId = townId('owner', shop.slug);
    await world.act(async (act) => {
      const login = { phone: `136${String(10_000_000 + index)}` };
      await insertAccount(
        act,
        { id: ownerId, nickname: `${shop.name.zh}店长`, demo: true, ...login },
        new Date(act.now.getTime() + 2),
      );
      const assetId = townId('logo', shop.slug);
      await adoptAsset(act, {
        id: assetId,
        ownerId,
        kind: 'image',
        renditions: [{ path: data.assetPath(shop.logo), width: 256, height: 256 }],
        thumbhash: null,
      });
      const logoUrl = (await assetsById(act, [assetId])).get(assetId)?.sources[0]?.url ?? null;
      await openShop(act, {
        id,
        ownerAccountId: ownerId,
        name: shop.name.zh,
        description: shop.description.zh,
        subjectType: shop.kind === 'heritage-craft' ? 'craft_workshop' : subjectTypes[shop.subjectType],
        region: `${shop.region.province}${shop.region.city}${shop.region.county}`,
        logoUrl,
        badges: [
          ...(shop.region.designation ? (['designated_county', 'origin_verified'] as const) : []),
          ...(shop.kind === 'heritage-craft' ? (['heritage_craft'] as const) : []),
          ...(shop.kind === 'brand' ? (['brand'] as const) : []),
        ],
        dispatchPromiseHours: shop.dispatchPromiseHours,
      });
      if (logoUrl) await setAvatarUrl(act, ownerId, logoUrl);
      for (const creator of creators)
        if (creator.data.shop === shop.slug) await joinShop(act, creator.id, { id, name: shop.name.zh }, 'staff');
    });
    shops.push({ id, data: shop, ownerId });
  }
  return shops;
}

async function stockShop(world: World, shop: TownShop): Promise<TownProduct[]> {
  const stocked: TownProduct[] = [];
  const listed = data.products.filter((product) => product.shop === shop.data.slug);
  for (const product of listed) {
    const id = townId('product', product.slug);
    const skus = product.variants.map((variant) => ({
      id: townId('sku', `${product.slug}/${variant.slug}`),
      priceMinor: variant.priceMinor,
    }));
    await world.act(async (act) => {
      const images = [];
      for (const picture of product.pictures) {
        const assetId = townId('picture', picture);
        await adoptAsset(act, {
          id: assetId,
          ownerId: shop.ownerId,
          kind: 'image',
          renditions: [{ path: data.assetPath(picture), width: 800, height: 800 }],
          thumbhash: null,
        });
        const url = (await assetsById(act, [assetId])).get(assetId)?.sources[0]?.url;
        if (url)
          images.push({
            assetId,
            url,
            width: 800,
            height: 800,
            thumbhash: null,
            small: { url, width: 800, height: 800 },
          });
      }
      const fields = {
        shopId: shop.id,
        title: product.title.zh,
        titleEn: product.title.en,
        description: product.description.zh,
        categoryId: product.category,
        origin: product.origin.zh,
        tags: tagWords(product.tags),
        images,
        optionNames: product.options.length > 0 ? product.options.map((option) => option.name.zh) : [],
        variants: product.variants.map((variant, index) => ({
          id: skus[index]?.id ?? newId(),
          options: variant.choice.map((value, option) => product.options[option]?.values[value]?.zh ?? ''),
          priceMinor: BigInt(variant.priceMinor),
          strikeMinor: variant.strikePriceMinor ? BigInt(variant.strikePriceMinor) : null,
          stock: variant.stock,
        })),
        dispatchPromiseHours: product.dispatchPromiseHours,
        heritageCraft: product.category === 'heritage-craft',
      };
      await createProduct(act, id, fields);
      const after = await publishProduct(act, id, [shop.id]);
      if (after.state !== 'published')
        throw new Error(`${product.slug} was not published: ${JSON.stringify(after.stateReasons)}`);
    }, shop.ownerId);
    stocked.push({ id, data: product, shop, skus });
  }
  return stocked;
}

/** Tags as people read them; the platform's content is written in Chinese first. */
export function tagWords(tags: data.Product['tags']): string[] {
  return [
    ...tags.interest.map((slug) => data.tags.interest[slug]?.zh ?? slug),
    ...tags.scene.map((slug) => data.tags.scene[slug]?.zh ?? slug),
    ...tags.mood.map((slug) => data.tags.mood[slug]?.zh ?? slug),
  ];
}

async function offerPromotions(
  world: World,
  shop: TownShop,
  products: readonly TownProduct[],
  random: Random,
): Promise<void> {
  const mine = products.filter((product) => product.shop === shop);
  const startsAt = world.businessClock.now();
  const endsAt = new Date(startsAt.getTime() + 400 * dayMs);
  await world.act(async (act) => {
    const base = {
      shopId: shop.id,
      productIds: null,
      percentOffBp: null,
      amountOffMinor: null,
      thresholdMinor: null,
      startsAt,
      endsAt,
    };
    if (random.chance(0.6))
      await insertPromotion(act, {
        ...base,
        id: newId(),
        kind: 'new_customer',
        amountOffMinor: 300n,
        thresholdMinor: 2_900n,
      });
    if (random.chance(0.6))
      await insertPromotion(act, {
        ...base,
        id: newId(),
        kind: 'threshold',
        amountOffMinor: 1_000n,
        thresholdMinor: 9_900n,
      });
    if (random.chance(0.5)) {
      const chosen = mine.filter(() => random.chance(0.3)).map((product) => product.id);
      if (chosen.length > 0)
        await insertPromotion(act, { ...base, id: newId(), kind: 'direct', productIds: chosen, percentOffBp: 1_000 });
    }
    if (random.chance(0.4))
      await upsertFreightRule(act, { shopId: shop.id, freightMinor: 600n, freeFromMinor: 3_900n });
  }, shop.ownerId);
}

/** Publishes a clip on its day, as its author would: adopted, described, goods at their moments, reviewed. */
export async function publishClip(town: Town, clip: data.Video): Promise<TownVideo> {
  const { world } = town;
  const author = town.creators.find((creator) => creator.data.slug === clip.author);
  const file = data.clipFiles.find((each) => each.video === clip.slug);
  if (!author || !file) throw new Error(`clip ${clip.slug} without author or file`);
  const goods = clip.products.flatMap(({ product, atMs }) => {
    const found = town.products.find((each) => each.data.slug === product);
    return found ? [{ product: found, momentMs: atMs }] : [];
  });
  const id = townId('video', clip.slug);
  const assetId = townId('clip', clip.slug);
  const shop = town.shops.find((each) => each.data.slug === author.data.shop);
  await world.act(async (act) => {
    await adoptAsset(act, {
      id: assetId,
      ownerId: author.id,
      kind: 'video',
      renditions: [{ path: data.assetPath(file.file), width: file.width, height: file.height }],
      posterPath: data.assetPath(file.posterFile),
      captions: [
        { locale: 'zh-CN', path: data.assetPath(file.captionFiles.zh) },
        { locale: 'en', path: data.assetPath(file.captionFiles.en) },
      ],
      durationMs: file.durationMs,
      thumbhash: file.thumbhash,
    });
    await createVideo(act, {
      id,
      authorId: author.id,
      authorShopIds: shop ? [shop.id] : [],
      assetId,
      title: clip.title.zh,
      caption: clip.captions.map((line) => line.text.zh).join(' '),
      categoryId: clip.category,
      tags: tagWords(clip.tags).slice(0, 8),
      shopId: shop?.id ?? null,
      goods: goods.map(({ product, momentMs }) => ({ productId: product.id, momentMs })),
      synthetic: clip.synthetic,
    });
    const after = await publishVideo(act, id, author.id);
    if (after.state !== 'published')
      throw new Error(`${clip.slug} was not published: ${JSON.stringify(after.stateReasons)}`);
  }, author.id);
  return { id, data: clip, author, goods: goods.map(({ product }) => product), publishedAt: world.businessClock.now() };
}
