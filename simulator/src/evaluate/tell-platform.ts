import type { Engine, EventKind } from '@haowu/interest-engine';
import type { Facts, ProductData, VideoData } from '../../../server/src/events/index.ts';
import type { RecordedAction } from '../../../server/src/interactions/index.ts';
import { learnAction } from '../../../server/src/recommender/learn-action.ts';
import { type LearnedFact, learnFact, type Mind } from '../../../server/src/recommender/learn-fact.ts';
import { createShelf } from '../../../server/src/recommender/shelf.ts';
import { type Clip, dayMs, type Listener, type Product, type Sale, type Town, timeOf } from './town-state.ts';

/** A shop counts as new for its first 90 days, as on the platform. */
const newSellerDays = 90;

const reported: Partial<Record<EventKind, RecordedAction['kind']>> = {
  impression: 'impression',
  watch: 'watch',
  finish: 'finish',
  skip: 'skip',
  click: 'click_goods',
  like: 'like',
  favourite: 'favourite',
  comment: 'comment',
  share: 'share',
  follow: 'follow',
  cart: 'cart',
  not_interested: 'not_interested',
};

/**
 * Passes on what happens in the town, in the platform's own words: recorded actions and facts, which the server's own
 * readers (`learn-action`, `learn-fact`, `shelf`) turn into items and events of the engine.
 */
export function createListener(town: Town, engine: Engine): Listener {
  // Nobody publishes a policy while a course runs, so its third part is never asked for.
  const mind = { engine, shelf: createShelf(engine) } as Mind;
  let sequence = 0n;
  const tell = <Type extends LearnedFact['type']>(type: Type, subject: string, at: number, data: Facts[Type]): void => {
    sequence += 1n;
    town.tally.events++;
    const fact = { id: `f${sequence}`, type, version: 1, subject, data, occurredAt: new Date(at) };
    // One record per fact: the server reads the rest of it only to know its place in the log.
    learnFact(mind, fact as unknown as LearnedFact);
  };

  return {
    acted({ viewerId, kind, itemId, productId, watchMs, requestId, position, source, at }) {
      sequence += 1n;
      town.tally.events++;
      learnAction(engine, {
        transactionId: '0',
        sequence,
        viewerId,
        deviceId: `d${viewerId}`,
        kind: reported[kind]!,
        itemId,
        itemKind: 'video',
        productId,
        watchMs,
        surface: 'recommended',
        requestId,
        position,
        source,
        categoryId: null,
        occurredAt: new Date(at),
        recordedAt: new Date(at),
      });
    },
    clipChanged(clip) {
      const { id, authorId } = clip;
      if (clip.shown) tell('video.published', id, clip.publishedAt, videoData(town, clip));
      else tell('video.withdrawn', id, timeOf(town.day), { videoId: id, authorId });
    },
    productChanged(product) {
      const { id } = product;
      const shopId = town.shops[product.shop]!.id;
      if (product.onSale) tell('product.published', id, product.publishedAt, productData(town, product));
      else tell('product.withdrawn', id, timeOf(town.day), { productId: id, shopId });
    },
    placed: (sale, at) => tell('order.placed', orderId(sale), at, orderData(town, sale, at)),
    paid: (sale, at) =>
      tell('order.paid', orderId(sale), at, {
        ...orderData(town, sale, at),
        paidAt: new Date(at).toISOString(),
        paymentId: `p${sale.id}`,
      }),
    delivered: (sale, at) =>
      tell('parcel.delivered', `k${sale.id}`, at, {
        parcelId: `k${sale.id}`,
        orderId: orderId(sale),
        buyerId: sale.buyerId,
        shopId: sale.shop.id,
        deliveredAt: new Date(at).toISOString(),
      }),
    refunded: (sale, isFault, at) =>
      tell('aftersale.completed', `c${sale.id}`, at, {
        caseId: `c${sale.id}`,
        orderId: orderId(sale),
        buyerId: sale.buyerId,
        shopId: sale.shop.id,
        lineId: sale.id,
        productId: sale.product.id,
        refundMinor: sale.paidMinor,
        quantity: 1,
        reason: isFault ? 'quality' : 'no_reason',
        fault: isFault ? 'merchant' : 'none',
        wronglyRefused: false,
        completedAt: new Date(at).toISOString(),
      }),
    reviewed: (sale, stars, asShown, at) =>
      tell('review.posted', `v${sale.id}`, at, {
        reviewId: `v${sale.id}`,
        orderId: orderId(sale),
        lineId: sale.id,
        productId: sale.product.id,
        shopId: sale.shop.id,
        buyerId: sale.buyerId,
        stars,
        asShown,
        contentId: sale.clip?.id ?? null,
        postedAt: new Date(at).toISOString(),
        counted: true,
      }),
    complained: (sale, at) =>
      tell('report.filed', `z${sale.id}`, at, {
        reportId: `z${sale.id}`,
        reporterId: sale.buyerId,
        subjectKind: sale.clip ? 'video' : 'product',
        subjectId: sale.clip?.id ?? sale.product.id,
        reason: 'quality',
      }),
    settled: (sale, value, at) =>
      tell('quality-line.settled', sale.id, at, {
        lineId: sale.id,
        orderId: orderId(sale),
        shopId: sale.shop.id,
        stage: 'S',
        paidMinor: sale.paidMinor,
        netMinor: value.netMinor,
        cleanMinor: value.cleanMinor,
        qgmvMinor: value.qualityMinor,
        rulesetVersion: value.rulesetVersion,
        at: new Date(at).toISOString(),
      }),
  };
}

