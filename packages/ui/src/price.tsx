import { formatMoney, type Money, moneyParts } from './format.ts';

/**
 * A price: ¥ at 0.7 em, yuan at 1 em, 分 at 0.75 em; the struck price and its note follow in a quieter ink.
 * `size` is the height of the yuan in CSS pixels.
 */
export function Price({
  money,
  size = 18,
  strike,
  note,
  from,
  quiet = false,
}: {
  money: Money;
  size?: number;
  strike?: Money | null;
  note?: string;
  /** A word before the price, such as 起 in English "from". */
  from?: string;
  quiet?: boolean;
}) {
  const parts = moneyParts(money);
  return (
    <span className={quiet ? 'hw-price hw-price-quiet' : 'hw-price'}>
      {from !== undefined && <span className="hw-price-note">{from}</span>}
      <span className="hw-price-figure" style={{ fontSize: size }}>
        <span className="hw-price-symbol">
          {parts.sign}
          {parts.symbol}
        </span>
        {parts.whole}
        {parts.cents !== '' && <span className="hw-price-cents">.{parts.cents}</span>}
      </span>
      {strike !== undefined && strike !== null && strike.amountMinor > money.amountMinor && (
        <s className="hw-price-strike">{formatMoney(strike)}</s>
      )}
      {note !== undefined && note !== '' && <span className="hw-price-note">{note}</span>}
    </span>
  );
}
