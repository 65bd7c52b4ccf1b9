import { defaultPolicy } from '@haowu/interest-engine';
import { describe, expect, test } from 'vitest';
import { chancesOf } from './encounter.ts';
import { pairedRatio } from './intervals.ts';
import { playRun } from './play-run.ts';
import type { SlotObserver } from './serve-day.ts';
import { smallWorld } from './test-worlds.ts';
import { standing } from './town-state.ts';
import type { SellerKindName, World } from './world-file.ts';

describe('a course of the town', () => {
  const world = smallWorld('everyday', 120);
  const quality = playRun({ world, policy: 'quality', seed: 3, days: 28 });
  const random = playRun({ world, policy: 'random', seed: 3, days: 28 });

  test('is the same for the same seed, to the last figure', () => {
    const short = (seed: number) => playRun({ world, policy: 'quality', seed, days: 8 }).measures;
    const first = short(3);
    expect(short(3)).toEqual(first);
    expect(short(4)).not.toEqual(first);
  });

  test('has the same people, sellers and newcomers under every policy', () => {
    const newcomers = (run: typeof quality): number[] =>
      run.town.shops.filter(({ openedDay }) => openedDay <= 0 || openedDay === 7).map(({ key }) => key);
    expect(newcomers(quality)).toEqual(newcomers(random));
    expect(quality.town.shops.slice(0, 30).map(({ kind }) => kind)).toEqual(
      random.town.shops.slice(0, 30).map(({ kind }) => kind),
    );
    expect(quality.town.viewers.map(({ budgetMinor }) => budgetMinor)).toEqual(
      random.town.viewers.map(({ budgetMinor }) => budgetMinor),
    );
  });

  test('follows every order to its settlement, and each line holds Q <= C <= N <= P', () => {
    const { lines } = quality.town;
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter(({ settledAt }) => settledAt === 0).length / lines.length).toBeLessThan(0.01);
    for (const line of lines) {
      expect(line.qualityMinor).toBeLessThanOrEqual(line.cleanMinor);
      expect(line.cleanMinor).toBeLessThanOrEqual(line.netMinor);
      expect(line.netMinor).toBeLessThanOrEqual(line.paidMinor);
    }
  });

  test('wakes latent interests by content, and counts what is bought of them', () => {
    const { town, measures } = random;
    const awake = town.viewers.reduce(
      (sum, viewer) => sum + viewer.standing.filter((state) => state === standing.awakened).length,
      0,
    );
    expect(measures.awakenings).toBe(awake);
    expect(awake).toBeGreaterThan(0);
    for (const line of town.lines) {
      if (line.latentTruth) expect(line.viewer.standing[line.product.category]).toBe(standing.awakened);
    }
  });

  test('lets bad goods come back: bait sells and settles far below what was paid', () => {
    // Half of the sellers bait, and nobody keeps them back: enough lines that no single parcel decides.
    const { kinds } = world.sellers;
    const none = { share: 0 };
    const baited: World = {
      ...world,
      sellers: {
        ...world.sellers,
        kinds: {
          honest: { ...kinds.honest, share: 0.5 },
          bait: { ...kinds.bait, share: 0.5 },
          careless: { ...kinds.careless, ...none },
          counterfeit: { ...kinds.counterfeit, ...none },
          cheat: { ...kinds.cheat, ...none },
        },
      },
    };
    const { lines } = playRun({ world: baited, policy: 'engagement', seed: 3, days: 30 }).town;
    const share = (kind: SellerKindName): number => {
      const own = lines.filter(({ shop }) => shop.kind === kind);
      expect(own.length).toBeGreaterThan(40);
      const paid = own.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
      return own.reduce((sum, { qualityMinor }) => sum + qualityMinor, 0) / paid;
    };
    expect(share('bait')).toBeLessThan(0.4);
    expect(share('honest')).toBeGreaterThan(0.75);
  });

  test('never counts quality behind turnover: it is the first figure', () => {
    const names = Object.keys(quality.measures);
    expect(names.indexOf('qualityGmvYuan')).toBe(0);
    expect(names.indexOf('paidGmvYuan')).toBeGreaterThan(0);
  });
});

/** What a paid yuan settles at, by kind of seller: measured over many lines (`outcomes.test.ts` holds the order). */
const settles: Record<SellerKindName, number> = {
  honest: 0.87,
  careless: 0.75,
  bait: 0.1,
  counterfeit: -0.7,
  cheat: 0.55,
};

/**
 * Quality GMV that the places shown by a policy were worth: hidden chances times price times what settles. The expectation
 * instead of the few orders that luck made of it, so that short courses can be told apart.
 */
function worthOfPlaces(world: World, policy: string, seed: number, policyFile?: unknown): number {
  let worth = 0;
  const observe: SlotObserver = ({ town, sitting, clip }) => {
    if (clip.product < 0) return;
    const { watch, clickWatched, clickUnwatched, buy } = chancesOf(town, sitting, clip);
    const click = watch * clickWatched + (1 - watch) * clickUnwatched;
    worth += click * buy * town.products[clip.product]!.priceMinor * settles[town.shops[clip.shop]!.kind];
  };
  playRun({ world, policy, seed, days: 18, observe, ...(policyFile ? { policyFile } : {}) });
  return worth;
}

/** Our policy without what it gives to find latent interests, as turnover is: what differs from it is quality alone. */
const qualityAlone = { ...defaultPolicy, value: { ...defaultPolicy.value, asleep: 0, woken: 0 } };

/** How far a policy leads turnover, on the same seeds. */
function leadIn(name: string, policyFile?: unknown): number {
  // Sellers have a long record: a short course is enough to see what is made of it.
  const small = smallWorld(name, 300);
  const world = { ...small, people: { ...small.people, pastOrders: 8 } };
  const of = (policy: string, file?: unknown): number[] =>
    [1, 2].map((seed) => worthOfPlaces(world, policy, seed, file));
  return pairedRatio(of(policyFile ? 'quality-alone' : 'quality', policyFile), of('gmv'))!.mean;
}

test('quality leads turnover where quality differs, and loses its lead where nothing is hidden', () => {
  expect(leadIn('no-quality-variance')).toBeLessThan(1.05);
  const nothingHidden = leadIn('no-quality-variance', qualityAlone);
  const rough = leadIn('rough-market', qualityAlone);
  // With a hundred people the luck of few sellers moved both by a tenth; with three hundred it does not.
  expect(nothingHidden).toBeLessThan(1.05);
  expect(rough).toBeGreaterThan(1.1);
  expect(rough).toBeGreaterThan(nothingHidden + 0.1);
}, 120_000);
