import { makeCreators, makeFirstClips } from './content.ts';
import { createDraws, mix32 } from './draws.ts';
import { openShop } from './sellers.ts';
import type { Listener, Town } from './town-state.ts';
import { makeViewers } from './viewers.ts';
import type { World } from './world-file.ts';

/** The town as it stands before the first day: the same for every policy of a seed. */
export function openTown(world: World, seed: number): Town {
  const draws = createDraws(mix32(seed, 0x70776e));
  const viewers = makeViewers(world, draws);
  return {
    world,
    draws,
    viewers,
    pastCategories: viewers.map(() => new Map()),
    shops: [],
    products: [],
    creators: [],
    clips: [],
    clipsOfProduct: new Map(),
    lines: [],
    tally: {
      sessions: 0,
      pages: 0,
      impressions: 0,
      goodsImpressions: 0,
      badImpressions: 0,
      watchMs: 0,
      clicks: 0,
      awakenings: 0,
      refusals: 0,
      events: 0,
    },
    day: 0,
  };
}

/** Sellers, creators and what they made before the first day. */
export function furnishTown(town: Town, listener: Listener): void {
  makeCreators(town);
  for (let index = 0; index < town.world.sellers.count; index++) openShop(town, listener, mix32(index, 11), -200);
  makeFirstClips(town, listener);
}
