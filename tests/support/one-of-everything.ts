import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { imposeRestriction } from '../../server/src/governance/index.ts';
import { signImpression } from '../../server/src/interactions/impression.ts';
import { newId, sql } from '../../server/src/kernel/index.ts';
import { adoptAsset } from '../../server/src/media/index.ts';
import { startRecommender } from '../../server/src/recommender/index.ts';
import { address, type BuiltAccount, buildAccount, buildProduct, buildShop, buildVisitor } from './build.ts';
import type { House } from './house.ts';
import { type Order, type PersonName, privateWords, routeSamples, type Sample } from './route-samples.ts';

export type Scene = {
  house: House;
  people: Record<PersonName, BuiltAccount>;
  /** A fresh sample of a route, with things of its own where the route uses them up. */
  sampleOf(routeId: string): Promise<Sample>;
  close(): Promise<void>;
};

/** One of everything on one house: two shops, a buyer with orders in every state, a creator with videos, and strangers. */
export async function buildScene(house: House): Promise<Scene> {
  const { world } = house;
  const recommender = await startRecommender(world);
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
  /** Facts wait for every transaction of the cluster that is older, and other tests run beside this one. */
  const settleUntil = async (orders: readonly Order[], state: string): Promise<void> => {
    const ids = orders.map(({ orderId }) => orderId);
    for (let attempt = 0; attempt < 100; attempt += 1) {
      await house.settle();
      const reached = await world.database.rows(
        sql`select 1 from orders.orders where id = any(${ids}::uuid[]) and state = ${state}`,
      );
      if (reached.length === ids.length) return;
      await setTimeout(50);
    }
    throw new Error(`the orders did not come to ${state}`);
  };
  /** Until nobody has a fact left to hear: one that is heard in the middle of a test would be taken for its effect. */
  const settleAll = async (): Promise<void> => {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      await house.settle();
      const { waiting } = await world.database.one<{ waiting: boolean }>(sql`
        select exists (select from kernel.outbox where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())) as waiting`);
      if (!waiting) return house.settle();
      await setTimeout(50);
    }
    throw new Error('facts of the scene were not heard');
  };
  /** Orders brought far in one go and used up one by one, because settling the whole house takes a while. */
  const stocked: Record<'paid' | 'sent' | 'received', Order[]> = { paid: [], sent: [], received: [] };
  const restock = async (state: keyof typeof stocked) => {
    const orders: Order[] = [];
    for (let count = 0; count < 8; count += 1) orders.push(await place());
    await settleUntil(orders, 'awaiting_dispatch');
    if (state !== 'paid')
      for (const order of orders)
        await send('staffA', 'POST', `/studio/orders/${order.orderId}/dispatch`, { carrier: 'sf' });
    if (state === 'received') {
      for (const order of orders) await send('buyer', 'POST', `/orders/${order.orderId}/receipt`);
    }
    await settleAll();
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

  const samples = routeSamples({
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
  });

  return {
    house,
    people,
    async sampleOf(routeId) {
      const make = samples[routeId];
      if (!make)
        throw new Error(`${routeId} has no sample request; write one in route-samples.ts, so that it is tested too`);
      return make();
    },
    async close() {
      await recommender.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
