import { Chip, formatShort, QuantityInput } from '@haowu/ui';
import type { Schemas } from '../api.ts';
import { choose, optionValues, type Sku, valueInStock } from './sku-choice.ts';
import { useShopWords } from './use-shop-words.ts';

/** Options as chips (sold-out ones struck but visible) and the quantity. */
export function SkuPicker({
  product,
  sku,
  quantity,
  onSku,
  onQuantity,
}: {
  product: Pick<Schemas['Product'], 'optionNames' | 'skus'>;
  sku: Sku;
  quantity: number;
  onSku: (sku: Sku) => void;
  onQuantity: (quantity: number) => void;
}) {
  const { t, locale } = useShopWords();
  const lastOption = product.optionNames.length - 1;
  const max = Math.max(1, Math.min(999, sku.stock));
  return (
    <div className="grid gap-4">
      {product.optionNames.map((name, position) => (
        <fieldset key={name} className="m-0 border-0 p-0">
          <legend className="mb-2 p-0 text-[15px] font-semibold">{name}</legend>
          <div className="flex flex-wrap gap-2 [&_.hw-chip]:!min-h-11">
            {optionValues(product.skus, position).map((value) => {
              const possible = valueInStock(product.skus, position, value);
              const exact = product.skus.find((candidate) =>
                candidate.options.every(
                  (option, index) => option === (index === position ? value : sku.options[index]),
                ),
              );
              const struck = !possible || (position === lastOption && (exact === undefined || exact.stock <= 0));
              return (
                <Chip
                  key={value}
                  selected={sku.options[position] === value}
                  struck={struck}
                  onClick={() => {
                    const next = choose(product.skus, sku, position, value);
                    if (next !== undefined) onSku(next);
                  }}
                >
                  {value}
                  {struck && <span className="ml-1 inline-block text-xs no-underline">{t('soldOut')}</span>}
                </Chip>
              );
            })}
          </div>
        </fieldset>
      ))}
      <div className="flex items-center justify-between gap-3 border-t border-line pt-3">
        <p className="m-0 text-[15px]">
          {t('quantity')}{' '}
          <span className="text-[13px] text-ink-2">
            {sku.stock <= 0
              ? t('soldOut')
              : sku.stock <= 10
                ? t('stockLow', { number: sku.stock })
                : t('stockLeft', { text: formatShort(sku.stock, locale) })}
          </span>
        </p>
        <QuantityInput value={Math.min(quantity, max)} max={max} label={t('quantity')} onChange={onQuantity} />
      </div>
    </div>
  );
}
