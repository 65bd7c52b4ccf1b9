import type { Engine } from '@haowu/interest-engine';
import type { ProductData, VideoData } from '../events/index.ts';
import { productItem, videoItem } from './item-facts.ts';

export type KnownVideo = VideoData & { published: boolean };
export type KnownProduct = ProductData & { published: boolean };
export type KnownLine = { lineId: string; productId: string; contentId: string | null; paidMinor: number };
export type KnownOrder = { buyerId: string; lines: KnownLine[] };
export type KnownChoice = { kind: 'category' | 'tag'; tag: string; choice: 'chosen' | 'blocked' | 'forgotten' };

/** The shelf as plain data, for the snapshot. */
export type ShelfState = {
  videos: [string, KnownVideo][];
  products: [string, KnownProduct][];
  /** Lines of orders by order id, oldest first: after-sale facts name the line alone. */
  orders: [string, KnownOrder][];
  /** `kind:id` of what may not be recommended. */
  restricted: string[];
  /** Choices of viewers, to be given back to the engine after it forgot them. */
  choices: [string, KnownChoice[]][];
};

/** What a replica keeps beside the engine, to turn facts into items and events; keeps the engine's items up to date. */
export type Shelf = {
  video(id: string): KnownVideo | undefined;
  product(id: string): KnownProduct | undefined;
  videos(): Iterable<KnownVideo>;
  videosOfAuthor(authorId: string): Iterable<KnownVideo>;
  putVideo(video: KnownVideo): void;
  putProduct(product: KnownProduct): void;
  restrict(kind: string, id: string, restricted: boolean): void;
  putOrder(orderId: string, order: KnownOrder): void;
  order(orderId: string): KnownOrder | undefined;
  setChoices(viewerId: string, choices: readonly KnownChoice[]): void;
  mergeChoices(fromViewerId: string, intoViewerId: string): void;
  /** Tells the engine again what the viewer chose. */
  giveChoices(viewerId: string): void;
  /** Whether a video is published and nothing holds it back. */
  isShown(video: KnownVideo): boolean;
  toJson(): ShelfState;
};

/** An order is over after a quarter; this many are open at once in a large town. */
const ordersMax = 100_000;

export function createShelf(engine: Engine, saved?: ShelfState): Shelf {
  const videos = new Map<string, KnownVideo>();
  const products = new Map(saved?.products);
  const orders = new Map(saved?.orders);
  const restricted = new Set(saved?.restricted);
  const choices = new Map(saved?.choices);
  const videosByProduct = new Map<string, Set<string>>();
  const videosByAuthor = new Map<string, Set<string>>();
  const videosByShop = new Map<string, Set<string>>();
  const productsByShop = new Map<string, Set<string>>();
  for (const [, video] of saved?.videos ?? []) keepVideo(video);
  for (const [id, product] of products) put(productsByShop, product.shopId, id);

  function keepVideo(video: KnownVideo): void {
    const { videoId: id } = video;
    for (const productId of videos.get(id)?.productIds ?? []) videosByProduct.get(productId)?.delete(id);
    videos.set(id, video);
    put(videosByAuthor, video.authorId, id);
    if (video.shopId) put(videosByShop, video.shopId, id);
    for (const productId of video.productIds) put(videosByProduct, productId, id);
  }

  // Asked of every candidate of every page: no key is put together while nothing is held.
  const isHeld = (kind: string, id: string | null): boolean => restricted.size > 0 && restricted.has(`${kind}:${id}`);
  const isShown = (video: KnownVideo): boolean =>
    video.published &&
    !isHeld('video', video.videoId) &&
    !isHeld('account', video.authorId) &&
    !isHeld('shop', video.shopId);

  function showVideo(id: string): void {
    const video = videos.get(id);
    if (!video) return;
    const goods = video.productIds.flatMap((productId) => products.get(productId) ?? []);
    // Also when it may not be shown: what is known of it must be right on the day it may.
    engine.upsertItem(
      videoItem(
        video,
        goods.filter((product) => product.published),
      ),
    );
    if (!isShown(video)) engine.removeItem(id);
  }

  function showProduct(id: string): void {
    const product = products.get(id);
    if (!product) return;
    engine.upsertItem(productItem(product));
    if (!product.published || isHeld('product', id) || isHeld('shop', product.shopId)) engine.removeItem(id);
    for (const videoId of videosByProduct.get(id) ?? []) showVideo(videoId);
  }

  function giveChoices(viewerId: string): void {
    const list = choices.get(viewerId);
    if (list) engine.setViewerTags(viewerId, list.map(tagOf));
  }

  return {
    video: (id) => videos.get(id),
    product: (id) => products.get(id),
    videos: () => videos.values(),
    *videosOfAuthor(authorId) {
      for (const id of videosByAuthor.get(authorId) ?? []) {
        const video = videos.get(id);
        if (video) yield video;
      }
    },
    putVideo(video) {
      keepVideo(video);
      showVideo(video.videoId);
    },
    putProduct(product) {
      products.set(product.productId, product);
      put(productsByShop, product.shopId, product.productId);
      showProduct(product.productId);
    },
    restrict(kind, id, isRestricted) {
      if (isRestricted) restricted.add(`${kind}:${id}`);
      else restricted.delete(`${kind}:${id}`);
      if (kind === 'video') showVideo(id);
      if (kind === 'product') showProduct(id);
      if (kind === 'account') for (const videoId of videosByAuthor.get(id) ?? []) showVideo(videoId);
      if (kind !== 'shop') return;
      for (const videoId of videosByShop.get(id) ?? []) showVideo(videoId);
      for (const productId of productsByShop.get(id) ?? []) showProduct(productId);
    },
    putOrder(orderId, order) {
      orders.set(orderId, order);
      for (const oldest of orders.keys()) {
        if (orders.size <= ordersMax) break;
        orders.delete(oldest);
      }
    },
    order: (orderId) => orders.get(orderId),
    setChoices(viewerId, list) {
      if (list.length > 0) choices.set(viewerId, [...list]);
      else choices.delete(viewerId);
    },
    mergeChoices(from, into) {
      const brought = choices.get(from);
      if (!brought) return;
      const own = choices.get(into) ?? [];
      const isOwn = (choice: KnownChoice) => own.some((each) => each.kind === choice.kind && each.tag === choice.tag);
      choices.set(into, [...own, ...brought.filter((choice) => !isOwn(choice))]);
      choices.delete(from);
    },
    giveChoices,
    isShown,
    toJson: () => ({
      videos: [...videos],
      products: [...products],
      orders: [...orders],
      restricted: [...restricted],
      choices: [...choices],
    }),
  };
}

function put(index: Map<string, Set<string>>, key: string, id: string): void {
  const known = index.get(key) ?? new Set();
  index.set(key, known.add(id));
}

/** A forgotten interest is one whose weight the viewer set to nothing. */
function tagOf({ kind, tag, choice }: KnownChoice) {
  const weight = choice === 'chosen' ? 1 : 0;
  if (choice === 'forgotten') return { kind, id: tag, weight };
  return { kind, id: tag, weight, state: choice === 'chosen' ? ('pinned' as const) : ('blocked' as const) };
}
