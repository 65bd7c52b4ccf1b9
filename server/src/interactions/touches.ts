import { dayMs, type Queryable } from '../kernel/index.ts';
import { selectTouches } from './store.ts';

/** One way in which a viewer met one video or product, with the first and last time (business time). */
export type Touch = {
  /** The video met; null when it was a product card. */
  contentId: string | null;
  /** The product meant, when a product was named. */
  productId: string | null;
  /** `impression`, `watch`, `finish`, `click_goods`, `open_product`, `share`, `like`, `cart`, … */
  kind: string;
  surface: string | null;
  firstAt: Date;
  lastAt: Date;
  /** Longest watch, milliseconds; 0 for other kinds. */
  watchMs: number;
};

const touchesMax = 2_000;

/**
 * What a viewer met within the last days, newest first, at most 2,000 (DOMAIN 3.4). Kept on the server and proven by
 * tokens: the client says nothing here. A viewer who keeps no history has no touches.
 */
export async function touchesOf(
  database: Queryable,
  viewerId: string,
  options: { now: Date; sinceDays: number; contentIds?: readonly string[]; productIds?: readonly string[] },
): Promise<Touch[]> {
  const rows = await selectTouches(database, viewerId, {
    since: new Date(options.now.getTime() - options.sinceDays * dayMs),
    until: options.now,
    limit: touchesMax,
    ...(options.contentIds ? { contentIds: options.contentIds } : {}),
    ...(options.productIds ? { productIds: options.productIds } : {}),
  });
  return rows.map((row) => ({
    contentId: row.item_kind === 'video' ? row.item_id : null,
    productId: row.product_id,
    kind: row.kind,
    surface: row.surface,
    firstAt: row.first_at,
    lastAt: row.last_at,
    watchMs: row.watch_ms,
  }));
}
