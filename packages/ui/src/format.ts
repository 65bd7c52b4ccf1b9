/** Numbers, money and dates as people here read them. Pure; times are shown in Asia/Shanghai, 24 hours. */

export type Money = { readonly amountMinor: number; readonly currency: string };
export type Locale = 'zh-CN' | 'en';

const fractionDigits: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0 };
const symbols: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', JPY: 'JP¥', HKD: 'HK$' };

/** `¥26.80` in pieces, so that a price can set ¥, yuan and 分 in three sizes. `cents` is empty for currencies without. */
export type MoneyParts = {
  readonly sign: '' | '−';
  readonly symbol: string;
  readonly whole: string;
  readonly cents: string;
};

export function moneyParts(money: Money): MoneyParts {
  const digits = fractionDigits[money.currency] ?? 2;
  const scale = 10 ** digits;
  const size = Math.abs(money.amountMinor);
  const whole = Math.floor(size / scale);
  return {
    sign: money.amountMinor < 0 ? '−' : '',
    symbol: symbols[money.currency] ?? `${money.currency} `,
    whole: whole.toLocaleString('en-US'),
    cents: digits === 0 ? '' : String(size % scale).padStart(digits, '0'),
  };
}

/** `¥1,026.80`; negative amounts carry a true minus. */
export function formatMoney(money: Money): string {
  const parts = moneyParts(money);
  return `${parts.sign}${parts.symbol}${parts.whole}${parts.cents === '' ? '' : `.${parts.cents}`}`;
}

/** `3,860`, with every digit. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** Five digits and more shorten: 12.3万, 1.2亿; 12.3K, 1.2M in English. Cut, never rounded up: 99,999 stays 9.9万. */
export function formatShort(count: number, locale: Locale): string {
  if (Math.abs(count) < 10_000) return locale === 'en' ? formatCount(count) : String(count);
  const steps: [number, string][] =
    locale === 'zh-CN'
      ? [
          [100_000_000, '亿'],
          [10_000, '万'],
        ]
      : [
          [1_000_000_000, 'B'],
          [1_000_000, 'M'],
          [1_000, 'K'],
        ];
  for (const [size, unit] of steps) {
    if (Math.abs(count) < size) continue;
    const tenths = Math.trunc((count / size) * 10 + Number.EPSILON);
    return `${tenths % 10 === 0 || Math.abs(tenths) >= 1_000 ? Math.trunc(tenths / 10) : (tenths / 10).toFixed(1)}${unit}`;
  }
  return String(count);
}

const zone = 'Asia/Shanghai';

function dateFields(at: string | number | Date): Record<string, string> {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `11月26日` / `26 Nov`; another year than `now` is written out. */
export function formatDay(at: string | number | Date, locale: Locale, now: number | Date = Date.now()): string {
  const { year, month, day } = dateFields(at);
  const sameYear = year === dateFields(now).year;
  if (locale === 'zh-CN') return `${sameYear ? '' : `${year}年`}${Number(month)}月${Number(day)}日`;
  return `${Number(day)} ${englishMonths[Number(month) - 1]}${sameYear ? '' : ` ${year}`}`;
}

/** `11月26日（周四）` / `Thu 26 Nov`. */
export function formatDayWithWeekday(at: string | number | Date, locale: Locale, now?: number | Date): string {
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'short' }).format(new Date(at));
  const day = formatDay(at, locale, now);
  return locale === 'zh-CN' ? `${day}（${weekday}）` : `${weekday} ${day}`;
}

/** `14:20`. */
export function formatTime(at: string | number | Date): string {
  const { hour, minute } = dateFields(at);
  return `${hour}:${minute}`;
}

/** `11月26日 14:20` / `26 Nov, 14:20`. */
export function formatDateTime(at: string | number | Date, locale: Locale, now?: number | Date): string {
  return `${formatDay(at, locale, now)}${locale === 'zh-CN' ? ' ' : ', '}${formatTime(at)}`;
}

/** 刚刚, 5 分钟前, 3 小时前, 昨天 14:20, then the day. */
export function formatAgo(at: string | number | Date, locale: Locale, now: number | Date = Date.now()): string {
  const minutes = Math.floor((new Date(now).getTime() - new Date(at).getTime()) / 60_000);
  const chinese = locale === 'zh-CN';
  if (minutes < 1) return chinese ? '刚刚' : 'just now';
  if (minutes < 60) return chinese ? `${minutes} 分钟前` : `${minutes} min ago`;
  if (minutes < 24 * 60) {
    const hours = Math.floor(minutes / 60);
    return chinese ? `${hours} 小时前` : `${hours} h ago`;
  }
  if (minutes < 48 * 60) return `${chinese ? '昨天 ' : 'yesterday '}${formatTime(at)}`;
  return formatDay(at, locale, now);
}

/** `0:07`, `12:34`, `1:02:03` from milliseconds. */
export function formatClock(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}
