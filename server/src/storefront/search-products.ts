import { feedVideos } from '../content/index.ts';
import { encodeCursor, type JsonText, type World } from '../kernel/index.ts';
import { shopCardOf } from '../shops/index.ts';
import { fillPage, pageText, positionAfter } from './list-products.ts';
import { findProducts, findVideos } from './search/find-products.ts';
import { suggestTerms } from './search/search-store.ts';
import { normalText } from './search/segment.ts';
import { type ProductSort, shelfOf } from './shelf.ts';
import type { ShelfEntry } from './shelf-entry.ts';

export type SearchQuery = {
  q: string;
  cursor?: string | undefined;
  limit: number;
  categoryId?: string | undefined;
  sort: ProductSort;
  priceMinMinor?: number | undefined;
  priceMaxMinor?: number | undefined;
};

const shopsMax = 3;
const videosMax = 6;
export const suggestionsMax = 10;

/** Goods, shops and videos for what somebody wrote; shops and videos come with the first page. */
export async function searchProducts(world: World, viewerId: string, query: SearchQuery): Promise<JsonText> {
  const shelf = shelfOf(world);
  const [found] = await Promise.all([findProducts(world, query.q), shelf.ready()]);
  const customerOf = await shelf.customerOf(viewerId);
  const entries = found.ids.flatMap((id) => shelf.entry(id) ?? []);
  const list = sortFound(entries.filter(matches(query, customerOf)), query.sort, customerOf);
  const start = query.cursor ? positionAfter(list, query.cursor) : 0;
  const [{ page, next }, shops, videos] = await Promise.all([
    fillPage(world, list, start, query),
    query.cursor ? [] : findShops(world, found.corrected ?? query.q),
    query.cursor ? [] : videosFor(world, viewerId, found.corrected ?? query.q),
  ]);
  const last = list[next - 1];
  const nextCursor = next < list.length && last ? encodeCursor([next - 1, last.product.id]) : null;
  const rest = JSON.stringify({ nextCursor, shops, videos, corrected: found.corrected });
  return pageText(page, customerOf, `,${rest.slice(1)}`);
}

/** Words to search for, for what is written so far; the commonest ones for nothing yet. */
export function suggest(world: World, written: string): Promise<string[]> {
  return suggestTerms(world.database, normalText(written), suggestionsMax);
}

function matches(query: SearchQuery, customerOf: ReadonlySet<string>): (entry: ShelfEntry) => boolean {
  const { categoryId, priceMinMinor, priceMaxMinor } = query;
  const lowest = priceMinMinor === undefined ? undefined : BigInt(priceMinMinor);
  const highest = priceMaxMinor === undefined ? undefined : BigInt(priceMaxMinor);
  return (entry) => {
    if (categoryId !== undefined && !entry.product.categoryPath.includes(categoryId)) return false;
    if (lowest === undefined && highest === undefined) return true;
    const { payableMinor } = entry.cheapest(customerOf.has(entry.shop.id)).price;
    return (lowest === undefined || payableMinor >= lowest) && (highest === undefined || payableMinor <= highest);
  };
}

/** `recommended` keeps how well the words fit. */
function sortFound(entries: ShelfEntry[], sort: ProductSort, customerOf: ReadonlySet<string>): readonly ShelfEntry[] {
  if (sort === 'recommended') return entries;
  const priceOf = (entry: ShelfEntry): number =>
    Number(entry.cheapest(customerOf.has(entry.shop.id)).price.payableMinor);
  const rankOf: Record<Exclude<ProductSort, 'recommended'>, (entry: ShelfEntry) => number> = {
    sales: (entry) => entry.soldCount,
    newest: (entry) => entry.product.publishedAt?.getTime() ?? 0,
    price_up: (entry) => -priceOf(entry),
    price_down: priceOf,
  };
  return entries
    .map((entry) => ({ entry, rank: rankOf[sort](entry) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}

function findShops(world: World, written: string) {
  const text = normalText(written);
  return [...shelfOf(world).shops().values()]
    .filter((shop) => normalText(shop.name).includes(text))
    .sort((a, b) => a.name.length - b.name.length || (a.id < b.id ? -1 : 1))
    .slice(0, shopsMax)
    .map(shopCardOf);
}

async function videosFor(world: World, viewerId: string, written: string) {
  const ids = await findVideos(world, written, videosMax);
  const videos = await feedVideos(world.database, ids, viewerId, world.businessClock.now());
  return ids.flatMap((id) => {
    const video = videos.get(id);
    if (!video) return [];
    const { title, playback, likesCount, author } = video;
    return [{ id, title, posterUrl: playback.posterUrl, likesCount, authorNickname: author.nickname }];
  });
}
