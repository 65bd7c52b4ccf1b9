import { type Product, productsChangedSince } from '../catalog/index.ts';
import { restrictedSet } from '../governance/index.ts';
import { stockOf } from '../inventory/index.ts';
import { json, type World } from '../kernel/index.ts';
import { customersOf, loadAllPriceRules } from '../pricing/index.ts';
import { type Shop, shopsChangedSince } from '../shops/index.ts';
import type { ShopRules } from './price-card.ts';
import { ShelfEntry } from './shelf-entry.ts';
import { freshCopy } from './single-flight.ts';
import { selectSalesChangedSince } from './store.ts';

/** Prices and stock are at most one second old: read again from 400 ms on, waited for after 900 ms. */
const refreshMs = 400;
const staleMs = 900;
const viewersKeptMax = 20_000;
const listsKeptMax = 500;

export type ProductSort = 'recommended' | 'sales' | 'price_up' | 'price_down' | 'newest';

/** All products on sale, in this process, brought forward by what changed. It costs nothing while nobody asks. */
export type Shelf = {
  /** Brings goods, prices and restrictions forward; undefined when they are fresh. */
  ready(): Promise<void> | undefined;
  /** Brings them forward to what is committed now, for goods that are on sale and not here yet. */
  renew(): Promise<void>;
  entry(productId: string): ShelfEntry | undefined;
  /** Is it here at all, even when governance hides it? */
  holds(productId: string): boolean;
  shops(): ReadonlyMap<string, Shop>;
  size(): number;
  /** Sorted products of a category and shop, for a viewer who is a customer of `customerOf`. */
  list(
    filter: { categoryId?: string | undefined; shopId?: string | undefined },
    sort: ProductSort,
    customerOf: ReadonlySet<string>,
  ): readonly ShelfEntry[];
  /** Brings the stock of these products forward; undefined when it is fresh. */
  freshStock(entries: readonly ShelfEntry[]): Promise<void> | undefined;
  /** Shops whose prices depend on whether this viewer has bought there, and where they have. */
  customerOf(viewerId: string): Promise<ReadonlySet<string>> | ReadonlySet<string>;
  rulesOf(shopId: string): ShopRules;
};

const shelves = new WeakMap<World, Shelf>();

/** The shelf of this process. */
export function shelfOf(world: World): Shelf {
  const known = shelves.get(world);
  if (known) return known;
  const shelf = createShelf(world);
  shelves.set(world, shelf);
  return shelf;
}

const nobody: ReadonlySet<string> = new Set();

