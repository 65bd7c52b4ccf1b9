import { describe, expect, test } from 'vitest';
import type { EngineState } from '../engine-state.ts';
import { head, headCount } from '../heads.ts';
import { learnEvent } from '../learn-event.ts';
import { defaultPolicy as policy } from '../policy.ts';
import { publicHeads, withOdds } from '../score-heads.ts';
import { createViewerLens } from '../viewer-lens.ts';
import { type HeadHealth, healthOf } from './health.ts';
import { type Encounter, eventsByTime, type HiddenTown, hiddenTown } from './hidden-town.ts';
import { createHeadScorer } from './score.ts';
import { stateWith } from './test-state.ts';

interface Guess {
  readonly encounter: Encounter;
  readonly heads: Float64Array;
  readonly errors: Float64Array;
  /** What counts and lens say of a click. */
  readonly counted: number;
}

/** Lives a town; each impression of the last quarter is guessed before anything of it is told. */
function live(town: HiddenTown): { state: EngineState; guesses: Guess[] } {
  const state = stateWith(town.items);
  const byRequest = new Map(town.encounters.map((encounter) => [encounter.requestId, encounter]));
  const heldOutFrom = town.encounters[Math.floor(town.encounters.length * 0.75)]!.at;
  const guesses: Guess[] = [];
  const rates = new Float64Array(headCount);
  for (const event of eventsByTime(town.encounters)) {
    if (event.kind === 'impression' && event.at >= heldOutFrom) {
      const slot = state.itemIds.find(event.itemId!);
      const viewer = state.viewers.get(event.viewerId);
      const lens = createViewerLens(state, policy, viewer ?? null, event.at);
      const known = viewer ? { id: event.viewerId, state: viewer } : null;
      const heads = new Float64Array(headCount);
      const errors = new Float64Array(headCount);
      createHeadScorer(state, policy, lens, known, event.at).score(
        { slots: [slot], sources: [event.source] },
        heads,
        errors,
      );
      publicHeads(state, policy, slot, rates);
      const counted = withOdds(rates[head.click]!, lens.oddsOf(slot, 2));
      guesses.push({ encounter: byRequest.get(event.requestId!)!, heads, errors, counted });
    }
    learnEvent(state, policy, event, event.at);
  }
  return { state, guesses };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const loss = (chance: number, happened: boolean): number => -Math.log(happened ? chance : 1 - chance);
const clickLoss = (guesses: readonly Guess[], chanceOf: (guess: Guess) => number): number =>
  mean(guesses.map((guess) => loss(chanceOf(guess), guess.encounter.clicked)));
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const x = mean(pairs.map(([first]) => first));
  const y = mean(pairs.map(([, second]) => second));
  const sum = (of: (a: number, b: number) => number): number =>
    pairs.reduce((total, [first, second]) => total + of(first - x, second - y), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_a, b) => b * b));
}

