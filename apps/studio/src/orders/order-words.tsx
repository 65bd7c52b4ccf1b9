import type { Schemas } from '@haowu/api-client';
import { StateTag, type Tone, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { useTranslation } from 'react-i18next';

export type Order = Schemas['Order'];
export const carriers = ['sf', 'zto', 'yto', 'jd', 'ems'] as const;
export type Carrier = (typeof carriers)[number];

const tones: Record<Order['state'], Tone> = {
  awaiting_payment: 'plain',
  awaiting_dispatch: 'waits',
  awaiting_receipt: 'plain',
  received: 'good',
  cancelled: 'plain',
};

export function OrderState({ state }: { state: Order['state'] }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]}>{t(`orders.state.${state}`)}</StateTag>;
}

/** The dispatch deadline and whether it is past. `due` is the server's own word where it was asked. */
export function DispatchBy({ order, now, due }: { order: Order; now: number; due?: 'late' | 'soon' | undefined }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  if (!order.dispatchBy || order.state !== 'awaiting_dispatch') return <>–</>;
  const leftMs = Date.parse(order.dispatchBy) - now;
  const at = formatDateTime(order.dispatchBy, locale);
  if (due === 'late' || (!due && leftMs < 0)) return <span className="desk-down">{t('orders.late', { at })}</span>;
  const hours = Math.max(0, Math.floor(leftMs / 3_600_000));
  return <span className={due === 'soon' || hours < 12 ? 'desk-waits' : ''}>{t('orders.left', { at, hours })}</span>;
}

export function goodsText(order: Order): string {
  return order.lines.map((line) => `${line.title} ${line.options.join(' ')} ×${line.quantity}`).join('; ');
}
