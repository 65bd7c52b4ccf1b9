import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { imposeRestriction } from '../../server/src/governance/index.ts';
import { signImpression } from '../../server/src/interactions/impression.ts';
import { newId, sql } from '../../server/src/kernel/index.ts';
import { adoptAsset } from '../../server/src/media/index.ts';
import { address, type BuiltAccount, buildAccount, buildProduct, buildShop, buildVisitor } from './build.ts';
import type { House } from './house.ts';

/** Everybody who may knock at a route. */
export const personNames = [
  'anonymous',
  'buyer',
  'stranger',
  'creator',
  'staffA',
  'staffB',
  'operator',
  'restricted',
  'expired',
] as const;
export type PersonName = (typeof personNames)[number];

/** A request that does what its route is for, sent by `as`. */
export type Sample = {
  as: PersonName;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** Who else may send it, because the thing is theirs too. */
  also?: PersonName[];
  /** It can be sent once only, by anybody who may: everybody gets a sample of their own. */
  once?: boolean;
  /** Its ids name public things: everybody past the door may send it. */
  shared?: boolean;
};

/** Words that stand only in things that belong to somebody; nobody else's answer may hold them. */
export const privateWords: Partial<Record<PersonName, string>> = {
  buyer: '买家私语七三一',
  creator: '作者草稿七三一',
  staffA: '店铺草稿七三一',
};

export type Scene = {
  house: House;
  people: Record<PersonName, BuiltAccount>;
  /** A fresh sample of a route, with things of its own where the route uses them up. */
  sampleOf(routeId: string): Promise<Sample>;
  close(): void;
};

type Order = { orderId: string; paymentId: string; lineId: string };
const dayMs = 86_400_000;