describe('in a town with hidden tastes and hidden honesty', () => {
  const town = hiddenTown({ seed: 'proof', viewers: 150, items: 200, encounters: 16_000 });
  const { state, guesses } = live(town);
  const health = healthOf(state.model);

  test('guesses of clicks, made before the fact, are nearer to what came than counts and lens', () => {
    const model = clickLoss(guesses, ({ heads }) => heads[head.click]!);
    const counts = clickLoss(guesses, ({ counted }) => counted);
    const truth = clickLoss(guesses, ({ encounter }) => encounter.click);
    expect(model).toBeLessThan(counts * 0.93);
    // A third of the way from counts to the truth itself, from a hundred impressions a viewer.
    expect(counts - model).toBeGreaterThan((counts - truth) / 3);
    expect(health.heads.click.gate).toBeGreaterThan(0.5);
  });

  test('chances are chances: what is served comes true', () => {
    for (const name of ['watch', 'click'] as const) {
      const { expectedCalibrationError, calibrationSlope, predicted, observed } = health.heads[name];
      expect(expectedCalibrationError).toBeLessThan(0.02);
      expect(calibrationSlope).toBeGreaterThan(0.85);
      expect(calibrationSlope).toBeLessThan(1.15);
      expect(Math.abs(predicted - observed)).toBeLessThan(0.02);
    }
    const served = mean(guesses.map(({ heads }) => heads[head.click]!));
    const truth = mean(guesses.map(({ encounter }) => (encounter.clicked ? 1 : 0)));
    expect(Math.abs(served - truth)).toBeLessThan(0.03);
  });

  test('no head does worse than counts and lens', () => {
    for (const { logLoss, logLossOfCounts } of Object.values<HeadHealth>(health.heads)) {
      expect(logLoss).toBeLessThan(logLossOfCounts);
    }
  });

  test('sellers stand in the order of their honesty, seen through what was kept', () => {
    const chances = new Float64Array(headCount);
    const errors = new Float64Array(headCount);
    const nobody = createHeadScorer(state, policy, createViewerLens(state, policy, null, 0), null, state.model.clock);
    const kept = [...town.honesty].map(([shopId, honest]) => {
      const items = town.items.filter((item) => item.shopId === shopId);
      const share = items.map(({ itemId }) => {
        const slot = state.itemIds.find(itemId);
        nobody.score({ slots: [slot], sources: [undefined] }, chances, errors);
        return chances[head.keep]! - chances[head.deduct]!;
      });
      return [honest, mean(share)] as const;
    });
    expect(correlation(kept)).toBeGreaterThan(0.9);
    expect(kept[0]![1]).toBeLessThan(kept[kept.length - 1]![1] - 0.3);
  });

  test('a long clip is not punished for its length, nor a short one paid for ending', () => {
    const lengths = [...new Set(town.items.map(({ durationMs }) => durationMs!))];
    const lengthOf = new Map(town.items.map(({ itemId, durationMs }) => [itemId, durationMs!]));
    const served = lengths.map((length) =>
      mean(guesses.filter((g) => lengthOf.get(g.encounter.itemId) === length).map(({ heads }) => heads[head.watch]!)),
    );
    expect(Math.max(...served) - Math.min(...served)).toBeLessThan(0.08);
    const liking = guesses.map(({ encounter, heads }) => [encounter.affinity, heads[head.watch]!] as const);
    expect(correlation(liking)).toBeGreaterThan(0.7);
  });

  test('standard errors are of the size of the errors, and fall with what is known', () => {
    const distances = guesses.map(({ encounter, heads, errors }) => [
      errors[head.click]!,
      Math.abs(heads[head.click]! - encounter.click),
    ]);
    const stated = mean(distances.map(([error]) => error!));
    const real = Math.sqrt(mean(distances.map(([, distance]) => distance! ** 2)));
    expect(stated).toBeGreaterThan(real / 4);
    expect(stated).toBeLessThan(real * 4);
    const fresh = stateWith(town.items);
    const chances = new Float64Array(headCount);
    const errors = new Float64Array(headCount);
    const doubt = (of: EngineState): number => {
      const slot = of.itemIds.find('i3');
      const lens = createViewerLens(of, policy, null, 0);
      const thing = { slots: [slot], sources: [undefined] };
      createHeadScorer(of, policy, lens, null, state.model.clock).score(thing, chances, errors);
      return errors[head.click]! / (chances[head.click]! * (1 - chances[head.click]!));
    };
    expect(doubt(state)).toBeLessThan(doubt(fresh));
  });
});

test('where there is nothing to learn beyond counts, the residual is held back and harms nobody', () => {
  const random = hiddenTown({ seed: 'coin', viewers: 4_000, items: 400, encounters: 9_000, taste: 0 });
  const { state, guesses } = live(random);
  const model = clickLoss(guesses, ({ heads }) => heads[head.click]!);
  const counts = clickLoss(guesses, ({ counted }) => counted);
  expect(model).toBeLessThan(counts * 1.01);
  expect(healthOf(state.model).heads.keep.logLoss).toBeLessThan(
    healthOf(state.model).heads.keep.logLossOfCounts * 1.02,
  );
});

test('without any training the heads are counts and lens', () => {
  const town = hiddenTown({ seed: 'young', viewers: 5, items: 30, encounters: 1 });
  const state = stateWith(town.items);
  const chances = new Float64Array(headCount);
  const errors = new Float64Array(headCount);
  const rates = new Float64Array(headCount);
  const lens = createViewerLens(state, policy, null, 0);
  const scorer = createHeadScorer(state, policy, lens, null, town.encounters[0]!.at);
  for (let slot = 0; slot < 30; slot++) {
    scorer.score({ slots: [slot], sources: ['fresh'] }, chances, errors);
    publicHeads(state, policy, slot, rates);
    for (const index of [head.watch, head.click, head.buy, head.keep]) {
      expect(chances[index]).toBeCloseTo(rates[index]!, 6);
      expect(errors[index]).toBeGreaterThan(0);
    }
  }
});
