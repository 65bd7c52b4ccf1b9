/** Figures of the engine as people read them: points, chances, money per thousand, ages. Pure. */
import type { Locale } from '@haowu/ui/format.ts';

const minus = '−';

/** Ordinary digits with a true minus: `1,234.50`. */
export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return value < 0 && /[1-9]/.test(text) ? `${minus}${text}` : text;
}

/** Points of the value formula: `0.1234`; four digits behind the point, enough to add up by hand to three. */
export function points(value: number, digits = 4): string {
  return fixed(value, digits);
}

/** Points that carry their sign: `+0.1234`, `−0.0200`. */
export function signedPoints(value: number, digits = 4): string {
  const text = fixed(value, digits);
  return text.startsWith(minus) || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** A chance from 0 to 1 in percent, with as many digits as it needs to say something: `42%`, `3.2%`, `0.041%`. */
export function chance(value: number): string {
  const percent = value * 100;
  const size = Math.abs(percent);
  if (size === 0) return '0%';
  if (size < 0.001) return `${value < 0 ? minus : ''}<0.001%`;
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 2 : 3;
  return `${fixed(Number(percent.toFixed(digits)), digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')}%`;
}

/** A chance with five significant digits, for adding up by hand. */
export function fullChance(value: number): string {
  const percent = value * 100;
  if (percent === 0) return '0%';
  const digits = Math.min(8, Math.max(0, 4 - Math.floor(Math.log10(Math.abs(percent)))));
  return `${fixed(percent, digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')}%`;
}

/** Any feature or weight: whole numbers whole, others to four significant digits. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return fixed(value, 0);
  const size = Math.abs(value);
  if (size >= 1_000) return fixed(value, 0);
  const digits = Math.min(8, Math.max(0, 3 - Math.floor(Math.log10(size))));
  return fixed(value, digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

/** A ratio, or an end of its interval: beyond a hundredfold either way it says no more than that. */
export function ratioFigure(ratio: number): string {
  if (ratio > 100) return '>100';
  return ratio < 0.01 ? '<0.01' : fixed(ratio, 2);
}

/** Relative change of a policy weight: `+25%`, `−50%`, `×4.0` from a fourfold on; null where there is nothing to compare. */
export function relativeChange(before: number, after: number): string | null {
  if (before === 0 || before === after) return null;
  const ratio = after / before;
  if (ratio >= 4) return `×${fixed(ratio, ratio >= 10 ? 0 : 1)}`;
  const percent = (ratio - 1) * 100;
  const text = fixed(percent, Math.abs(percent) >= 10 ? 0 : 1);
  return `${percent > 0 ? '+' : ''}${text}%`;
}

/** An age or a delay: `86 ms`, `1.4 s`, `3.2 分钟`, `5.0 小时`. */
export function duration(ms: number, locale: Locale): string {
  const zh = locale === 'zh-CN';
  const tenths = (value: number) => fixed(value, 1).replace(/\.0$/, '');
  const size = Math.abs(ms);
  if (size < 1_000) return `${fixed(ms, size < 10 && !Number.isInteger(ms) ? 1 : 0)} ${zh ? '毫秒' : 'ms'}`;
  if (size < 60_000) return `${size < 10_000 ? tenths(ms / 1_000) : fixed(ms / 1_000, 0)} ${zh ? '秒' : 's'}`;
  if (size < 3_600_000) return `${tenths(ms / 60_000)} ${zh ? '分钟' : 'min'}`;
  if (size < 172_800_000) return `${tenths(ms / 3_600_000)} ${zh ? '小时' : 'h'}`;
  return `${tenths(ms / 86_400_000)} ${zh ? '天' : 'days'}`;
}
