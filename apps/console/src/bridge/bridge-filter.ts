import { useUrlState } from '@haowu/ui/desk/index.ts';
import { useMemo } from 'react';
import { businessDay, dayPlus, useBusinessTime } from '../business-time.ts';

export const periods = ['7', '30', '90', 'custom'] as const;
export type Period = (typeof periods)[number];
export const scenes = ['video', 'product_card', 'search', 'shop_page', 'cart'] as const;

export type BridgeFilter = {
  from: string;
  to: string;
  shopId?: string;
  creatorId?: string;
  contentId?: string;
  categoryId?: string;
  scene?: string;
};

/** The filter of the bridge as the address says it; `undefined` until business time is known. Default: the last 30 days. */
export function useBridgeFilter(): { filter: BridgeFilter | undefined; period: Period; today: string | undefined } {
  const { get } = useUrlState();
  const clock = useBusinessTime();
  const today = clock.data ? businessDay(clock.data.now) : undefined;
  const from = get('from');
  const to = get('to');
  const wanted = get('period') as Period | undefined;
  const period: Period =
    from && to ? 'custom' : wanted && periods.includes(wanted) && wanted !== 'custom' ? wanted : '30';
  const shopId = get('shop');
  const creatorId = get('creator');
  const contentId = get('content');
  const categoryId = get('category');
  const scene = get('scene');
  const filter = useMemo<BridgeFilter | undefined>(() => {
    if (!today) return undefined;
    return {
      from: period === 'custom' && from ? from : dayPlus(today, 1 - Number(period)),
      to: period === 'custom' && to ? to : today,
      ...(shopId ? { shopId } : {}),
      ...(creatorId ? { creatorId } : {}),
      ...(contentId ? { contentId } : {}),
      ...(categoryId ? { categoryId } : {}),
      ...(scene ? { scene } : {}),
    };
  }, [today, period, from, to, shopId, creatorId, contentId, categoryId, scene]);
  return { filter, period, today };
}
