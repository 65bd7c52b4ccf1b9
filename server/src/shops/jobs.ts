import { dayMs, hourMs, type Sweep } from '../kernel/index.ts';
import { endNewShopBadges } from './store.ts';

const newShopDays = 90;
const batchMax = 200;

/** A shop is new for 90 days of business time. */
const endNewShops: Sweep = {
  name: 'shops.end-new-shops',
  everyMs: hourMs,
  run: (world) =>
    endNewShopBadges(world.database, new Date(world.businessClock.now().getTime() - newShopDays * dayMs), batchMax),
};

export const sweeps: readonly Sweep[] = [endNewShops];
