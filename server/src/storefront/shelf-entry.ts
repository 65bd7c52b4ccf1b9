import type { Image, Product } from '../catalog/index.ts';
import { toMoneyJson } from '../kernel/index.ts';
import { type Shop, shopCardOf } from '../shops/index.ts';
import { type PiecePrice, pricePiece, type ShopRules } from './price-card.ts';

/** A picture as lists show it. */
export function smallImage(image: Image | undefined) {
  if (!image) return null;
  const { url, width, height } = image.small;
  return { url, width, height, thumbhash: image.thumbhash };
}

/** A picture in full size. */
export function largeImage({ url, width, height, thumbhash }: Image) {
  return { url, width, height, thumbhash };
}

export type Stocked = { available: number };

/**
 * One product on the shelf with everything its card shows. The parts of the card that every viewer shares are kept as
 * JSON text; the whole card is kept as text too, once for customers of the shop and once for those who are new to it,
 * because that is all a price can depend on. Whatever changes drops the texts it is in.
 */
export class ShelfEntry {
  readonly product: Omit<Product, 'description'>;
  readonly shop: Shop;
  readonly stock: number[];
  stockReadAt = Number.NEGATIVE_INFINITY;
  soldCount: number;
  readonly #rules: ShopRules;
  readonly #head: string;
  readonly #tail: string;
  readonly #prices: (PiecePrice | undefined)[] = [];
  readonly #texts: [string | undefined, string | undefined] = [undefined, undefined];

  constructor(product: Product, shop: Shop, rules: ShopRules, soldCount: number, earlier: ShelfEntry | undefined) {
    const { description: _, ...kept } = product;
    this.product = kept;
    this.shop = shop;
    this.soldCount = soldCount;
    this.#rules = rules;
    const known = new Map(earlier?.product.variants.map((variant, index) => [variant.id, earlier.stock[index]]));
    this.stock = product.variants.map((variant) => known.get(variant.id) ?? 0);
    if (earlier && product.variants.every((variant) => known.has(variant.id))) this.stockReadAt = earlier.stockReadAt;
    const head = JSON.stringify({
      id: product.id,
      title: product.title,
      titleEn: product.titleEn,
      image: smallImage(product.images[0]),
    });
    this.#head = `${head.slice(0, -1)},`;
    const tail = JSON.stringify({ shop: shopCardOf(shop), categoryId: product.categoryId, tags: product.tags });
    this.#tail = `,${tail.slice(1)}`;
  }

  /** Pieces of all variants that can be bought. */
  get available(): number {
    let sum = 0;
    for (const pieces of this.stock) sum += pieces;
    return sum;
  }

  /** Takes freshly read stock. @returns whether the product went on or off sale by it. */
  takeStock(stock: ReadonlyMap<string, Stocked>, readAt: number): boolean {
    const before = this.available;
    let changed = false;
    for (const [index, variant] of this.product.variants.entries()) {
      const pieces = stock.get(variant.id)?.available ?? 0;
      if (this.stock[index] === pieces) continue;
      this.stock[index] = pieces;
      changed = true;
    }
    this.stockReadAt = readAt;
    if (changed) this.#dropTexts();
    return before > 0 !== this.available > 0;
  }

  takeSales(soldCount: number): void {
    this.soldCount = soldCount;
    this.#dropTexts();
  }

  priceOf(variantIndex: number, customer: boolean): PiecePrice {
    const slot = variantIndex * 2 + (customer ? 1 : 0);
    const known = this.#prices[slot];
    if (known) return known;
    const variant = this.product.variants[variantIndex];
    if (!variant) throw new RangeError('no such variant');
    const price = pricePiece(
      { skuId: variant.id, shopId: this.shop.id, productId: this.product.id, priceMinor: variant.priceMinor },
      this.#rules,
      customer,
    );
    this.#prices[slot] = price;
    return price;
  }

  /** The variant whose price stands on the card: the cheapest in stock, or the cheapest when all are sold out. */
  cheapest(customer: boolean): { index: number; price: PiecePrice } {
    const soldOut = this.available === 0;
    let best: { index: number; price: PiecePrice } | undefined;
    for (const index of this.stock.keys()) {
      if (!soldOut && (this.stock[index] ?? 0) <= 0) continue;
      const price = this.priceOf(index, customer);
      if (!best || price.payableMinor < best.price.payableMinor) best = { index, price };
    }
    if (!best) throw new Error(`product ${this.product.id} is on the shelf without a variant`);
    return best;
  }

  /** The card as JSON text (`ProductCard` of the API). */
  cardText(customer: boolean): string {
    const slot = customer ? 1 : 0;
    const known = this.#texts[slot];
    if (known) return known;
    const { index, price } = this.cheapest(customer);
    const variant = this.product.variants[index];
    const money = (amountMinor: bigint) => toMoneyJson(amountMinor, this.product.currency);
    const priced = JSON.stringify({
      price: money(price.payableMinor),
      listPrice: money(variant?.priceMinor ?? 0n),
      strikePrice: variant?.strikeMinor == null ? null : money(variant.strikeMinor),
      discounts: price.discounts.map((discount) => ({ code: discount.code, amount: money(discount.amountMinor) })),
      stock: this.available,
      soldCount: this.soldCount,
    });
    const text = this.#head + priced.slice(1, -1) + this.#tail;
    this.#texts[slot] = text;
    return text;
  }

  #dropTexts(): void {
    this.#texts[0] = undefined;
    this.#texts[1] = undefined;
  }
}
