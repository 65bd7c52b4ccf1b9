import { openCase } from '../../server/src/aftersale/index.ts';
import { Problem } from '../../server/src/kernel/index.ts';
import { cancelPaid, confirmReceipts, type PlacedOrder, placeOrder } from '../../server/src/orders/index.ts';
import { postReview } from '../../server/src/reviews/index.ts';
import * as data from '../town/index.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Town, TownProduct, TownVideo } from './town.ts';

const streets = ['人民路 128 号', '文化街 16 号院', '科技园 7 栋', '梧桐里 3 单元', '滨江花园 12 幢'];

/** A refusal is an answer (sold out, price changed): the person goes on. Anything else is a broken town. */
async function orRefused<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return undefined;
    throw error;
  }
}

/** Buys one or two pieces, from a video or from the shelf, sometimes with something else of the shop. */
export async function buy(
  town: Town,
  person: Person,
  product: TownProduct,
  video: TownVideo | undefined,
  random: Random,
): Promise<PlacedOrder | undefined> {
  const sku = random.pick(product.skus);
  const quantity = random.chance(0.15) ? 2 : 1;
  const items = [
    {
      skuId: sku.id,
      quantity,
      scene: video ? ('video' as const) : random.pick(['product_card', 'search', 'shop_page'] as const),
      contentId: video?.id ?? null,
    },
  ];
  if (random.chance(0.12)) {
    const others = town.products.filter((each) => each.shop === product.shop && each !== product);
    const extra = others.length > 0 ? random.pick(random.pick(others).skus) : undefined;
    if (extra) items.push({ skuId: extra.id, quantity: 1, scene: 'shop_page', contentId: null });
  }
  const { home } = person;
  return orRefused(
    town.world.act(
      (act) =>
        placeOrder(act, {
          buyerId: person.id,
          accountId: person.id,
          items,
          address: { name: person.nickname.slice(0, 12), phone: person.phone, ...home, detail: random.pick(streets) },
          paymentMethod: random.chance(0.8) ? 'sandbox_wallet' : 'sandbox_card',
          note: random.chance(0.05) ? '请尽快发货' : '',
        }),
      person.id,
    ),
  );
}

export async function cancel(town: Town, orderId: string, person: Person): Promise<void> {
  await orRefused(town.world.act((act) => cancelPaid(act, orderId, 'buyer'), person.id));
}

export async function receive(town: Town, orderId: string, person: Person): Promise<void> {
  await orRefused(town.world.act((act) => confirmReceipts(act, [orderId], 'buyer'), person.id));
}

/** How well a parcel turned out, 1 to 5 stars before the person's own strictness. */
export function experience(product: TownProduct, late: boolean, random: Random): number {
  const { quality, priceHonesty } = product.shop.data.hidden;
  const base = 2.2 + quality * 2.4 + priceHonesty * 0.5 - (late ? 0.7 : 0);
  return base + (random.next() - 0.5) * 1.6;
}

export async function review(
  town: Town,
  person: Person,
  line: { id: string; product: TownProduct; fromVideo: boolean },
  felt: number,
  random: Random,
): Promise<void> {
  const stars = Math.max(1, Math.min(5, Math.round(felt + 0.35 - person.strictness * 0.8))) as 1 | 2 | 3 | 4 | 5;
  const root = data.categories.find((each) =>
    each.leaves.some((leaf) => leaf.slug === line.product.data.category),
  )?.slug;
  const lines = data.reviews
    .filter((pool) => pool.stars === stars && pool.topic === root)
    .flatMap((pool) => pool.lines);
  const text = lines.length > 0 && random.chance(0.7) ? random.pick(lines).text : '';
  const asShown = line.fromVideo ? felt > 2.6 || random.chance(0.4) : null;
  await orRefused(
    town.world.act(
      (act) =>
        postReview(act, {
          lineId: line.id,
          buyerId: person.id,
          stars,
          asShown,
          text,
          images: [],
          anonymous: random.chance(0.25),
        }),
      person.id,
    ),
  );
}

export type CaseWish = {
  kind: 'refund_only' | 'return_and_refund';
  reason: 'no_reason' | 'quality' | 'not_as_described' | 'damaged';
  text: string;
};

/** Whether somebody sends it back, and why: clothes that do not fit, goods that are not what was shown. */
export function aftersaleWish(product: TownProduct, felt: number, random: Random): CaseWish | undefined {
  const root =
    data.categories.find((each) => each.leaves.some((leaf) => leaf.slug === product.data.category))?.slug ?? '';
  const bad = felt < 2.4 ? 0.6 : felt < 3 ? 0.18 : 0.015;
  if (random.chance(bad)) {
    if (root === 'fresh') return { kind: 'refund_only', reason: 'damaged', text: '到货坏了一部分，有照片' };
    return random.chance(0.5)
      ? { kind: 'return_and_refund', reason: 'quality', text: '做工有问题' }
      : { kind: 'refund_only', reason: 'not_as_described', text: '和视频里不一样' };
  }
  const leaf = data.categoryLeaves.get(product.data.category);
  const fits = root === 'fashion' ? 0.16 : root === 'beauty' ? 0.05 : 0.03;
  return leaf?.noReasonReturn && random.chance(fits)
    ? { kind: 'return_and_refund', reason: 'no_reason', text: '不太合适' }
    : undefined;
}

export async function askForMoneyBack(
  town: Town,
  person: Person,
  lineId: string,
  wish: CaseWish,
): Promise<string | undefined> {
  const row = await orRefused(
    town.world.act((act) => openCase(act, { buyerId: person.id, lineId, ...wish }), person.id),
  );
  return row?.id;
}
