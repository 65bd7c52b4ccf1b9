import { formatMoney, Price } from '@haowu/ui';
import type { ReactNode } from 'react';
import type { Schemas } from '../api.ts';
import { useShopWords } from './use-shop-words.ts';

/** Goods, each discount, freight and what they add up to, as the lines of a bill. */
export function AmountLines({
  amounts,
  totalLabel,
  totalSize = 18,
}: {
  amounts: Schemas['Amounts'];
  totalLabel: string;
  totalSize?: number;
}) {
  const { t, coded } = useShopWords();
  return (
    <dl className="m-0 grid gap-1.5 text-sm">
      <AmountLine label={t('amountGoods')}>{formatMoney(amounts.goods)}</AmountLine>
      {amounts.discounts
        .filter((discount) => discount.amount.amountMinor !== 0)
        .map((discount) => (
          <AmountLine key={discount.code} label={coded(`discount_${discount.code}`)} tone="persimmon">
            −{formatMoney(discount.amount)}
          </AmountLine>
        ))}
      <AmountLine label={t('amountFreight')}>
        {amounts.freight.amountMinor === 0 ? t('freightFree') : formatMoney(amounts.freight)}
      </AmountLine>
      <AmountLine label={totalLabel} strong>
        <Price money={amounts.total} size={totalSize} />
      </AmountLine>
    </dl>
  );
}

export function AmountLine({
  label,
  children,
  tone,
  strong = false,
}: {
  label: string;
  children: ReactNode;
  tone?: 'persimmon';
  strong?: boolean;
}) {
  return (
    <div className={`flex items-baseline justify-between gap-4 ${strong ? 'border-t border-line pt-2' : ''}`}>
      <dt className={strong ? 'text-ink font-semibold' : 'text-ink-2'}>{label}</dt>
      <dd className={`m-0 tabular-nums ${tone === 'persimmon' ? 'text-persimmon' : 'text-ink'}`}>{children}</dd>
    </div>
  );
}
