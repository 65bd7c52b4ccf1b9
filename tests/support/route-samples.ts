import { newId } from '../../server/src/kernel/index.ts';
import { builtInPolicyId } from '../../server/src/recommender/index.ts';
import { address, type BuiltAccount } from './build.ts';
import type { TestWorld } from './world.ts';

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

export type Order = { orderId: string; paymentId: string; lineId: string };

/** What samples are made of: the standing things of a scene, and makers of fresh ones. */
export type Things = {
  shopA: { id: string };
  product: { id: string };
  skuId: string;
  publicVideo: string;
  publicComment: string;
  kept: { addressId: string };
  people: Record<PersonName, BuiltAccount>;
  world: TestWorld;
  send: <Body = Record<string, unknown>>(who: PersonName, method: string, url: string, body?: unknown) => Promise<Body>;
  take: (state: 'paid' | 'sent' | 'received') => Promise<Order>;
  failedPayment: () => Promise<Order>;
  newCase: () => Promise<string>;
  escalatedCase: () => Promise<string>;
  newReview: () => Promise<{ id: string }>;
  newClip: (ownerId: string) => Promise<string>;
  newPicture: () => Promise<string>;
  videoFields: () => Promise<Record<string, unknown>>;
  newVideo: () => Promise<string>;
  productFields: () => Record<string, unknown>;
  newDraftProduct: () => Promise<{ id: string }>;
  newComment: () => Promise<string>;
  newAddress: () => Promise<string>;
  newReport: () => Promise<string>;
  impressionTokenOf: (viewerId: string) => string;
  next: () => number;
  sheet: () => string;
};

/** For each declared route a request that does what the route is for. A new route needs one here to be tested at all. */
export function routeSamples(things: Things): Record<string, () => Sample | Promise<Sample>> {
  const {
    shopA,
    product,
    skuId,
    publicVideo,
    publicComment,
    kept,
    people,
    world,
    send,
    take,
    failedPayment,
    newCase,
    escalatedCase,
    newReview,
    newClip,
    newPicture,
    videoFields,
    newVideo,
    productFields,
    newDraftProduct,
    newComment,
    newAddress,
    newReport,
    impressionTokenOf,
    next,
    sheet,
  } = things;
  type Policy = { id: string; revision: number; state: string; policy: Record<string, unknown> };
  const newPolicy = () =>
    send<Policy>('operator', 'POST', '/console/policies', {
      fromId: builtInPolicyId,
      version: `draft-${next()}`,
      note: '',
    });
  const publishedPolicyId = async () => {
    const { items } = await send<{ items: Policy[] }>('operator', 'GET', '/console/policies?state=published');
    return items[0]?.id ?? builtInPolicyId;
  };
  return {
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
    'boards.readSourceContributions': () => ({ as: 'operator' }),
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
    'feed.listFeedRequests': () => ({ as: 'operator' }),
    'feed.readFeed': () => ({ as: 'buyer', query: { feedSessionId: `session-${next()}` } }),
    'feed.readFeedRequest': async () => {
      const page = await send<{ requestId: string }>('buyer', 'GET', `/feed?feedSessionId=session-${next()}`);
      return { as: 'operator', params: { requestId: page.requestId } };
    },
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
    'recommender.checkPolicy': async () => ({
      as: 'operator',
      params: { id: (await newPolicy()).id },
      body: { days: 30 },
    }),
    'recommender.clearHistory': () => ({ as: 'buyer' }),
    'recommender.createPolicy': () => ({
      as: 'operator',
      body: { fromId: builtInPolicyId, version: `draft-${next()}`, note: '少一点商品' },
    }),
    'recommender.diffPolicies': async () => ({ as: 'operator', params: { id: (await newPolicy()).id } }),
    'recommender.listInterests': () => ({ as: 'buyer' }),
    'recommender.listPolicies': () => ({ as: 'operator' }),
    'recommender.listPolicyChecks': async () => ({ as: 'operator', params: { id: (await newPolicy()).id } }),
    'recommender.listPoolItems': () => ({ as: 'operator' }),
    'recommender.listPoolTransitions': () => ({ as: 'operator' }),
    'recommender.publishPolicy': async () => {
      const { id, revision } = await newPolicy();
      return { as: 'operator', params: { id }, body: { revision, comparedWithId: await publishedPolicyId() } };
    },
    'recommender.putInterest': () => ({
      as: 'buyer',
      shared: true,
      params: { tag: 'storage' },
      body: { kind: 'category', choice: 'chosen' },
    }),
    'recommender.putPolicy': async () => {
      const { id, revision, policy } = await newPolicy();
      return { as: 'operator', params: { id }, body: { revision, note: '再想想', policy } };
    },
    'recommender.readModelHealth': () => ({ as: 'operator' }),
    'recommender.readPolicy': async () => ({ as: 'operator', params: { id: (await newPolicy()).id } }),
    'recommender.readPools': () => ({ as: 'operator' }),
    'recommender.rollBackPolicy': async () => ({
      as: 'operator',
      params: { id: builtInPolicyId },
      body: { comparedWithId: await publishedPolicyId(), note: '' },
    }),
    'recommender.simulatePolicy': async () => ({
      as: 'operator',
      params: { id: (await newPolicy()).id },
      body: { days: 3, seeds: 2 },
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
}
