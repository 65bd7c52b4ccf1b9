import { dayMs, type Line, type Town, townStart } from '../town-state.ts';
import { interestWidening } from './interest-widening.ts';
import { snowball } from './snowball.ts';

/** What one run came to; quality first, turnover never alone. Money in yuan, shares 0 to 1. */
export interface Measures {
  qualityGmvYuan: number;
  paidGmvYuan: number;
  /** Quality GMV per thousand places shown. */
  qualityPerThousandYuan: number;
  /** What is still clean of what was paid, at settlement. */
  settledRate: number;
  /** Upheld complaints and returns for a fault, per thousand orders of people. */
  badOutcomesPerThousandOrders: number;
  /** Of places with goods, those of sellers who mean ill. */
  badExposureShare: number;
  /** Share of clean money spent on interests that were latent at first: the truth, and as the platform's log tells. */
  latentDiscoveryRate: number;
  latentDiscoverySeen: number;
  interestWidening: number;
  /** Of orders the platform holds for latent, those returned or regretted. */
  regretRate: number;
  /** Of good sellers who opened in the first five weeks, those still there at the end. */
  newSellerSurvival: number;
  watchHours: number;
  snowball: number;
  orders: number;
  sessions: number;
  pages: number;
  impressions: number;
  awakenings: number;
  /** Mean trust of people who came at least once. */
  trust: number;
  /** Items that could be shown at some time. */
  items: number;
  events: number;
}

export type MeasureName = keyof Measures;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sumOf = (lines: readonly Line[], value: (line: Line) => number): number =>
  lines.reduce((sum, line) => sum + value(line), 0);

export function measure(town: Town, days: number): Measures {
  const { tally, lines } = town;
  const real = lines.filter(({ fake }) => !fake);
  const paid = sumOf(lines, ({ paidMinor }) => paidMinor);
  const quality = sumOf(lines, ({ qualityMinor }) => qualityMinor);
  const clean = sumOf(real, ({ cleanMinor }) => cleanMinor);
  const seenLatent = real.filter(({ latentSeen }) => latentSeen);
  const came = town.viewers.filter(({ sessions }) => sessions > 0);
  return {
    qualityGmvYuan: quality / 100,
    paidGmvYuan: paid / 100,
    qualityPerThousandYuan: ratio(10 * quality, tally.impressions),
    settledRate: ratio(
      sumOf(lines, ({ cleanMinor }) => cleanMinor),
      paid,
    ),
    badOutcomesPerThousandOrders: ratio(
      1_000 * sumOf(real, ({ complaint, qualityReturn }) => Number(complaint) + Number(qualityReturn)),
      real.length,
    ),
    badExposureShare: ratio(tally.badImpressions, tally.goodsImpressions),
    latentDiscoveryRate: ratio(
      sumOf(real, ({ latentTruth, cleanMinor }) => (latentTruth ? cleanMinor : 0)),
      clean,
    ),
    latentDiscoverySeen: ratio(
      sumOf(seenLatent, ({ cleanMinor }) => cleanMinor),
      clean,
    ),
    interestWidening: interestWidening(town),
    regretRate: ratio(seenLatent.filter(({ regret }) => regret).length, seenLatent.length),
    newSellerSurvival: newSellerSurvival(town, days),
    watchHours: tally.watchMs / 3_600_000,
    snowball: snowball(lines, townStart + (days / 2) * dayMs),
    orders: real.length,
    sessions: tally.sessions,
    pages: tally.pages,
    impressions: tally.impressions,
    awakenings: tally.awakenings,
    trust: ratio(
      came.reduce((sum, viewer) => sum + viewer.trust, 0),
      came.length,
    ),
    items: town.clips.length + town.products.length,
    events: tally.events,
  };
}

function newSellerSurvival(town: Town, days: number): number {
  const opened = town.shops.filter(
    (shop) => !shop.bad && shop.openedDay > 0 && shop.openedDay <= Math.min(35, days / 2),
  );
  return ratio(opened.filter(({ open }) => open).length, opened.length);
}
