import { mix32, purposes } from './draws.ts';
import { dayMs, type Line, type Listener, type Product, type Shop, type Town, timeOf } from './town-state.ts';
import { badKinds, type SellerKindName, sellerKindNames } from './world-file.ts';

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Opens a shop with its goods. The key decides its kind, quality and goods: the same under every policy. */
export function openShop(town: Town, listener: Listener, key: number, day: number, kindAs?: SellerKindName): Shop {
  const { world, draws } = town;
  const { sellers } = world;
  const kind = kindAs ?? drawKind(town, key);
  const traits = sellers.kinds[kind];
  const home = Math.floor(draws.unit(purposes.shopHome, key) * world.categories.length);
  const beside = Math.floor(draws.unit(purposes.shopHome, key, 1) * world.categories.length);
  const index = town.shops.length;
  const shop: Shop = {
    index,
    id: `s${index}`,
    key,
    kind,
    bad: badKinds.has(kind),
    openedDay: day,
    homeCategories: draws.unit(purposes.shopHome, key, 2) < 0.35 ? [home, beside] : [home],
    exaggeration: traits.exaggeration,
    quality: clamp(traits.quality + traits.qualitySpread * draws.normal(purposes.shopQuality, key)),
    lateDispatch: traits.lateDispatch,
    open: true,
    closedDay: Number.POSITIVE_INFINITY,
    cashMinor: 100 * sellers.costYuanPerWeek * sellers.reserveWeeks,
    confirmedHarm: 0,
    starsSum: 0,
    starsCount: 0,
    products: [],
    authorId: `as${index}`,
    clipsMade: 0,
  };
  town.shops.push(shop);
  const [from, to] = sellers.products;
  const count = from + Math.floor(draws.unit(purposes.shop, key) * (to - from + 1));
  for (let number = 0; number < count; number++) {
    const category = shop.homeCategories[number % shop.homeCategories.length]!;
    addProduct(town, listener, shop, category, mix32(key, number), day);
  }
  return shop;
}

function drawKind(town: Town, key: number): SellerKindName {
  const { kinds } = town.world.sellers;
  const total = sellerKindNames.reduce((sum, name) => sum + kinds[name].share, 0);
  let point = town.draws.unit(purposes.shopKind, key) * total;
  for (const name of sellerKindNames) {
    point -= kinds[name].share;
    if (point < 0) return name;
  }
  return 'honest';
}

/** Puts a product on sale. Dearer goods of a category are a little better; looks say little about quality. */
export function addProduct(
  town: Town,
  listener: Listener,
  shop: Shop,
  category: number,
  key: number,
  day: number,
): Product {
  const { world, draws } = town;
  const traits = world.sellers.kinds[shop.kind];
  const { priceYuan, priceSpread } = world.categories[category]!;
  const usualMinor = Math.round(100 * priceYuan * Math.exp(priceSpread * draws.normal(purposes.productPrice, key)));
  const index = town.products.length;
  const tagCount = world.creators.tagsPerCategory;
  const product: Product = {
    index,
    id: `g${index}`,
    key,
    shop: shop.index,
    category,
    priceMinor: Math.max(100, Math.round(usualMinor * traits.priceFactor)),
    usualMinor,
    qualityOffset: 0.5 * traits.qualitySpread * draws.normal(purposes.productQuality, key),
    appeal: clamp(0.5 + 0.18 * draws.normal(purposes.productAppeal, key) + traits.appealLift),
    counterfeit: traits.counterfeit,
    tags: [0, 1].map((each) => Math.floor(draws.unit(purposes.product, key, each) * tagCount)),
    publishedAt: timeOf(day),
    onSale: true,
    sold: 0,
  };
  town.products.push(product);
  town.clipsOfProduct.set(index, []);
  shop.products.push(index);
  listener.productChanged(product);
  return product;
}

/** What a product truly is, 0 to 1. */
export const qualityOf = (town: Town, product: Product): number =>
  clamp(town.shops[product.shop]!.quality + product.qualityOffset);

/** What its content promises, 0 to 1. */
export const claimOf = (town: Town, product: Product): number =>
  Math.min(1, qualityOf(town, product) + town.shops[product.shop]!.exaggeration);

/** Shuts a shop: its goods and every clip that sells them are withdrawn. */
export function closeShop(town: Town, listener: Listener, shop: Shop, day: number): void {
  if (!shop.open) return;
  shop.open = false;
  shop.closedDay = day;
  for (const index of shop.products) {
    const product = town.products[index]!;
    product.onSale = false;
    listener.productChanged(product);
    for (const clipIndex of town.clipsOfProduct.get(index) ?? []) {
      const clip = town.clips[clipIndex]!;
      clip.shown = false;
      listener.clipChanged(clip);
    }
  }
}

/** Once a week: costs are paid, the honest learn from ratings, who cannot go on leaves, who was shut comes back renamed. */
export function sellersReact(town: Town, listener: Listener, day: number): Shop[] {
  const { sellers, governance } = town.world;
  const opened: Shop[] = [];
  const reopenAfter = governance.reopenAfterDays;
  for (const shop of town.shops.slice()) {
    if (!shop.open) {
      const due = shop.bad && reopenAfter !== null && day - shop.closedDay >= reopenAfter;
      if (due && day - shop.closedDay < reopenAfter + 7) {
        opened.push(openShop(town, listener, mix32(shop.key, 77), day, shop.kind));
      }
      continue;
    }
    // The first week costs no more than a day: who opened on the eve is not ruined by Monday.
    const weeks = Math.min(1, (day - shop.openedDay) / 7);
    shop.cashMinor -= 100 * sellers.costYuanPerWeek * weeks;
    if (!shop.bad && shop.starsCount >= 3 && shop.starsSum / shop.starsCount < 4.3) {
      shop.quality = clamp(shop.quality + sellers.improvesPerWeek);
      shop.lateDispatch *= 1 - sellers.improvesPerWeek;
    }
    if (shop.cashMinor < 0 || shop.confirmedHarm >= governance.exitAfterConfirmed) {
      closeShop(town, listener, shop, day);
    }
  }
  return opened;
}

/** Newcomers of a week; as many, and the same ones, under every policy. */
export function openNewShops(town: Town, listener: Listener, week: number, day: number): Shop[] {
  const wanted = town.world.sellers.newPerWeek;
  const extra = town.draws.unit(purposes.shop, 5_000 + week, 1) < wanted % 1 ? 1 : 0;
  return Array.from({ length: Math.floor(wanted) + extra }, (_, number) =>
    openShop(town, listener, mix32(900_000 + week, number), day),
  );
}

/** Money of a line as the seller's book sees it; refunds take it back. */
export function earn(town: Town, line: Line, amountMinor: number): void {
  line.shop.cashMinor += amountMinor * town.world.sellers.margin;
  line.product.sold += amountMinor;
}

/** A shop's rating as buyers see it, or null while there are too few. */
export const shownRating = (shop: Shop): number | null =>
  shop.starsCount >= 5 ? shop.starsSum / shop.starsCount : null;

export const daysOf = (at: number, from: number): number => (at - from) / dayMs;
