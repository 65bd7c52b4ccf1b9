import { mix32, purposes } from './draws.ts';
import { followLine } from './outcomes.ts';
import { openLine, type Serving } from './serve-day.ts';
import { timeOf, type Viewer } from './town-state.ts';

const ringSize = 4;

/** Sellers who buy their own goods: a few accounts of their own, paid orders without a viewer behind them, good stars. */
export function stageOrders(serving: Serving, day: number, nobody: Viewer): void {
  const { town } = serving;
  const { draws, world } = town;
  for (const shop of town.shops) {
    const perDay = world.sellers.kinds[shop.kind].fakeOrdersPerWeek / 7;
    if (!shop.open || perDay === 0 || draws.unit(purposes.fakeTrade, shop.key, day) >= perDay) continue;
    const key = mix32(mix32(shop.key, day), 99);
    const product =
      town.products[shop.products[Math.floor(draws.unit(purposes.fakeTrade, key) * shop.products.length)]!]!;
    const clips = (town.clipsOfProduct.get(product.index) ?? []).filter((index) => town.clips[index]!.shown);
    const clip = clips.length === 0 ? null : town.clips[clips[clips.length - 1]!]!;
    const at = timeOf(day) + 3_600_000;
    const line = openLine(town, {
      key,
      viewer: nobody,
      buyerId: `ring${shop.index}-${Math.floor(draws.unit(purposes.fakeTrade, key, 1) * ringSize)}`,
      clip,
      product,
      paidAt: at,
      fake: true,
      latentTruth: false,
      latentSeen: false,
    });
    serving.listener.placed(line, at);
    serving.listener.paid(line, at + 20_000);
    followLine(serving, line);
  }
}
