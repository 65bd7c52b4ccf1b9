import type { Schemas } from '@haowu/api-client';
import { change, inUnit, moneyUnit } from '@haowu/ui/desk/index.ts';
import type { Locale } from '@haowu/ui/format.ts';
import type { TFunction } from 'i18next';
import { reasonName } from './reason-words.ts';

type Bridge = Schemas['Bridge'];

/** What the chart says in one sentence: the largest loss, and the reason that moved most against the period before. */
export function bridgeMessage(bridge: Bridge, t: TFunction, locale: Locale): string {
  const lost = bridge.reasons
    .filter((reason) => reason.amount.amountMinor > 0)
    .sort((a, b) => b.amount.amountMinor - a.amount.amountMinor);
  const largest = lost[0];
  if (!largest) return t('bridge.message.nothingLost');
  const unit = moneyUnit(largest.amount.amountMinor, locale);
  const first = t('bridge.message.largest', {
    reason: reasonName(t, largest.code),
    amount: inUnit(largest.amount.amountMinor, unit),
    unit: locale === 'zh-CN' ? unit.zh : unit.en,
  });
  const moved = bridge.reasons
    .map((reason) => ({ reason, delta: reason.amount.amountMinor - reason.previousAmount.amountMinor }))
    .filter(
      ({ reason, delta }) =>
        delta !== 0 && change(reason.amount.amountMinor, reason.previousAmount.amountMinor) !== null,
    )
    .sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta))[0];
  const size = moved ? change(moved.reason.amount.amountMinor, moved.reason.previousAmount.amountMinor) : null;
  if (!moved || !size || size === '0%') return first;
  const second = t(moved.delta > 0 ? 'bridge.message.grew' : 'bridge.message.shrank', {
    reason: reasonName(t, moved.reason.code),
    percent: size.slice(1),
  });
  return t('bridge.message.both', { first, second });
}

/** The daily chart in one sentence: the day that paid most and what stayed of it; how many days are not settled yet. */
export function seriesMessage(bridge: Bridge, t: TFunction, locale: Locale, day: (iso: string) => string): string {
  const best = [...bridge.days].sort((a, b) => b.paid.amountMinor - a.paid.amountMinor)[0];
  if (!best || best.paid.amountMinor === 0) return t('bridge.series.quiet');
  const kept = best.qgmvSettled.amountMinor + best.qgmvProvisional.amountMinor;
  const unit = moneyUnit(best.paid.amountMinor, locale);
  const words = {
    day: day(best.day),
    paid: inUnit(best.paid.amountMinor, unit),
    kept: inUnit(kept, unit),
    unit: locale === 'zh-CN' ? unit.zh : unit.en,
  };
  const waiting = bridge.days.filter(
    (entry) => entry.qgmvProvisional.amountMinor > entry.qgmvSettled.amountMinor,
  ).length;
  const first = t('bridge.series.best', words);
  return waiting > 0 ? t('bridge.series.waiting', { first, count: waiting }) : first;
}
