import { randomInt } from 'node:crypto';
import { loadSkusForQuote, type SkuForQuote } from '../catalog/index.ts';
import { type OrderData, type OrderLineData, type OrderScene, publish } from '../events/index.ts';
import { restrictedAmong, restrictedSet } from '../governance/index.ts';
import { lockPrivacy, selectAddresses, selectPrivacy } from '../identity/index.ts';
import { reserve } from '../inventory/index.ts';
import { type Act, businessDay, defaultCurrency, type Money, minuteMs, newId, type World } from '../kernel/index.ts';
import { createPayment } from '../payments/index.ts';
import { loadPriceRules, type QuotedShop, quote } from '../pricing/index.ts';
import { type Attribution, resolveAttribution } from '../settlement/index.ts';
import {
  addressNotFound,
  buyerRestricted,
  goodsUnavailable,
  priceChanged,
  shopRestricted,
  spendingLimitReached,
} from './errors.ts';
import { type Address, insertPurchase, type NewOrder, spentSince } from './store.ts';

/** Unpaid orders are cancelled after this time (DOMAIN P58). */
export const payWithinMs = 30 * minuteMs;
const onSale = 'published';

export type PlaceOrderItem = { skuId: string; quantity: number; scene: OrderScene; contentId: string | null };
export type PlaceOrderInput = {
  buyerId: string;
  accountId: string | undefined;
  items: readonly PlaceOrderItem[];
  address: { addressId: string } | Address;
  paymentMethod: string;
  /** What the buyer saw; another total, or the same number in another currency, is not what they agreed to. */
  expectedTotal?: Money | undefined;
  note: string;
};

export type PlacedOrder = {
  purchaseId: string;
  orders: { id: string; number: string; shopId: string; totalMinor: bigint }[];
  totalMinor: bigint;
  currency: string;
  payment: { id: string; amountMinor: bigint; method: string; payBy: Date };
};

/**
 * A tap becomes an order (ARCHITECTURE journey 2), in one transaction: re-quote on the server, ask restrictions, split
 * by shop, freeze price and attribution, write orders and payment and facts, and last hold the stock.
 * @throws Problem `orders.*` or `inventory.sold_out`; nothing is kept then.
 */
export async function placeOrder(
  act: Act,
  input: PlaceOrderInput,
  restrictions?: OrderRestrictions,
): Promise<PlacedOrder> {
  const items = mergeItems(input.items);
  const skus = await loadSellableSkus(act, items);
  const shopIds = [...new Set(skus.values().map((sku) => sku.shopId))];
  await assertNobodyRestricted(act, input.buyerId, shopIds, restrictions);
  const shops = await quoteItems(act, input.buyerId, items, skus);
  const totalMinor = shops.reduce((sum, shop) => sum + shop.totalMinor, 0n);
  const currency = skus.values().next().value?.currency ?? defaultCurrency;
  const { expectedTotal } = input;
  if (expectedTotal && (expectedTotal.amountMinor !== totalMinor || expectedTotal.currency !== currency))
    throw priceChanged();
  await assertWithinSpendingLimit(act, input.buyerId, totalMinor);
  const address = await resolveAddress(act, input);
  const attributions = await attribute(act, input.buyerId, items, skus);

  const purchase = { id: newId(), paymentId: newId(), payBy: new Date(act.now.getTime() + payWithinMs) };
  const orders = shops.map((shop) => draftOrder(act, shop, { input, skus, attributions, address, currency, purchase }));
  await insertPurchase(
    act,
    { id: purchase.id, paymentId: purchase.paymentId, buyerId: input.buyerId, currency, totalMinor },
    orders,
  );
  await createPayment(act, {
    id: purchase.paymentId,
    purchaseId: purchase.id,
    buyerId: input.buyerId,
    amountMinor: totalMinor,
    currency,
    method: input.paymentMethod,
    payBy: purchase.payBy,
  });
  publish(act, 'purchase.placed', purchase.id, {
    purchaseId: purchase.id,
    buyerId: input.buyerId,
    amountMinor: Number(totalMinor),
    currency,
  });
  for (const order of orders) publish(act, 'order.placed', order.id, orderData(order, purchase.id, input.buyerId));
  await act.flushFacts();
  await reserve(
    act,
    orders.flatMap((order) =>
      order.lines.map((line) => ({ lineId: line.id, orderId: order.id, skuId: line.skuId, quantity: line.quantity })),
    ),
  );
  return {
    purchaseId: purchase.id,
    orders: orders.map((order) => ({
      id: order.id,
      number: order.number,
      shopId: order.shopId,
      totalMinor: order.totalMinor,
    })),
    totalMinor,
    currency,
    payment: { id: purchase.paymentId, amountMinor: totalMinor, method: input.paymentMethod, payBy: purchase.payBy },
  };
}

