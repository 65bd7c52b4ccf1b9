import type { z } from 'zod';
import { loadSkusForQuote, type SkuForQuote } from '../catalog/index.ts';
import { restrictedAmong } from '../governance/index.ts';
import { recordServerAction } from '../interactions/index.ts';
import { stockOf } from '../inventory/index.ts';
import { type Act, defaultCurrency, notFound, toMoneyJson, type World } from '../kernel/index.ts';
import { loadPriceRules, type PriceRules, quote } from '../pricing/index.ts';
import { cardsOfAny } from './cards.ts';
import type { cartJson } from './contract.ts';
import { cartFull } from './errors.ts';
import { type CartRow, deleteCartLines, selectCart, upsertCartLine } from './store.ts';

export type Cart = z.input<typeof cartJson>;
type CartShop = Cart['shops'][number];
type CartLine = CartShop['lines'][number];

/**
 * The cart grouped by shop, the last touched shop first. `unitPrice` is a piece after its direct discount; `discounts`
 * are what the selected lines of the shop earn beyond that; `subtotal` is what they cost, without freight.
 */
export async function readCart(world: World, viewerId: string): Promise<Cart> {
  const rows = await selectCart(world.database, viewerId);
  if (rows.length === 0) return { shops: [], selectedTotal: toMoneyJson(0n), linesCount: 0 };
  const skuIds = rows.map((row) => row.sku_id);
  const skus = new Map((await loadSkusForQuote(world.database, skuIds)).map((sku) => [sku.skuId, sku]));
  const shopIds = [...new Set([...skus.values()].map((sku) => sku.shopId))];
  const [stock, rules, restricted, cards] = await Promise.all([
    stockOf(world.database, skuIds),
    loadPriceRules(world.database, viewerId, shopIds, world.businessClock.now()),
    restrictedAmong(world.database, 'shop', shopIds, 'sell'),
    cardsOfAny(
      world,
      viewerId,
      [...skus.values()].map((sku) => sku.productId),
    ),
  ]);
  const shops = new Map<string, { lines: CartLine[]; skus: SkuForQuote[] }>();
  for (const row of rows) {
    const sku = skus.get(row.sku_id);
    const product = sku && cards.get(sku.productId);
    if (!sku || !product) continue;
    const available = stock.get(sku.skuId)?.available ?? 0;
    const shop = shops.get(sku.shopId) ?? { lines: [], skus: [] };
    shop.lines.push(lineOf(row, sku, product, available, restricted.has(sku.shopId), rules));
    shop.skus.push(sku);
    shops.set(sku.shopId, shop);
  }
  const answered = [...shops].map(([, shop]) => shopOf(shop.lines, shop.skus, rules));
  return {
    shops: answered.map(({ subtotalMinor: _, ...shop }) => shop),
    selectedTotal: toMoneyJson(answered.reduce((sum, shop) => sum + shop.subtotalMinor, 0n)),
    linesCount: answered.reduce((sum, shop) => sum + shop.lines.length, 0),
  };
}

function lineOf(
  row: CartRow,
  sku: SkuForQuote,
  product: CartLine['product'],
  available: number,
  restricted: boolean,
  rules: PriceRules,
): CartLine {
  const onSale = sku.state === 'published' && !restricted;
  const problem = !onSale ? 'withdrawn' : available <= 0 ? 'sold_out' : available < row.quantity ? 'less_stock' : null;
  const [quoted] = quote([quoteLineOf(sku, row.quantity)], rules)[0]?.lines ?? [];
  return {
    skuId: sku.skuId,
    product,
    options: sku.options,
    quantity: row.quantity,
    selected: row.selected,
    unitPrice: toMoneyJson(quoted?.unitAfterDirectMinor ?? sku.priceMinor, sku.currency),
    stock: onSale ? available : 0,
    problem,
    contentId: row.content_id,
  };
}

function shopOf(lines: CartLine[], skus: SkuForQuote[], rules: PriceRules): CartShop & { subtotalMinor: bigint } {
  const wanted = lines.flatMap((line, index) => {
    const sku = skus[index];
    return sku && line.selected && line.problem === null ? [quoteLineOf(sku, line.quantity)] : [];
  });
  const [quoted] = wanted.length === 0 ? [] : quote(wanted, rules);
  const subtotalMinor = quoted ? quoted.totalMinor - quoted.freightMinor : 0n;
  const currency = skus[0]?.currency ?? defaultCurrency;
  const shop = lines[0]?.product.shop;
  if (!shop) throw new Error('a shop in a cart has a line');
  return {
    shop,
    lines,
    discounts: (quoted?.discounts ?? [])
      .filter((discount) => discount.code !== 'direct')
      .map((discount) => ({ code: discount.code, amount: toMoneyJson(discount.amountMinor, currency) })),
    subtotal: toMoneyJson(subtotalMinor, currency),
    subtotalMinor,
  };
}

function quoteLineOf(sku: SkuForQuote, quantity: number) {
  const { skuId, shopId, productId, priceMinor } = sku;
  return { key: skuId, shopId, productId, unitPriceMinor: priceMinor, quantity };
}

/**
 * Sets quantity and selection of a variant; quantity 0 takes it out.
 * @throws Problem `request.not_found` for a variant that does not exist, `storefront.cart_full`.
 */
export async function putCartLine(
  act: Act,
  viewerId: string,
  line: { skuId: string; quantity: number; selected: boolean; contentId?: string | null | undefined },
  deviceId?: string,
): Promise<void> {
  if (line.quantity === 0) return deleteCartLines(act, viewerId, [line.skuId]);
  const [sku] = await loadSkusForQuote(act, [line.skuId]);
  if (!sku) throw notFound();
  const written = await upsertCartLine(act, viewerId, { contentId: null, ...line }, act.now);
  if (written === 'full') throw cartFull();
  if (written === 'added') {
    await recordServerAction(act, {
      viewerId,
      deviceId,
      kind: 'cart',
      item: line.contentId ? { id: line.contentId, kind: 'video' } : { id: sku.productId, kind: 'product' },
      productId: sku.productId,
    });
  }
}
