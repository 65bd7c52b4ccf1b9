import { Icon } from '@haowu/ui';
import type { Schemas } from '../api.ts';
import { useShopWords } from './use-shop-words.ts';

/** What the shop and the platform stand for, in jade: a strip, or with one sentence each. */
export function Guarantees({ product, long = false }: { product: Schemas['Product']; long?: boolean }) {
  const { t } = useShopWords();
  if (long)
    return (
      <ul className="m-0 grid list-none gap-2 p-0 sm:grid-cols-2">
        {product.guarantees.map((guarantee) => (
          <li key={guarantee} className="flex gap-2 text-sm">
            <Icon name="shield" size={18} className="mt-0.5 flex-none text-jade" />
            <span>
              <span className="font-semibold text-jade">{t(`guarantee_${guarantee}`)}</span>
              <span className="block text-[13px] text-ink-2">{t(`guaranteeText_${guarantee}`)}</span>
            </span>
          </li>
        ))}
      </ul>
    );
  return (
    <ul
      aria-label={t('guarantees')}
      className="m-0 flex list-none flex-wrap gap-x-4 gap-y-1 rounded-control bg-jade-soft px-3 py-2.5 text-[13px] font-semibold text-jade"
    >
      {product.guarantees.map((guarantee) => (
        <li key={guarantee} className="flex items-center gap-1">
          <Icon name="check" size={15} />
          {t(`guarantee_${guarantee}`)}
        </li>
      ))}
      <li className="flex items-center gap-1">
        <Icon name="check" size={15} />
        {t('dispatchWithin', { hours: product.dispatchPromiseHours })}
      </li>
    </ul>
  );
}
