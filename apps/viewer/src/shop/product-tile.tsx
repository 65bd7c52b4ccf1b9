import { formatMoney, formatShort, Price, Skeleton, Tag } from '@haowu/ui';
import { Link } from 'react-router';
import type { Schemas } from '../api.ts';
import { Picture } from './picture.tsx';
import { useShopWords } from './use-shop-words.ts';

export type Scene = 'video' | 'product_card' | 'search' | 'shop_page' | 'cart';
/** What a link to a product page carries along, so that an order knows where it came from. */
export type ProductLinkState = { scene: Scene; contentId?: string; impressionToken?: string };

/** One product in a two-column list: the picture first, then the price this viewer pays. */
export function ProductTile({ product, scene }: { product: Schemas['ProductCard']; scene: Scene }) {
  const { t, locale, coded } = useShopWords();
  const soldOut = product.stock <= 0;
  const state: ProductLinkState = { scene };
  const discount = product.discounts[0];
  const badge = product.shop.badges.find((candidate) => candidate !== 'new_shop');
  return (
    <Link
      to={`/products/${product.id}`}
      state={state}
      className="flex flex-col overflow-hidden rounded-xl bg-surface text-ink no-underline focus-visible:outline-2 focus-visible:outline-jade"
    >
      <span className="relative block">
        <Picture image={product.image} className={`aspect-square w-full ${soldOut ? 'opacity-50' : ''}`} />
        {soldOut && (
          <span className="absolute inset-0 grid place-items-center">
            <span className="rounded-full bg-black/70 px-3 py-1 text-[13px] text-white">{t('soldOutAll')}</span>
          </span>
        )}
      </span>
      <span className="flex flex-1 flex-col gap-1.5 px-2.5 pt-2 pb-2.5">
        <span className="line-clamp-2 text-[14px] leading-[1.4]">
          {locale === 'en' && product.titleEn !== '' ? product.titleEn : product.title}
        </span>
        <span className="flex flex-wrap gap-1">
          {discount !== undefined && (
            <Tag tone="persimmon">
              {coded(`discount_${discount.code}`)} −{formatMoney(discount.amount)}
            </Tag>
          )}
          {badge !== undefined && <Tag tone="jade">{t(`badge_${badge}`)}</Tag>}
        </span>
        <span className="mt-auto flex flex-wrap items-baseline justify-between gap-x-2">
          <Price money={product.price} size={18} strike={product.strikePrice} />
          <span className="text-[12px] text-ink-3">
            {t('soldText', { text: formatShort(product.soldCount, locale) })}
          </span>
        </span>
        <span className="truncate text-[12px] text-ink-3">{product.shop.name}</span>
      </span>
    </Link>
  );
}

/** Two columns on a phone, up to five on a desktop. */
export const tileGrid = 'grid grid-cols-2 gap-2 sm:grid-cols-3 md:grid-cols-4 lg:grid-cols-5 sm:gap-3';

export function TileSkeletons({ count = 6 }: { count?: number }) {
  return (
    <div className={tileGrid}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="overflow-hidden rounded-xl bg-surface">
          <div className="aspect-square">
            <Skeleton height="100%" radius={0} />
          </div>
          <div className="grid gap-2 p-2.5">
            <Skeleton lines={2} height={14} />
            <Skeleton width={72} height={20} />
          </div>
        </div>
      ))}
    </div>
  );
}
