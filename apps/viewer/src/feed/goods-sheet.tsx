import { Price, Sheet } from '@haowu/ui';
import { useLocale, useWords } from '../i18n/index.ts';
import type { FeedItem } from './feed-list.ts';

/** All goods of one video, when it carries several. */
export default function GoodsSheet({
  item,
  onChoose,
  onClose,
}: {
  item: FeedItem;
  onChoose: (productId: string) => void;
  onClose: () => void;
}) {
  const t = useWords('feed');
  const locale = useLocale();
  return (
    <Sheet title={t('goodsCount', { count: item.video.goods.length })} clear onClose={onClose}>
      <ul className="divide-y divide-line">
        {item.video.goods.map(({ product }) => (
          <li key={product.id}>
            <button
              type="button"
              className="flex w-full items-center gap-3 py-3 text-left"
              onClick={() => onChoose(product.id)}
            >
              {product.image !== null && (
                <img
                  src={product.image.url}
                  alt=""
                  width={64}
                  height={64}
                  className="size-16 rounded-control object-cover"
                />
              )}
              <span className="grid min-w-0 flex-1 gap-1">
                <span className="line-clamp-2 text-base">
                  {locale === 'en' && product.titleEn !== '' ? product.titleEn : product.title}
                </span>
                <Price money={product.price} strike={product.strikePrice} />
              </span>
              <span className="hw-button hw-button-primary hw-button-small">
                {product.stock > 0 ? t('see') : t('soldOut')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