/** One of everything on one house: two shops, a buyer with orders in every state, a creator with videos, and strangers. */
export async function buildScene(house: House): Promise<Scene> {
  const { world } = house;
  const dir = mkdtempSync(path.join(os.tmpdir(), 'haowu-scene-'));
  const shopA = await buildShop(world);
  const shopB = await buildShop(world);
  const people: Record<PersonName, BuiltAccount> = {
    anonymous: buildVisitor(world),
    buyer: await buildAccount(world),
    stranger: await buildAccount(world),
    creator: await buildAccount(world, { roles: ['creator'] }),
    staffA: shopA.owner,
    staffB: shopB.owner,
    operator: await buildAccount(world, { roles: ['operator'] }),
    restricted: await buildAccount(world),
    expired: await buildAccount(world, { roles: ['creator', 'operator'] }),
  };
  await world.database.run(
    sql`update identity.sessions set expires_at = ${new Date(world.systemClock.now().getTime() - 1_000)} where account_id = ${people.expired.id}`,
  );
  for (const capability of ['buy', 'comment'] as const)
    await world.act((act) =>
      imposeRestriction(act, {
        subjectKind: 'account',
        subjectId: people.restricted.id,
        capability,
        ruleId: 'test',
        rulesVersion: '1',
        reason: '',
      }),
    );
  const product = await buildProduct(world, shopA.id, { pricesMinor: [5_000n, 9_900n], stock: 100_000 });
  const skuId = product.skuIds[0] ?? '';

  const send = async <Body = Record<string, unknown>>(
    who: PersonName,
    method: string,
    url: string,
    body?: unknown,
  ): Promise<Body> => {
    const answer = await house.send<Body>(method, `/api/v1${url}`, {
      cookie: people[who].cookie,
      ...(body === undefined ? {} : { body }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  const place = async (): Promise<Order> => {
    const placed = await send<{ orders: { id: string }[]; payment: { id: string } }>('buyer', 'POST', '/checkouts', {
      items: [{ skuId, quantity: 2 }],
      address: { ...address, detail: privateWords.buyer },
      note: privateWords.buyer,
    });
    const orderId = placed.orders[0]?.id ?? '';
    const order = await send<{ lines: { id: string }[] }>('buyer', 'GET', `/orders/${orderId}`);
    return { orderId, paymentId: placed.payment.id, lineId: order.lines[0]?.id ?? '' };
  };
  /** Orders brought far in one go and used up one by one, because settling the whole house takes a while. */
  const stocked: Record<'paid' | 'sent' | 'received', Order[]> = { paid: [], sent: [], received: [] };
  const restock = async (state: keyof typeof stocked) => {
    const orders: Order[] = [];
    for (let count = 0; count < 8; count += 1) orders.push(await place());
    await house.settle();
    if (state !== 'paid')
      for (const order of orders)
        await send('staffA', 'POST', `/studio/orders/${order.orderId}/dispatch`, { carrier: 'sf' });
    if (state === 'received') {
      for (const order of orders) await send('buyer', 'POST', `/orders/${order.orderId}/receipt`);
    }
    await house.settle();
    stocked[state].push(...orders);
  };
  const take = async (state: keyof typeof stocked): Promise<Order> => {
    if (stocked[state].length === 0) await restock(state);
    const order = stocked[state].pop();
    if (!order) throw new Error(`there is no ${state} order`);
    return order;
  };
  const failedPayment = async (): Promise<Order> => {
    const order = await place();
    await world.database.run(
      sql`update payments.payments set state = 'failed', next_try_at = null where id = ${order.paymentId}`,
    );
    return order;
  };
  const newCase = async (kind = 'refund_only') => {
    const order = await take('sent');
    const opened = await send<{ id: string }>('buyer', 'POST', '/aftersales', {
      lineId: order.lineId,
      kind,
      reason: 'quality',
      text: privateWords.buyer,
    });
    return opened.id;
  };
  const escalatedCase = async () => {
    const id = await newCase();
    await send('staffA', 'POST', `/studio/aftersales/${id}/actions`, { action: 'refuse', text: '没有坏' });
    await send('buyer', 'POST', `/aftersales/${id}/actions`, { action: 'escalate', text: '确实坏了' });
    return id;
  };
  const newReview = async () => {
    const order = await take('received');
    return send<{ id: string }>('buyer', 'POST', '/reviews', { lineId: order.lineId, stars: 5, text: '好' });
  };
  const newClip = async (ownerId: string): Promise<string> => {
    const id = newId();
    for (const extension of ['mp4', 'webp']) writeFileSync(path.join(dir, `${id}.${extension}`), `a file ${id}`);
    await world.act((act) =>
      adoptAsset(act, {
        id,
        ownerId,
        kind: 'video',
        renditions: [{ path: path.join(dir, `${id}.mp4`), width: 540, height: 960 }],
        posterPath: path.join(dir, `${id}.webp`),
        durationMs: 6_000,
        thumbhash: null,
      }),
    );
    return id;
  };
  const newPicture = async (): Promise<string> => {
    const id = newId();
    writeFileSync(path.join(dir, `${id}.webp`), `a picture ${id}`);
    await world.act((act) =>
      adoptAsset(act, {
        id,
        ownerId: people.staffA.id,
        kind: 'image',
        renditions: [{ path: path.join(dir, `${id}.webp`), width: 800, height: 800 }],
        thumbhash: null,
      }),
    );
    return id;
  };
  const videoFields = async () => ({
    uploadId: await newClip(people.creator.id),
    title: privateWords.creator,
    caption: '一根竹子',
    goods: [{ productId: product.id, momentMs: 1_000 }],
    synthetic: true,
  });
  const newVideo = async () => (await send<{ id: string }>('creator', 'POST', '/videos', await videoFields())).id;
  const productFields = (shopId = shopA.id) => ({
    shopId,
    title: privateWords.staffA,
    categoryId: 'storage',
    optionNames: ['规格'],
    variants: [{ options: ['一'], price: { amountMinor: 3_900, currency: 'CNY' }, stock: 5 }],
  });
  const newDraftProduct = async () =>
    send<{ id: string; variants: { id: string }[] }>('staffA', 'POST', '/products', productFields());

  const publicVideo = await newVideo();
  await send('creator', 'PATCH', `/studio/videos/${publicVideo}`, { title: '一根竹子变成果篮' });
  await send('creator', 'POST', `/studio/videos/${publicVideo}/publish`);
  const newComment = async () =>
    (await send<{ id: string }>('buyer', 'POST', `/videos/${publicVideo}/comments`, { text: '想要' })).id;
  const publicComment = await newComment();
  const newAddress = async () =>
    (await send<{ id: string }>('buyer', 'POST', '/addresses', { ...address, detail: privateWords.buyer })).id;
  const kept = { addressId: await newAddress() };
  const newReport = async () =>
    (
      await send<{ id: string }>('buyer', 'POST', '/reports', {
        subjectKind: 'comment',
        subjectId: await newComment(),
        reason: 'spam',
        text: '',
      })
    ).id;
  const impressionTokenOf = (viewerId: string) =>
    signImpression(world.secret, {
      viewerId,
      itemId: publicVideo,
      itemKind: 'video',
      surface: 'recommended',
      position: 0,
      requestId: newId(),
      source: 'fresh',
      policyVersion: '1',
      propensity: 1,
      issuedAt: world.systemClock.now(),
    });
  let serial = 0;
  const next = () => {
    serial += 1;
    return serial;
  };
  const sheet = () =>
    Buffer.from(`Handle,Title,Variant Price,Variant Inventory Qty\nthing-${next()},竹编,39.00,3\n`).toString('base64');

  const samples: Record<string, () => Sample | Promise<Sample>> = {
    'aftersale.actOnCase': async () => ({
      as: 'buyer',
      params: { id: await newCase() },
      body: { action: 'withdraw' },
    }),
    'aftersale.answerCase': async () => ({
      as: 'staffA',
      params: { id: await newCase() },
      body: { action: 'approve', acceptsFault: true },
    }),
    'aftersale.judgeCase': async () => ({
      as: 'operator',
      params: { id: await escalatedCase() },
      body: { outcome: 'refund', merchantAtFault: true, text: '支持买家' },
    }),
    'aftersale.listCases': () => ({ as: 'buyer' }),
    'aftersale.listEscalatedCases': () => ({ as: 'operator' }),
    'aftersale.listShopCases': () => ({ as: 'staffA', query: { shopId: shopA.id } }),
    'aftersale.openCase': async () => ({
      as: 'buyer',
      body: { lineId: (await take('sent')).lineId, kind: 'refund_only', reason: 'quality', text: privateWords.buyer },
    }),
    'aftersale.readCase': async () => ({ as: 'buyer', also: ['staffA'], params: { id: await newCase() } }),
    'boards.advanceClock': () => ({ as: 'operator', body: { days: 1 } }),
    'boards.filterOptions': () => ({ as: 'operator', query: { q: '店' } }),
    'boards.listQualityLines': () => ({ as: 'operator' }),
    'boards.readBooks': () => ({ as: 'operator' }),
    'boards.readBridge': () => ({ as: 'operator' }),
    'boards.readClock': () => ({ as: 'operator' }),
    'boards.readQualityLine': async () => ({ as: 'operator', params: { id: (await take('paid')).lineId } }),
    'boards.readToday': () => ({ as: 'staffA', query: { shopId: shopA.id } }),
    'catalog.adjustStock': () => ({ as: 'staffA', params: { id: skuId }, body: { delta: 3, reason: 'received' } }),
    'catalog.createProduct': () => ({ as: 'staffA', body: productFields() }),
    'catalog.importCatalogue': () => ({
      as: 'staffA',
      body: { shopId: shopA.id, fileName: 'goods.csv', contentBase64: sheet() },
    }),
    'catalog.listCategories': () => ({ as: 'anonymous' }),
    'catalog.listShopProducts': () => ({ as: 'staffA', query: { shopId: shopA.id } }),
    'catalog.publishProduct': async () => {
      const fields = { ...productFields(), title: `竹编果篮 ${next()}`, imageAssetIds: [await newPicture()] };
      return { as: 'staffA', params: { id: (await send<{ id: string }>('staffA', 'POST', '/products', fields)).id } };
    },
    'catalog.readShopProduct': async () => ({ as: 'staffA', params: { id: (await newDraftProduct()).id } }),
    'catalog.updateProduct': async () => ({
      as: 'staffA',
      params: { id: (await newDraftProduct()).id },
      body: productFields(),
    }),
    'catalog.withdrawProduct': async () => ({ as: 'staffA', params: { id: (await newDraftProduct()).id } }),
    'content.createVideo': async () => ({ as: 'creator', body: await videoFields() }),
    'content.deleteComment': async () => ({ as: 'buyer', params: { id: await newComment() } }),
    'content.favouriteVideo': () => ({
      as: 'buyer',
      shared: true,
      params: { id: publicVideo },
      body: { favourited: true },
    }),
    'content.followAuthor': () => ({
      as: 'buyer',
      shared: true,
      params: { id: people.creator.id },
      body: { followed: true },
    }),
    'content.likeComment': () => ({ as: 'buyer', shared: true, params: { id: publicComment }, body: { liked: true } }),
    'content.likeVideo': () => ({ as: 'buyer', shared: true, params: { id: publicVideo }, body: { liked: true } }),
    'content.listComments': () => ({ as: 'anonymous', params: { id: publicVideo } }),
    'content.listFavouriteVideos': () => ({ as: 'buyer' }),
    'content.listFollowedAuthors': () => ({ as: 'buyer' }),
    'content.listMyVideos': () => ({ as: 'creator' }),
    'content.postComment': () => ({
      as: 'buyer',
      shared: true,
      params: { id: publicVideo },
      body: { text: `好看 ${next()}` },
    }),
    'content.publishVideo': async () => {
      const id = await newVideo();
      await send('creator', 'PATCH', `/studio/videos/${id}`, { title: '给大家看的' });
      return { as: 'creator', params: { id } };
    },
    'content.readAuthor': () => ({ as: 'anonymous', params: { id: people.creator.id } }),
    'content.readMyVideo': async () => ({ as: 'creator', params: { id: await newVideo() } }),
    'content.updateVideo': async () => ({
      as: 'creator',
      params: { id: await newVideo() },
      body: { title: privateWords.creator },
    }),
    'content.withdrawVideo': async () => ({ as: 'creator', params: { id: await newVideo() } }),
    'feed.explainItem': () => ({
      as: 'buyer',
      query: { impressionToken: impressionTokenOf(people.buyer.id) },
    }),
    'feed.readFeed': () => ({ as: 'buyer', query: { feedSessionId: `session-${next()}` } }),
    'feed.readVideo': () => ({ as: 'anonymous', params: { id: publicVideo } }),
    'governance.decideReport': async () => ({
      as: 'operator',
      params: { id: await newReport() },
      body: { outcome: 'dismissed', restrict: [], text: '不成立' },
    }),
    'governance.fileReport': async () => ({
      as: 'buyer',
      shared: true,
      body: { subjectKind: 'comment', subjectId: await newComment(), reason: 'spam', text: '' },
    }),
    'governance.listReports': () => ({ as: 'operator' }),
    'identity.createAccount': () => ({
      as: 'anonymous',
      once: true,
      body: { email: `somebody-${next()}@example.com`, password: 'a long password', nickname: '新人' },
    }),
    'identity.createAddress': () => ({ as: 'stranger', body: address }),
    'identity.createSession': async () => {
      const phone = `139${String(next()).padStart(8, '0')}`;
      const sent = await send<{ sandboxCode: string }>('anonymous', 'POST', '/sign-in-codes', { phone });
      return { as: 'anonymous', once: true, body: { method: 'phone', phone, code: sent.sandboxCode } };
    },
    'identity.deleteAddress': async () => ({ as: 'buyer', params: { id: await newAddress() } }),
    'identity.exportMyData': () => ({ as: 'buyer' }),
    'identity.listAddresses': () => ({ as: 'buyer' }),
    'identity.listDemoAccounts': () => ({ as: 'anonymous' }),
    'identity.parseAddress': () => ({
      as: 'anonymous',
      body: { text: '张三 13800138000 浙江省杭州市余杭区文一西路969号' },
    }),
    'identity.readPrivacy': () => ({ as: 'buyer' }),
    'identity.readSession': () => ({ as: 'buyer' }),
    'identity.requestPasswordReset': () => ({ as: 'anonymous', body: { email: 'nobody@example.com' } }),
    'identity.resetPassword': async () => {
      const email = `forgetful-${next()}@example.com`;
      await send('anonymous', 'POST', '/accounts', { email, password: 'a long password', nickname: '忘了' });
      const sent = await send<{ sandboxToken: string }>('anonymous', 'POST', '/password-resets', { email });
      return { as: 'anonymous', once: true, body: { token: sent.sandboxToken, password: 'another password' } };
    },
    'identity.sendSignInCode': () => ({
      as: 'anonymous',
      once: true,
      body: { phone: `137${String(next()).padStart(8, '0')}` },
    }),
    'identity.updateAccount': () => ({ as: 'buyer', body: { nickname: '老王' } }),
    'identity.updateAddress': () => ({
      as: 'buyer',
      params: { id: kept.addressId },
      body: { ...address, detail: privateWords.buyer },
    }),
    'identity.updatePrivacy': () => ({ as: 'buyer', body: { personalised: true } }),
    'interactions.recordActions': () => ({
      as: 'buyer',
      shared: true,
      body: {
        actions: [
          {
            impressionToken: impressionTokenOf(people.buyer.id),
            kind: 'impression',
            occurredAt: world.systemClock.now().toISOString(),
          },
        ],
      },
    }),
    'media.readAsset': async () => ({ as: 'creator', params: { id: await newClip(people.creator.id) } }),
    'notices.listNotices': () => ({ as: 'buyer' }),
    'notices.readNotices': () => ({ as: 'buyer', shared: true, body: { upTo: newId() } }),
    'orders.cancelByShop': async () => ({
      as: 'staffA',
      params: { id: (await take('paid')).orderId },
      body: { reason: '没有货了' },
    }),
    'orders.cancelOrder': async () => ({
      as: 'buyer',
      params: { id: (await take('paid')).orderId },
      body: { reason: 'other' },
    }),
    'orders.confirmReceipt': async () => ({ as: 'buyer', params: { id: (await take('sent')).orderId } }),
    'orders.dispatchOrder': async () => ({
      as: 'staffA',
      params: { id: (await take('paid')).orderId },
      body: { carrier: 'sf' },
    }),
    'orders.extendReceipt': async () => ({ as: 'buyer', params: { id: (await take('sent')).orderId } }),
    'orders.listOrders': () => ({ as: 'buyer' }),
    'orders.listShopOrders': () => ({ as: 'staffA', query: { shopId: shopA.id } }),
    'orders.placeOrder': () => ({ as: 'buyer', shared: true, body: { items: [{ skuId, quantity: 1 }], address } }),
    'orders.quoteCheckout': () => ({ as: 'anonymous', body: { items: [{ skuId, quantity: 1 }] } }),
    'orders.readOrder': async () => ({ as: 'buyer', also: ['staffA'], params: { id: (await take('paid')).orderId } }),
    'orders.readPayment': async () => ({ as: 'buyer', params: { id: (await take('paid')).paymentId } }),
    'orders.remindDispatch': async () => ({ as: 'buyer', params: { id: (await take('paid')).orderId } }),
    'orders.retryPayment': async () => ({
      as: 'buyer',
      params: { id: (await failedPayment()).paymentId },
      body: { method: 'sandbox_wallet' },
    }),
    'recommender.clearHistory': () => ({ as: 'buyer' }),
    'recommender.listInterests': () => ({ as: 'buyer' }),
    'recommender.putInterest': () => ({
      as: 'buyer',
      shared: true,
      params: { tag: 'storage' },
      body: { kind: 'category', choice: 'chosen' },
    }),
    'reviews.appendReview': async () => ({
      as: 'buyer',
      params: { id: (await newReview()).id },
      body: { text: '用了一阵还好' },
    }),
    'reviews.listProductReviews': () => ({ as: 'anonymous', params: { id: product.id } }),
    'reviews.postReview': async () => ({
      as: 'buyer',
      body: { lineId: (await take('received')).lineId, stars: 5, text: '好' },
    }),
    'settlement.listMyCommissions': () => ({ as: 'creator' }),
    'shipping.readTracking': async () => ({
      as: 'buyer',
      also: ['staffA'],
      params: { id: (await take('sent')).orderId },
    }),
    'shops.listMyShops': () => ({ as: 'staffA' }),
    'shops.openShop': () => ({ as: 'stranger', once: true, body: { name: `新店 ${next()}` } }),
    'shops.updateShop': () => ({ as: 'staffA', params: { id: shopA.id }, body: { description: '竹编' } }),
    'storefront.favouriteProduct': () => ({
      as: 'buyer',
      shared: true,
      params: { id: product.id },
      body: { favourited: true },
    }),
    'storefront.listFavouriteProducts': () => ({ as: 'buyer' }),
    'storefront.listProducts': () => ({ as: 'anonymous' }),
    'storefront.putCartLine': () => ({ as: 'buyer', shared: true, params: { id: skuId }, body: { quantity: 2 } }),
    'storefront.readCart': () => ({ as: 'buyer' }),
    'storefront.readProduct': () => ({ as: 'anonymous', params: { id: product.id } }),
    'storefront.readShop': () => ({ as: 'anonymous', params: { id: shopA.id } }),
    'storefront.search': () => ({ as: 'anonymous', query: { q: '蜜桃' } }),
    'storefront.suggest': () => ({ as: 'anonymous', query: { q: '蜜' } }),
  };

  return {
    house,
    people,
    async sampleOf(routeId) {
      const make = samples[routeId];
      if (!make) throw new Error(`${routeId} has no sample request; write one here, so that it is tested too`);
      return make();
    },
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Foreign ids where a body or a query asks for one of the sender's own: each must be refused or show nothing. */
export async function foreignReferences(
  scene: Scene,
): Promise<{ name: string; as: PersonName; method: string; path: string; body?: unknown; status: number[] }[]> {
  const line = (await scene.sampleOf('reviews.postReview')).body?.lineId;
  const sent = (await scene.sampleOf('aftersale.openCase')).body?.lineId;
  const clip = (await scene.sampleOf('media.readAsset')).params?.id;
  const product = (await scene.sampleOf('catalog.createProduct')).body ?? {};
  const sheet = (await scene.sampleOf('catalog.importCatalogue')).body ?? {};
  const draft = (await scene.sampleOf('catalog.readShopProduct')).params?.id;
  const checkout = (await scene.sampleOf('orders.placeOrder')).body ?? {};
  const addressId = (await scene.sampleOf('identity.updateAddress')).params?.id;
  const video = (await scene.sampleOf('content.createVideo')).body ?? {};
  const shopId = String(product.shopId);
  return [
    {
      name: 'a review of another buyer’s line',
      as: 'stranger',
      method: 'POST',
      path: '/reviews',
      body: { lineId: line, stars: 1 },
      status: [404],
    },
    {
      name: 'a refund of another buyer’s line',
      as: 'stranger',
      method: 'POST',
      path: '/aftersales',
      body: { lineId: sent, kind: 'refund_only', reason: 'quality' },
      status: [404],
    },
    {
      name: 'an order to another person’s address',
      as: 'stranger',
      method: 'POST',
      path: '/checkouts',
      body: { ...checkout, address: { addressId } },
      status: [404, 422],
    },
    {
      name: 'an order of a visitor to somebody’s address',
      as: 'anonymous',
      method: 'POST',
      path: '/checkouts',
      body: { ...checkout, address: { addressId } },
      status: [404, 422],
    },
    {
      name: 'a product in another shop',
      as: 'staffB',
      method: 'POST',
      path: '/products',
      body: product,
      status: [404],
    },
    {
      name: 'a product moved into another shop',
      as: 'staffB',
      method: 'PUT',
      path: `/studio/products/${draft}`,
      body: product,
      status: [404],
    },
    {
      name: 'an import into another shop',
      as: 'staffB',
      method: 'POST',
      path: '/studio/imports',
      body: sheet,
      status: [404],
    },
    {
      name: 'a product with somebody’s upload as its picture',
      as: 'staffA',
      method: 'POST',
      path: '/products',
      body: { ...product, imageAssetIds: [clip] },
      status: [404, 409, 422],
    },
    {
      name: 'a video made of another creator’s upload',
      as: 'staffB',
      method: 'POST',
      path: '/videos',
      body: { ...video, uploadId: clip },
      status: [404, 422],
    },
    {
      name: 'a video in the name of another shop',
      as: 'creator',
      method: 'POST',
      path: '/videos',
      body: { ...video, shopId },
      status: [403, 404, 422],
    },
    {
      name: 'orders of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/orders?shopId=${shopId}`,
      status: [200, 404],
    },
    {
      name: 'cases of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/aftersales?shopId=${shopId}`,
      status: [200, 404],
    },
    {
      name: 'drafts of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/products?shopId=${shopId}`,
      status: [200, 404],
    },
    {
      name: 'today of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/today?shopId=${shopId}`,
      status: [200, 403, 404],
    },
  ];
}