/** Repeated lines of one variant become one: stock is asked for the sum, and splitting a cart gains nothing. */
export function mergeItems(items: readonly PlaceOrderItem[]): PlaceOrderItem[] {
  const merged = new Map<string, PlaceOrderItem>();
  for (const item of items) {
    const known = merged.get(item.skuId);
    merged.set(item.skuId, known ? { ...known, quantity: known.quantity + item.quantity } : { ...item });
  }
  return [...merged.values()];
}

async function loadSellableSkus(act: Act, items: readonly PlaceOrderItem[]): Promise<Map<string, SkuForQuote>> {
  const skus = new Map(
    (
      await loadSkusForQuote(
        act,
        items.map((item) => item.skuId),
      )
    ).map((sku) => [sku.skuId, sku]),
  );
  const gone = items.filter((item) => skus.get(item.skuId)?.state !== onSale);
  if (gone.length > 0)
    throw goodsUnavailable({ errors: gone.map((item) => ({ path: item.skuId, message: 'not on sale' })) });
  return skus;
}

/** The quote of these items for this viewer: the same rules that price the card and the cart. */
export async function quoteItems(
  act: Pick<Act, 'rows' | 'one' | 'maybe' | 'run' | 'now'>,
  buyerId: string,
  items: readonly PlaceOrderItem[],
  skus: ReadonlyMap<string, SkuForQuote>,
): Promise<QuotedShop[]> {
  const lines = items.flatMap((item) => {
    const sku = skus.get(item.skuId);
    return sku
      ? [
          {
            key: item.skuId,
            shopId: sku.shopId,
            productId: sku.productId,
            unitPriceMinor: sku.priceMinor,
            quantity: item.quantity,
          },
        ]
      : [];
  });
  const rules = await loadPriceRules(act, buyerId, [...new Set(lines.map((line) => line.shopId))], act.now);
  return quote(lines, rules);
}

/** Who may not buy and which shops may not sell, at most a second old. */
export type OrderRestrictions = { buyers: ReadonlySet<string>; shops: ReadonlySet<string> };

/** Read before the transaction opens, so that an order never holds one connection while it waits for another. */
export async function readOrderRestrictions(world: World): Promise<OrderRestrictions> {
  const [buyers, shops] = await Promise.all([
    restrictedSet(world, 'account', 'buy'),
    restrictedSet(world, 'shop', 'sell'),
  ]);
  return { buyers, shops };
}

async function assertNobodyRestricted(
  act: Act,
  buyerId: string,
  shopIds: readonly string[],
  known: OrderRestrictions | undefined,
): Promise<void> {
  const buyers = known?.buyers ?? (await restrictedAmong(act, 'account', [buyerId], 'buy'));
  if (buyers.has(buyerId)) throw buyerRestricted();
  const shops = known?.shops ?? (await restrictedAmong(act, 'shop', shopIds, 'sell'));
  const closed = shopIds.filter((shopId) => shops.has(shopId));
  if (closed.length > 0)
    throw shopRestricted({ errors: closed.map((shopId) => ({ path: shopId, message: 'may not sell' })) });
}

/** The limit is the buyer's own (DOMAIN 4.1 journey 5); a month is a calendar month of the business zone. */
async function assertWithinSpendingLimit(act: Act, buyerId: string, totalMinor: bigint): Promise<void> {
  const { monthly_spending_limit_minor: limitMinor } = await selectPrivacy(act, buyerId);
  if (limitMinor === null) return;
  // Orders of one buyer placed at once add up: the second waits until it can count the first.
  await lockPrivacy(act, buyerId);
  const month = businessDay(act.now, act.world.config.zone).slice(0, 7);
  const spentMinor = await spentSince(act, buyerId, month, act.world.config.zone);
  if (spentMinor + totalMinor > limitMinor) throw spendingLimitReached();
}

