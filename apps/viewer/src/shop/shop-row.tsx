import { Avatar, Tag } from '@haowu/ui';
import { Link } from 'react-router';
import type { Schemas } from '../api.ts';
import { useShopWords } from './use-shop-words.ts';

/** One shop as a row that leads to its page. */
export function ShopRow({ shop }: { shop: Schemas['ShopCard'] }) {
  const { t } = useShopWords();
  return (
    <Link to={`/shops/${shop.id}`} className="flex items-center gap-3 rounded-card bg-surface p-3">
      <Avatar name={shop.name} url={shop.logoUrl} size={44} />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="truncate text-[15px] font-semibold">{shop.name}</span>
        <span className="flex flex-wrap items-center gap-1 text-xs text-ink-2">
          {t(`subject_${shop.subjectType}`)}
          {shop.region !== null && shop.region !== '' && ` · ${shop.region}`}
          <ShopBadges shop={shop} />
        </span>
      </span>
      <span className="hw-button hw-button-outline hw-button-small flex-none">{t('enterShop')}</span>
    </Link>
  );
}

export function ShopBadges({ shop }: { shop: Schemas['ShopCard'] }) {
  const { t } = useShopWords();
  return shop.badges.map((badge) => (
    <Tag key={badge} tone={badge === 'new_shop' ? 'amber' : 'jade'}>
      {t(`badge_${badge}`)}
    </Tag>
  ));
}
