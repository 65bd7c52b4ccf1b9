import { mix32, purposes } from './draws.ts';
import { addProduct } from './sellers.ts';
import {
  type Clip,
  type Creator,
  dayMs,
  type Listener,
  type Product,
  type Shop,
  type Town,
  timeOf,
} from './town-state.ts';

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

export function makeCreators(town: Town): void {
  const { world, draws } = town;
  for (let index = 0; index < world.creators.count; index++) {
    const categories = [0, 1, 2].map((each) =>
      Math.floor(draws.unit(purposes.creatorHome, index, each) * world.categories.length),
    );
    town.creators.push({
      index,
      id: `ac${index}`,
      key: mix32(index, 0x5eed),
      skill: clamp(0.5 + 0.2 * draws.normal(purposes.creatorSkill, index)),
      categories: [...new Set(categories)],
      clipsMade: 0,
    });
  }
}

interface Plan {
  readonly authorId: string;
  readonly key: number;
  readonly category: number;
  readonly product: Product | null;
  readonly skill: number;
  readonly at: number;
  /** Copied from what was seen most, or made up. */
  readonly like?: Clip;
}

function publish(town: Town, listener: Listener, plan: Plan): Clip {
  const { draws, world } = town;
  const { key, category, product, like } = plan;
  const tagCount = world.creators.tagsPerCategory;
  const own = product?.tags ?? [0, 1].map((each) => Math.floor(draws.unit(purposes.clipTags, key, each) * tagCount));
  const hook = clamp(0.5 + 0.2 * draws.normal(purposes.clipHook, key));
  const index = town.clips.length;
  const clip: Clip = {
    index,
    id: `v${index}`,
    key,
    authorId: plan.authorId,
    category,
    tags: like?.tags ?? own,
    product: product?.index ?? -1,
    shop: product?.shop ?? -1,
    skill: plan.skill,
    hook: like ? Math.max(hook, 0.95 * like.hook) : hook,
    durationMs: 1_000 * Math.round(8 + 40 * draws.unit(purposes.clipDuration, key) ** 2),
    publishedAt: plan.at,
    shown: true,
    views: 0,
  };
  town.clips.push(clip);
  if (product) town.clipsOfProduct.get(product.index)!.push(index);
  listener.clipChanged(clip);
  return clip;
}

/** A whole number with the given mean, by one draw. */
function countOf(town: Town, mean: number, key: number, week: number): number {
  return Math.floor(mean) + (town.draws.unit(purposes.clip, key, week) < mean % 1 ? 1 : 0);
}

/** What was there on the first day, published over the three weeks before it. */
export function makeFirstClips(town: Town, listener: Listener): void {
  const { clipsAtStart, sellerClipsAtStart } = town.world.creators;
  const before = (key: number): number => timeOf(-0.5 - 20 * town.draws.unit(purposes.clipDay, key));
  for (const creator of town.creators) {
    for (let each = countOf(town, clipsAtStart, creator.key, -1); each > 0; each--) {
      makeCreatorClip(town, listener, creator, before, [], null);
    }
  }
  for (const shop of town.shops.slice()) {
    for (let each = countOf(town, sellerClipsAtStart, shop.key, -1); each > 0; each--)
      makeShopClip(town, listener, shop, before, []);
  }
}

/** A day of new content: creators make what paid, sellers show their goods, and the bad ones copy what was seen most. */
export function makeContent(town: Town, listener: Listener, day: number): void {
  const { creators } = town.world;
  const week = Math.floor(day / 7);
  const isTurn = (key: number): boolean => Math.floor(7 * town.draws.unit(purposes.clipDay, key, week)) === day % 7;
  // Made over the evening before: all of it is there when the day begins.
  const before = (key: number): number =>
    Math.floor(timeOf(day) - 0.2 * dayMs * town.draws.unit(purposes.clipDay, key));
  const top = mostSeen(town);
  const market = goodsByCategory(town);
  for (const creator of town.creators) {
    if (!isTurn(creator.key)) continue;
    for (let each = countOf(town, creators.clipsPerWeek, creator.key, week); each > 0; each--) {
      makeCreatorClip(town, listener, creator, before, top, market);
    }
  }
  for (const shop of town.shops.slice()) {
    if (!shop.open || !isTurn(shop.key)) continue;
    for (let each = countOf(town, creators.sellerClipsPerWeek, shop.key, week); each > 0; each--) {
      makeShopClip(town, listener, shop, before, top);
    }
  }
}