async function resolveAddress(act: Act, input: PlaceOrderInput): Promise<Address> {
  if (!('addressId' in input.address)) return input.address;
  const [row] = input.accountId ? await selectAddresses(act, input.accountId, input.address.addressId) : [];
  if (!row) throw addressNotFound();
  return {
    name: row.name,
    phone: row.phone,
    province: row.province,
    city: row.city,
    district: row.district,
    detail: row.detail,
  };
}

async function attribute(
  act: Act,
  buyerId: string,
  items: readonly PlaceOrderItem[],
  skus: ReadonlyMap<string, SkuForQuote>,
): Promise<Map<string, Attribution>> {
  return resolveAttribution(act, {
    buyerId,
    at: act.now,
    lines: items.flatMap((item) => {
      const sku = skus.get(item.skuId);
      return sku
        ? [
            {
              lineId: item.skuId,
              productId: sku.productId,
              shopId: sku.shopId,
              rateBp: sku.commissionRateBp,
              claimedContentId: item.contentId,
            },
          ]
        : [];
    }),
  });
}

type DraftContext = {
  input: PlaceOrderInput;
  skus: ReadonlyMap<string, SkuForQuote>;
  attributions: ReadonlyMap<string, Attribution>;
  address: Address;
  currency: string;
  purchase: { id: string; paymentId: string; payBy: Date };
};

function draftOrder(act: Act, shop: QuotedShop, context: DraftContext): NewOrder {
  const items = new Map(context.input.items.map((item) => [item.skuId, item]));
  const lines = shop.lines.map((line) => {
    const sku = context.skus.get(line.key);
    if (!sku) throw new Error(`a quoted line without its variant: ${line.key}`);
    const attribution = context.attributions.get(line.key);
    return {
      id: newId(),
      productId: sku.productId,
      skuId: sku.skuId,
      categoryId: sku.categoryId,
      title: sku.title,
      options: sku.options,
      image: sku.image,
      quantity: line.quantity,
      unitPriceMinor: sku.priceMinor,
      paidMinor: line.payableMinor,
      scene: items.get(line.key)?.scene ?? ('product_card' as OrderScene),
      contentId: attribution?.contentId ?? null,
      creatorId: attribution?.creatorId ?? null,
      commissionRateBp: attribution?.commissionRateBp ?? 0,
      noReasonReturn: sku.noReasonReturn,
    };
  });
  return {
    id: newId(),
    number: orderNumber(act),
    shopId: shop.shopId,
    paymentId: context.purchase.paymentId,
    goodsMinor: shop.goodsMinor,
    discounts: shop.discounts,
    freightMinor: shop.freightMinor,
    totalMinor: shop.totalMinor,
    currency: context.currency,
    address: context.address,
    note: context.input.note,
    dispatchPromiseHours: Math.min(...shop.lines.map((line) => context.skus.get(line.key)?.dispatchPromiseHours ?? 48)),
    payBy: context.purchase.payBy,
    placedAt: act.now,
    lines,
  };
}

/** A number people can read aloud: the business day and ten random digits, `2611231234567890`. */
function orderNumber(act: Act): string {
  const day = businessDay(act.now, act.world.config.zone).replaceAll('-', '').slice(2);
  return `${day}${String(randomInt(0, 10 ** 10)).padStart(10, '0')}`;
}

/** The order as its facts carry it. */
export function orderData(order: NewOrder, purchaseId: string, buyerId: string): OrderData {
  return {
    orderId: order.id,
    purchaseId,
    orderNumber: order.number,
    buyerId,
    shopId: order.shopId,
    currency: order.currency,
    totalMinor: Number(order.totalMinor),
    freightMinor: Number(order.freightMinor),
    placedAt: order.placedAt.toISOString(),
    lines: order.lines.map(
      (line): OrderLineData => ({
        lineId: line.id,
        productId: line.productId,
        skuId: line.skuId,
        categoryId: line.categoryId,
        quantity: line.quantity,
        unitPriceMinor: Number(line.unitPriceMinor),
        paidMinor: Number(line.paidMinor),
        subsidyMinor: 0,
        scene: line.scene,
        contentId: line.contentId,
        creatorId: line.creatorId,
        commissionRateBp: line.commissionRateBp,
      }),
    ),
  };
}