const orderId = (sale: Sale): string => `o${sale.id}`;

function orderData(
  town: Town,
  { id, buyerId, shop, product, clip, paidMinor }: Sale,
  at: number,
): Facts['order.placed'] {
  return {
    orderId: `o${id}`,
    purchaseId: `u${id}`,
    orderNumber: id,
    buyerId,
    shopId: shop.id,
    currency: 'CNY',
    totalMinor: paidMinor,
    freightMinor: 0,
    placedAt: new Date(at).toISOString(),
    lines: [
      {
        lineId: id,
        productId: product.id,
        skuId: product.id,
        categoryId: town.world.categories[product.category]!.id,
        quantity: 1,
        unitPriceMinor: paidMinor,
        paidMinor,
        subsidyMinor: 0,
        scene: clip ? 'video' : 'search',
        contentId: clip?.id ?? null,
        creatorId: null,
        commissionRateBp: 0,
      },
    ],
  };
}

/** The title names category and style, as titles do; who copies a clip copies its words. */
const titleOf = (category: string, tags: readonly number[]): string =>
  `${category} ${tags.map((tag) => `${category}-style-${tag}`).join(' ')}`;

function videoData(town: Town, clip: Clip): VideoData {
  const category = town.world.categories[clip.category]!;
  return {
    videoId: clip.id,
    authorId: clip.authorId,
    shopId: clip.shop < 0 ? null : town.shops[clip.shop]!.id,
    title: titleOf(category.id, clip.tags),
    categoryIds: [category.id],
    tags: clip.tags.map((tag) => `${category.id}-${tag}`),
    productIds: clip.product < 0 ? [] : [town.products[clip.product]!.id],
    durationMs: clip.durationMs,
    publishedAt: new Date(clip.publishedAt).toISOString(),
    heritageCraft: category.craft === true,
    newSeller: clip.shop >= 0 && isNewSeller(town, clip.shop, clip.publishedAt),
  };
}

function productData(town: Town, product: Product): ProductData {
  const category = town.world.categories[product.category]!;
  return {
    productId: product.id,
    shopId: town.shops[product.shop]!.id,
    title: titleOf(category.id, product.tags),
    categoryIds: [category.id],
    tags: product.tags.map((tag) => `${category.id}-${tag}`),
    priceMinor: product.priceMinor,
    publishedAt: new Date(product.publishedAt).toISOString(),
    heritageCraft: category.craft === true,
    newSeller: isNewSeller(town, product.shop, product.publishedAt),
  };
}

function isNewSeller(town: Town, shop: number, at: number): boolean {
  const days = (at - timeOf(town.shops[shop]!.openedDay)) / dayMs;
  return days > -1 && days < newSellerDays;
}
