import { formatDayWithWeekday, formatMoney } from '@haowu/ui';
import type { Schemas } from '../api.ts';
import { AmountLines } from './amount-lines.tsx';
import { Picture } from './picture.tsx';
import { useShopWords } from './use-shop-words.ts';

type QuotedShop = Schemas['Quote']['shops'][number];

/** One shop's part of a checkout: its goods, when they arrive, and the bill. */
export function CheckoutShop({
  part,
  problems,
  totalLabel,
}: {
  part: QuotedShop;
  problems: Schemas['Quote']['problems'];
  totalLabel: string;
}) {
  const { t, locale } = useShopWords();
  return (
    <section className="grid gap-3 rounded-card bg-surface p-3" aria-label={part.shop.name}>
      <h3 className="m-0 truncate text-[15px] font-semibold">{part.shop.name}</h3>
      <ul className="m-0 grid list-none gap-3 p-0">
        {part.lines.map((line) => {
          const problem = problems.find((candidate) => candidate.skuId === line.skuId);
          return (
            <li key={line.skuId} className="grid grid-cols-[72px_1fr_auto] gap-3">
              <Picture image={line.image} className="size-18 rounded-control" />
              <div className="grid min-w-0 content-start gap-0.5">
                <p className="m-0 line-clamp-2 text-sm">{line.title}</p>
                <p className="m-0 truncate text-xs text-ink-3">{line.options.join(' · ')}</p>
                {problem !== undefined && (
                  <p className="m-0 text-xs text-plum" role="alert">
                    {problem.code === 'orders.goods_unavailable'
                      ? t('lineGone')
                      : line.stock > 0
                        ? t('lineLess', { number: line.stock })
                        : t('lineSoldOut')}
                  </p>
                )}
              </div>
              <div className="text-right text-sm tabular-nums">
                <p className="m-0">{formatMoney(line.unitPrice)}</p>
                <p className="m-0 text-xs text-ink-3">×{line.quantity}</p>
              </div>
            </li>
          );
        })}
      </ul>
      {part.arrivesBy !== null && (
        <p className="m-0 text-xs text-jade">
          {t('deliverPromise', { day: formatDayWithWeekday(part.arrivesBy, locale) })}
        </p>
      )}
      <AmountLines amounts={part.amounts} totalLabel={totalLabel} />
    </section>
  );
}