/** Once a week, after everybody has looked at it: what was seen and sold begins to be forgotten. */
export function forgetOldNews(town: Town): void {
  for (const clip of town.clips) clip.views *= 0.3;
  for (const product of town.products) product.sold *= 0.5;
}

/** A newcomer starts with two clips of his own. */
export function introduceShop(town: Town, listener: Listener, shop: Shop, day: number): void {
  for (let each = 0; each < 2; each++) makeShopClip(town, listener, shop, () => timeOf(day), []);
}

const mostSeen = (town: Town): Clip[] =>
  town.clips
    .filter((clip) => clip.shown && clip.views > 0)
    .sort((a, b) => b.views - a.views || a.index - b.index)
    .slice(0, 40);

function goodsByCategory(town: Town): Product[][] {
  const market: Product[][] = town.world.categories.map(() => []);
  for (const product of town.products) if (product.onSale) market[product.category]!.push(product);
  return market;
}

function makeCreatorClip(
  town: Town,
  listener: Listener,
  creator: Creator,
  at: (key: number) => number,
  top: readonly Clip[],
  known: Product[][] | null,
): void {
  const { draws, world } = town;
  const market = known ?? goodsByCategory(town);
  const key = mix32(creator.key, creator.clipsMade++);
  const sells = draws.unit(purposes.clipGoods, key) < world.creators.goodsShare;
  const goods = creator.categories.flatMap((category) => market[category]!);
  const skill = clamp(creator.skill + 0.1 * draws.normal(purposes.creatorSkill, key, 1));
  if (sells && goods.length > 0) {
    const product = choosePaying(town, goods, draws.unit(purposes.clipPick, key), top.length > 0);
    publish(town, listener, { authorId: creator.id, key, category: product.category, product, skill, at: at(key) });
    return;
  }
  const category = creator.categories[Math.floor(draws.unit(purposes.clipPick, key) * creator.categories.length)]!;
  publish(town, listener, { authorId: creator.id, key, category, product: null, skill, at: at(key) });
}

/** Creators see what sold and stayed sold lately, and choose among it; nobody sees hidden quality. */
function choosePaying(town: Town, goods: readonly Product[], unit: number, isRunning: boolean): Product {
  const eager = isRunning ? town.world.creators.followsMoney : 0;
  const weightOf = (product: Product): number => 1 + eager * Math.max(0, product.sold / 10_000);
  let total = 0;
  for (const product of goods) total += weightOf(product);
  let point = unit * total;
  for (const product of goods) {
    point -= weightOf(product);
    if (point < 0) return product;
  }
  return goods[goods.length - 1]!;
}

function makeShopClip(
  town: Town,
  listener: Listener,
  shop: Shop,
  at: (key: number) => number,
  top: readonly Clip[],
): void {
  const { draws, world } = town;
  const key = mix32(shop.key, 40_000 + shop.clipsMade++);
  const skill = clamp(0.42 + 0.15 * draws.normal(purposes.creatorSkill, key, 2));
  const copies = top.length > 0 && draws.unit(purposes.copy, key) < world.sellers.kinds[shop.kind].copies;
  const like = copies ? top[Math.floor(draws.unit(purposes.copy, key, 1) * top.length)] : undefined;
  const product = like
    ? goodsLike(town, listener, shop, like)
    : town.products[shop.products[Math.floor(draws.unit(purposes.clipPick, key) * shop.products.length)]!]!;
  const plan = { authorId: shop.authorId, key, category: product.category, product, skill, at: at(key) };
  publish(town, listener, like ? { ...plan, like } : plan);
}

/** What the seller has in the category of what he copies; else he gets some. */
function goodsLike(town: Town, listener: Listener, shop: Shop, like: Clip): Product {
  for (const index of shop.products) {
    const product = town.products[index]!;
    if (product.category === like.category) return product;
  }
  return addProduct(town, listener, shop, like.category, mix32(shop.key, 70_000 + like.category), town.day);
}
