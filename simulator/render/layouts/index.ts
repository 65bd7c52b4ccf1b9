import { flatlayLayout, giftboxLayout, patternLayout, plateLayout } from './overhead.ts';
import { nightLayout, outdoorLayout, paperLayout, waterLayout } from './scenery.ts';
import { archLayout, podiumLayout, railLayout, shelfLayout, splitLayout, windowLayout } from './standing.ts';
import type { Layout } from './still.ts';
import { basketLayout, crateLayout, packageLayout } from './vessels.ts';

/** Every way a product can be pictured, by the name its art uses. */
export const layouts: Record<string, Layout> = {
  podium: podiumLayout,
  window: windowLayout,
  flatlay: flatlayLayout,
  arch: archLayout,
  plate: plateLayout,
  crate: crateLayout,
  basket: basketLayout,
  giftbox: giftboxLayout,
  pouch: packageLayout('pouch'),
  tin: packageLayout('tin'),
  jar: packageLayout('jar'),
  bottle: packageLayout('bottle'),
  bag: packageLayout('bag'),
  book: packageLayout('book'),
  split: splitLayout,
  water: waterLayout,
  paper: paperLayout,
  shelf: shelfLayout,
  night: nightLayout,
  outdoor: outdoorLayout,
  rail: railLayout,
  pattern: patternLayout,
};