function createShelf(world: World): Shelf {
  const entries = new Map<string, ShelfEntry>();
  const products = new Map<string, Product>();
  const shops = new Map<string, Shop>();
  const sales = new Map<string, number>();
  const rules = new Map<string, ShopRules>();
  const welcoming = new Set<string>();
  let rulesText = '';
  let hidden: { shops: ReadonlySet<string>; products: ReadonlySet<string> } = { shops: nobody, products: nobody };
  const snapshots = { products: '0', shops: '0', sales: '0' };
  const lists = new Map<string, readonly ShelfEntry[]>();
  const viewers = new Map<string, { readAt: number; shopIds: Promise<ReadonlySet<string>> | ReadonlySet<string> }>();

  const emptyRules: ShopRules = { promotions: [], freightRules: [] };
  const rulesOf = (shopId: string): ShopRules => rules.get(shopId) ?? emptyRules;

  const place = (product: Product): void => {
    const shop = shops.get(product.shopId);
    if (!shop) return;
    const earlier = entries.get(product.id);
    entries.set(
      product.id,
      new ShelfEntry(product, shop, rulesOf(product.shopId), sales.get(product.id) ?? 0, earlier),
    );
  };

  const takeRules = (read: Awaited<ReturnType<typeof loadAllPriceRules>>): ReadonlySet<string> => {
    const text = json(read);
    if (text === rulesText) return nobody;
    const before = new Map([...rules].map(([shopId, each]) => [shopId, json(each)]));
    rulesText = text;
    rules.clear();
    welcoming.clear();
    for (const promotion of read.promotions) {
      if (promotion.kind === 'new_customer') welcoming.add(promotion.shopId);
      const each = rules.get(promotion.shopId) ?? { promotions: [], freightRules: [] };
      each.promotions.push(promotion);
      rules.set(promotion.shopId, each);
    }
    for (const rule of read.freightRules) {
      const each = rules.get(rule.shopId) ?? { promotions: [], freightRules: [] };
      each.freightRules.push(rule);
      rules.set(rule.shopId, each);
    }
    const changed = new Set<string>();
    for (const shopId of new Set([...before.keys(), ...rules.keys()]))
      if (before.get(shopId) !== json(rulesOf(shopId))) changed.add(shopId);
    return changed;
  };

  const read = async (): Promise<void> => {
    const { database } = world;
    const [changedProducts, changedShops, changedSales, readRules, hiddenShops, hiddenProducts] = await Promise.all([
      productsChangedSince(database, snapshots.products),
      shopsChangedSince(database, snapshots.shops),
      selectSalesChangedSince(database, snapshots.sales),
      loadAllPriceRules(database, world.businessClock.now()),
      // Who may not sell is not shown; when that cannot be asked, nothing is (governance fails closed).
      restrictedSet(world, 'shop', 'sell'),
      restrictedSet(world, 'product', 'sell'),
    ]);
    const fresh: string[] = [];
    const touchedShops = new Set(takeRules(readRules));
    for (const shop of changedShops.shops) {
      if (json(shops.get(shop.id)) === json(shop)) continue;
      shops.set(shop.id, shop);
      touchedShops.add(shop.id);
    }
    let changed = touchedShops.size > 0;
    for (const product of changedProducts.products) {
      // The snapshot overlaps by what was still running: the same row may come again unchanged.
      if (json(products.get(product.id)) === json(product)) continue;
      changed = true;
      if (product.state !== 'published' || product.variants.length === 0) {
        products.delete(product.id);
        entries.delete(product.id);
        continue;
      }
      products.set(product.id, product);
      fresh.push(product.id);
    }
    for (const { productId, soldCount } of changedSales.sales) {
      if (sales.get(productId) === soldCount) continue;
      changed = true;
      sales.set(productId, soldCount);
      entries.get(productId)?.takeSales(soldCount);
    }
    const again = new Set(fresh);
    if (touchedShops.size > 0)
      for (const product of products.values()) if (touchedShops.has(product.shopId)) again.add(product.id);
    for (const productId of again) {
      const product = products.get(productId);
      if (product) place(product);
    }
    if (!sameSet(hidden.shops, hiddenShops) || !sameSet(hidden.products, hiddenProducts)) changed = true;
    hidden = { shops: hiddenShops, products: hiddenProducts };
    if (changed) lists.clear();
    snapshots.products = changedProducts.snapshot;
    snapshots.shops = changedShops.snapshot;
    snapshots.sales = changedSales.snapshot;
    // New goods are known with their stock, so that the order of a list is right from the first page on.
    const unstocked = [...again].flatMap((id) => entries.get(id) ?? []).filter((entry) => entry.stockReadAt < 0);
    if (unstocked.length > 0) await readStock(unstocked);
  };

  const readStock = async (wanted: readonly ShelfEntry[]): Promise<void> => {
    const readAt = performance.now();
    const ids = wanted.flatMap((entry) => entry.product.variants.map((variant) => variant.id));
    const stock = await stockOf(world.database, ids);
    let crossed = false;
    for (const entry of wanted) {
      // The product may have been replaced while its stock was read; the new one gets it too.
      for (const each of new Set([entry, entries.get(entry.product.id)]))
        if (each && (each === entry || each.stockReadAt < readAt)) crossed = each.takeStock(stock, readAt) || crossed;
    }
    if (crossed) lists.clear();
  };

  let gathering: { entries: Set<ShelfEntry>; done: Promise<void> } | undefined;
  /** Requests of one turn of the event loop share one statement. */
  const gather = (wanted: readonly ShelfEntry[]): Promise<void> => {
    if (!gathering) {
      const batch = new Set<ShelfEntry>();
      const done = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        gathering = undefined;
        return readStock([...batch]);
      });
      gathering = { entries: batch, done };
    }
    for (const entry of wanted) gathering.entries.add(entry);
    return gathering.done;
  };
  const inFlight = new WeakMap<ShelfEntry, Promise<void>>();

  const isShown = (entry: ShelfEntry): boolean =>
    !hidden.shops.has(entry.shop.id) && !hidden.products.has(entry.product.id);

  const copy = freshCopy({ refreshMs, staleMs, read });
  return {
    ready: copy.ready,
    renew: copy.renew,
    entry(productId) {
      const entry = entries.get(productId);
      return entry && isShown(entry) ? entry : undefined;
    },
    holds: (productId) => entries.has(productId),
    shops: () => shops,
    size: () => entries.size,
    rulesOf,
    list({ categoryId, shopId }, sort, customerOf) {
      const priced = sort === 'price_up' || sort === 'price_down';
      const key = [sort, categoryId ?? '', shopId ?? '', priced ? [...customerOf].sort().join() : ''].join('|');
      const known = lists.get(key);
      if (known) return known;
      const chosen = [...entries.values()].filter(
        (entry) =>
          isShown(entry) &&
          (categoryId === undefined || entry.product.categoryPath.includes(categoryId)) &&
          (shopId === undefined || entry.shop.id === shopId),
      );
      const sorted = sortEntries(chosen, sort, customerOf, world.businessClock.now().getTime());
      if (lists.size >= listsKeptMax) lists.clear();
      lists.set(key, sorted);
      return sorted;
    },
    freshStock(wanted) {
      const now = performance.now();
      let waiting: Promise<void>[] | undefined;
      let due: ShelfEntry[] | undefined;
      for (const entry of wanted) {
        const ageMs = now - entry.stockReadAt;
        if (ageMs < refreshMs) continue;
        const running = inFlight.get(entry);
        if (!running) {
          due ??= [];
          due.push(entry);
        }
        if (ageMs < staleMs) continue;
        waiting ??= [];
        if (running) waiting.push(running);
      }
      if (due) {
        const done = gather(due);
        for (const entry of due) inFlight.set(entry, done);
        const settled = due;
        const clear = () => {
          for (const entry of settled) inFlight.delete(entry);
        };
        done.then(clear, clear);
        if (waiting && due.some((entry) => now - entry.stockReadAt >= staleMs)) waiting.push(done);
      }
      return waiting && waiting.length > 0 ? Promise.all(waiting).then(() => {}) : undefined;
    },
    customerOf(viewerId) {
      if (welcoming.size === 0) return nobody;
      const now = performance.now();
      const known = viewers.get(viewerId);
      if (known && now - known.readAt < staleMs) return known.shopIds;
      if (viewers.size >= viewersKeptMax) viewers.clear();
      const fresh: { readAt: number; shopIds: Promise<ReadonlySet<string>> | ReadonlySet<string> } = {
        readAt: now,
        shopIds: nobody,
      };
      const reading = customersOf(world.database, viewerId).then(
        (shopIds) => {
          // Only where it changes a price: most viewers are the same to most shops.
          fresh.shopIds = new Set([...shopIds].filter((shopId) => welcoming.has(shopId)));
          return fresh.shopIds;
        },
        (error: unknown) => {
          if (viewers.get(viewerId) === fresh) viewers.delete(viewerId);
          throw error;
        },
      );
      fresh.shopIds = reading;
      viewers.set(viewerId, fresh);
      return reading;
    },
  };
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a === b || (a.size === b.size && a.isSubsetOf(b));
}

