import { z } from 'zod';
import { productsById } from '../catalog/index.ts';
import { decodeCursor, encodeCursor, notFound, type World } from '../kernel/index.ts';
import { cardsOfAny, type ProductCard } from './cards.ts';
import { selectFavourites, setFavourite } from './store.ts';

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/** Keeps or drops a product; twice is once. @throws Problem `request.not_found` for a product that does not exist. */
export async function favouriteProduct(
  world: World,
  viewerId: string,
  productId: string,
  favourited: boolean,
): Promise<void> {
  const product = (await productsById(world.database, [productId])).get(productId);
  if (!product || product.state === 'draft') throw notFound();
  await setFavourite(world.database, viewerId, productId, favourited, world.businessClock.now());
}

/** What the viewer kept, the last kept first; goods that left the shelf stay, without stock. */
export async function listFavourites(
  world: World,
  viewerId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: ProductCard[]; nextCursor: string | null }> {
  const [at, id] = query.cursor ? decodeCursor(query.cursor, cursorShape) : [];
  const after = at && id ? { addedAt: new Date(at), productId: id } : undefined;
  const rows = await selectFavourites(world.database, viewerId, after, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const cards = await cardsOfAny(
    world,
    viewerId,
    page.map((row) => row.product_id),
  );
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    items: page.flatMap((row) => cards.get(row.product_id) ?? []),
    nextCursor: last ? encodeCursor([last.added_at.toISOString(), last.product_id]) : null,
  };
}
