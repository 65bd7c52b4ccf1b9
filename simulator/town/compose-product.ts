import { categoryLeaves } from './categories.ts';
import { shops } from './shops.ts';
import type { Guarantee, Option, Product, Text, Variant } from './types.ts';

/** What the picture of a product is made of: read by `render/`, never by the platform. */
export interface Art {
  layout: string;
  palette: string;
  /** Emoji of the goods themselves, then of what stands beside them. */
  heroes: string;
  props: string;
  /** Words on a drawn package; short, and never a claim. */
  label?: string;
}

export interface Sale {
  options: Option[];
  variants: Variant[];
}

export interface Item {
  slug: string;
  category: string;
  title: Text;
  description: Text;
  sale: Sale;
  tags: Product['tags'];
  art: Art;
  origin?: Text;
  dispatchPromiseHours?: number;
}

/** `"米白|Ivory"` or `"M"` (same in both languages). */
function text(source: string): Text {
  const [zh = '', en = zh] = source.split('|').map((part) => part.trim());
  return { zh, en };
}

function minor(yuan: string): number {
  return Math.round(Number(yuan) * 100);
}

const saleLine = /^(?:(.*?)\s+)?¥(\d+(?:\.\d{1,2})?) x(\d+)(?: was ¥(\d+(?:\.\d{1,2})?))?$/;

function parseSale(source: string): { label: Text; priceMinor: number; stock: number; strikePriceMinor?: number } {
  const match = saleLine.exec(source);
  if (!match) throw new Error(`not a sale line: ${source}`);
  const [, label = '', price = '', stock = '', strike] = match;
  return {
    label: text(label),
    priceMinor: minor(price),
    stock: Number(stock),
    ...(strike ? { strikePriceMinor: minor(strike) } : {}),
  };
}

/** A product with one variant: `one('¥29.80 x300 was ¥36')`. */
export function one(source: string): Sale {
  const { label: _, ...sale } = parseSale(source);
  return { options: [], variants: [{ slug: 'only', choice: [], ...sale }] };
}

/** One option: `by('规格|Size', '5 斤|2.5 kg ¥29.80 x300', …)`. */
export function by(optionName: string, ...lines: string[]): Sale {
  const parsed = lines.map(parseSale);
  return {
    options: [{ name: text(optionName), values: parsed.map(({ label }) => label) }],
    variants: parsed.map(({ label: _, ...sale }, index) => ({ slug: `v${index + 1}`, choice: [index], ...sale })),
  };
}

/**
 * Two options at one price: `grid('颜色|Colour: 米白|Ivory, 藏青|Navy', '尺码|Size: M, L', '¥159 x40')`.
 * Stock thins towards the last size, as it does on a shelf; the very last corner is sold out in larger grids.
 */
export function grid(first: string, second: string, source: string): Sale {
  const options = [first, second].map((each) => {
    const [name = '', values = ''] = each.split(':');
    return { name: text(name), values: values.split(',').map(text) };
  });
  const { label: _, stock, ...price } = parseSale(source);
  const columns = options[1]!.values.length;
  const rows = options[0]!.values.length;
  const variants = options[0]!.values.flatMap((_row, row) =>
    options[1]!.values.map((_column, column) => {
      const last = row === rows - 1 && column === columns - 1 && rows * columns >= 6;
      const left = last
        ? 0
        : Math.max(3, Math.round(stock * (1 - 0.55 * (column / columns)) * (1 - 0.3 * (row / rows))));
      return { slug: `v${row + 1}-${column + 1}`, choice: [row, column], ...price, stock: left };
    }),
  );
  return { options, variants };
}

/** `art('crate', 'peach', '🍎', '🌿🍃', '静宁苹果')`. */
export function art(layout: string, palette: string, heroes: string, props = '', label?: string): Art {
  return { layout, palette, heroes, props, ...(label ? { label } : {}) };
}

/** `tags` is `"interest interest | scene | mood"`. */
export function item(
  slug: string,
  category: string,
  title: [zh: string, en: string],
  description: [zh: string, en: string],
  sale: Sale,
  tags: string,
  picture: Art,
  more: { origin?: string; dispatchPromiseHours?: number } = {},
): Item {
  const [interest = [], scene = [], mood = []] = tags.split('|').map((part) => part.trim().split(' ').filter(Boolean));
  return {
    slug,
    category,
    title: { zh: title[0], en: title[1] },
    description: { zh: description[0], en: description[1] },
    sale,
    tags: { interest, scene, mood },
    art: picture,
    ...(more.origin ? { origin: text(more.origin) } : {}),
    ...(more.dispatchPromiseHours ? { dispatchPromiseHours: more.dispatchPromiseHours } : {}),
  };
}

const fashion = new Set(['women', 'men', 'shoes', 'bag', 'accessory']);
const fragile = new Set(['tableware', 'lighting', 'heritage-craft', 'instrument']);

function guaranteesOf(category: string): Guarantee[] {
  const leaf = categoryLeaves.get(category);
  if (!leaf) throw new Error(`unknown category: ${category}`);
  return [
    leaf.noReasonReturn ? 'no-reason-return' : 'fresh-guarantee',
    'refund-before-dispatch',
    ...(fashion.has(category) ? (['return-shipping-paid'] as const) : []),
    ...(fragile.has(category) ? (['breakage-replaced'] as const) : []),
    ...(category === 'skincare' || category === 'makeup' ? (['allergy-return'] as const) : []),
  ];
}

/** The goods of one shop. */
export interface Shelf {
  products: Product[];
  art: [slug: string, art: Art][];
}

export function shelf(shopSlug: string, origin: string, items: Item[]): Shelf {
  const shop = shops.find(({ slug }) => slug === shopSlug);
  if (!shop) throw new Error(`unknown shop: ${shopSlug}`);
  const products = items.map(
    (each): Product => ({
      slug: each.slug,
      shop: shop.slug,
      category: each.category,
      title: each.title,
      description: each.description,
      options: each.sale.options,
      variants: each.sale.variants,
      currency: 'CNY',
      dispatchPromiseHours: each.dispatchPromiseHours ?? shop.dispatchPromiseHours,
      origin: each.origin ?? text(origin),
      tags: each.tags,
      guarantees: guaranteesOf(each.category),
      pictures: [`products/${each.slug}-1.webp`, `products/${each.slug}-2.webp`],
    }),
  );
  return { products, art: items.map((each) => [each.slug, each.art]) };
}