const dayMs = 86_400_000;

/** Ties go to the newer id. Goods that are sold out come last in every order but the price orders and the newest. */
function sortEntries(
  entries: ShelfEntry[],
  sort: ProductSort,
  customerOf: ReadonlySet<string>,
  nowMs: number,
): readonly ShelfEntry[] {
  const rankOf = (entry: ShelfEntry): number => {
    const publishedMs = entry.product.publishedAt?.getTime() ?? 0;
    switch (sort) {
      case 'newest':
        return publishedMs;
      case 'price_up':
        return -Number(entry.cheapest(customerOf.has(entry.shop.id)).price.payableMinor);
      case 'price_down':
        return Number(entry.cheapest(customerOf.has(entry.shop.id)).price.payableMinor);
      case 'sales':
        return entry.available > 0 ? entry.soldCount : entry.soldCount - 1e12;
      case 'recommended': {
        // What sells, with room for what is new: a fresh product stands beside one that sold some twenty pieces.
        const ageDays = Math.max(0, nowMs - publishedMs) / dayMs;
        const rank = Math.log1p(entry.soldCount) + 3 * Math.exp(-ageDays / 14);
        return entry.available > 0 ? rank : rank - 1e6;
      }
    }
  };
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry) }))
    .sort((a, b) => b.rank - a.rank || (a.entry.product.id < b.entry.product.id ? 1 : -1))
    .map(({ entry }) => entry);
}
