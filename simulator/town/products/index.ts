import { cloudTerrace } from './cloud-terrace.ts';
import { furAndFlower } from './fur-and-flower.ts';
import { grannyCakes } from './granny-cakes.ts';
import { greenKiln } from './green-kiln.ts';
import { halfHillCraft } from './half-hill-craft.ts';
import { heartInCloth } from './heart-in-cloth.ts';
import { longshangOrchard } from './longshang-orchard.ts';
import { oldCaptain } from './old-captain.ts';
import { redStarStore } from './red-star-store.ts';
import { roadGuest } from './road-guest.ts';
import { rockTea } from './rock-tea.ts';
import { roundToys } from './round-toys.ts';
import { smallStove } from './small-stove.ts';
import { turningPage } from './turning-page.ts';
import { warmLight } from './warm-light.ts';
import { whiteGrain } from './white-grain.ts';
import { woodHut } from './wood-hut.ts';

const shelves = [
  longshangOrchard,
  cloudTerrace,
  oldCaptain,
  rockTea,
  greenKiln,
  halfHillCraft,
  heartInCloth,
  woodHut,
  warmLight,
  smallStove,
  roadGuest,
  whiteGrain,
  roundToys,
  turningPage,
  furAndFlower,
  redStarStore,
  grannyCakes,
];

export const products = shelves.flatMap(({ products }) => products);

/** How each product is drawn, by slug. */
export const productArt = new Map(shelves.flatMap(({ art }) => art));
