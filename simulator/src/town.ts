import type { Composition } from '../../server/src/app/compose.ts';
import type { World } from '../../server/src/kernel/index.ts';
import type { Creator, Product, Shop, Video } from '../town/index.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';

export type TownShop = { id: string; data: Shop; ownerId: string };
export type TownCreator = { id: string; data: Creator };
export type TownProduct = { id: string; data: Product; shop: TownShop; skus: { id: string; priceMinor: number }[] };
export type TownVideo = { id: string; data: Video; author: TownCreator; goods: TownProduct[]; publishedAt: Date };

/** Everybody and everything of the town, with the platform's ids. */
export type Town = {
  world: World;
  composition: Composition;
  random: Random;
  shops: TownShop[];
  creators: TownCreator[];
  products: TownProduct[];
  videos: TownVideo[];
  people: Person[];
  operatorId: string;
};
