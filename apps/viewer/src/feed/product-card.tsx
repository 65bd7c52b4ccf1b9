import type { Schemas } from '@haowu/api-client';
import { Price } from '@haowu/ui';
import { useLocale, useWords } from '../i18n/index.ts';

export type ProductCardData = Schemas['ProductCard'];

/** Goods of this moment: thumbnail, one line of title, price after discounts, one way in. */
export function ProductCard({ product, onOpen }: { product: ProductCardData; onOpen: () => void }) {
  const t = useWords('feed');
  const locale = useLocale();
  const title = locale === 'en' && product.titleEn !== '' ? product.titleEn : product.title;
  const discounted = product.price.amountMinor < product.listPrice.amountMinor;
  return (
    <button type="button" className="feed-product" data-theme="light" onClick={onOpen}>
      {product.image !== null && <img src={product.image.url} alt="" width={48} height={48} loading="lazy" />}
      <span className="feed-product-words">
        <span className="feed-product-title">{title}</span>
        <Price money={product.price} size={18} note={discounted ? t('afterDiscount') : undefined} />
      </span>
      <span className="feed-product-go">{product.stock > 0 ? t('see') : t('soldOut')}</span>
    </button>
  );
}
