import { formatMoney, type Locale, type Money } from '../format.ts';

/** One unit for all figures of a chart or a table, so that they can be compared at a glance. */
export type MoneyUnit = { divisor: number; digits: number; zh: string; en: string };

const units = {
  fen: { divisor: 100, digits: 2, zh: '元', en: 'CNY' },
  yuan: { divisor: 100, digits: 0, zh: '元', en: 'CNY' },
  wan: { divisor: 1_000_000, digits: 1, zh: '万元', en: 'CNY 10K' },
  thousand: { divisor: 100_000, digits: 1, zh: '千元', en: 'CNY K' },
  million: { divisor: 100_000_000, digits: 2, zh: '百万元', en: 'CNY M' },
  yi: { divisor: 10_000_000_000, digits: 2, zh: '亿元', en: 'CNY 100M' },
} as const;

/** The unit in which figures up to `largestMinor` can be compared: fen while small, whole yuan, then 万 and 亿 (K and M). */
export function moneyUnit(largestMinor: number, locale: Locale): MoneyUnit {
  const yuan = Math.abs(largestMinor) / 100;
  if (yuan < 10_000) return units.fen;
  if (yuan < 1_000_000) return units.yuan;
  if (locale === 'zh-CN') return yuan >= 1e9 ? units.yi : units.wan;
  return yuan >= 1e7 ? units.million : units.thousand;
}

/** `1,284.6` in a unit, with a true minus. */
export function inUnit(amountMinor: number, unit: MoneyUnit): string {
  const value = Math.abs(amountMinor) / unit.divisor;
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: unit.digits,
    maximumFractionDigits: unit.digits,
  });
  return amountMinor < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

/** `¥12.54万`, `¥1,284.6万` from 100,000 yuan on, all digits below; `¥125.4K` in English. */
export function shortMoney(money: Money, locale: Locale): string {
  const yuan = Math.abs(money.amountMinor) / 100;
  if (yuan < 100_000) return formatMoney(money);
  const [unit, suffix]: [MoneyUnit, string] =
    locale === 'zh-CN'
      ? yuan >= 1e8
        ? [units.yi, '亿']
        : [{ ...units.wan, digits: yuan < 1_000_000 ? 2 : 1 }, '万']
      : yuan >= 1_000_000
        ? [units.million, 'M']
        : [units.thousand, 'K'];
  const text = inUnit(money.amountMinor, unit);
  return text.startsWith('−') ? `−¥${text.slice(1)}${suffix}` : `¥${text}${suffix}`;
}

/** `+9.2%` with its sign; `null` when there was nothing, or next to nothing (a twentieth), to compare with. */
export function change(now: number, before: number): string | null {
  if (before === 0 || Math.abs(now) > 20 * Math.abs(before)) return null;
  return signedPercent((now - before) / Math.abs(before));
}

/** `+9.2%`, `−12%`, `0%`. */
export function signedPercent(share: number): string {
  const percent = share * 100;
  const text = Math.abs(percent) >= 10 ? Math.abs(percent).toFixed(0) : Math.abs(percent).toFixed(1);
  if (Number(text) === 0) return '0%';
  return `${percent < 0 ? '−' : '+'}${Number(text).toLocaleString('en-US')}%`;
}
