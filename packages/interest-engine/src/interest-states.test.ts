import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chancesOf,
  fadeInterest,
  type InterestState,
  learnInterest,
  mergeInterest,
  openInterest,
  unknownChances,
} from './interest-states.ts';
import { signals } from './signal.ts';

const dayMs = 86_400_000;
const halfLives = { evidenceMs: 180 * dayMs, wokenMs: 90 * dayMs };
const maskOf = (...of: (keyof typeof signals)[]): number => of.reduce((mask, name) => mask | (1 << signals[name]), 0);
const passed = maskOf('seen', 'skipped');
const watched = maskOf('seen', 'watched');
const opened = maskOf('seen', 'watched', 'clicked');

function after(...masks: number[]): InterestState {
  const state = openInterest(0);
  for (const mask of masks) learnInterest(state, 0, mask);
  return state;
}

const repeat = (mask: number, times: number): number[] => Array.from({ length: times }, () => mask);

describe('the state of an interest', () => {
  test('chances are chances and every number stays finite, whatever happens in whatever order', () => {
    const step = fc.record({
      mask: fc.integer({ min: 0, max: 2 ** 26 - 1 }),
      before: fc.integer({ min: 0, max: 2 ** 26 - 1 }),
      days: fc.integer({ min: 0, max: 2_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const state = openInterest(0);
        for (const { mask, before, days } of steps) {
          fadeInterest(state, state.at + days * dayMs, halfLives);
          learnInterest(state, before, mask);
        }
        const { open, asleep, woken } = chancesOf(state);
        for (const chance of [open, asleep, woken]) expect(chance).toBeGreaterThanOrEqual(0);
        expect(open + asleep + woken).toBeLessThan(1);
        for (const value of [state.open, state.asleep, state.woken]) expect(Math.fround(value)).toBe(value);
      }),
    );
  });

  test('watched from the first meeting on was always there, and stays so however firm it becomes', () => {
    const few = chancesOf(after(...repeat(opened, 3)));
    const many = chancesOf(after(...repeat(opened, 60)));
    expect(few.open).toBeGreaterThan(0.8);
    expect(many.open).toBeGreaterThan(0.8);
    expect(many.open / many.woken).toBeCloseTo(few.open / few.woken, 1);
  });

  test('passed over for long and then watched has woken', () => {
    const { open, woken } = chancesOf(after(...repeat(passed, 5), ...repeat(watched, 4)));
    expect(woken).toBeGreaterThan(0.4);
    expect(woken).toBeGreaterThan(4 * open);
  });

  test('every meeting that wakes nothing makes it less likely that something sleeps', () => {
    let before = unknownChances.asleep;
    const state = openInterest(0);
    for (let meeting = 0; meeting < 3; meeting++) {
      learnInterest(state, 0, watched);
      learnInterest(state, 0, passed);
      learnInterest(state, 0, passed);
      learnInterest(state, 0, passed);
      const { asleep } = chancesOf(state);
      expect(asleep).toBeLessThan(before);
      before = asleep;
    }
  });

  test('who bought of it was not asleep, and taking back says as much as was said', () => {
    expect(chancesOf(after(maskOf('paid'))).asleep).toBeLessThan(0.01);
    const state = openInterest(0);
    learnInterest(state, 0, maskOf('seen', 'liked'));
    learnInterest(state, maskOf('seen', 'liked'), maskOf('seen'));
    const plain = after(maskOf('seen'));
    expect(state.open).toBeCloseTo(plain.open, 5);
    expect(state.asleep).toBeCloseTo(plain.asleep, 5);
  });

  test('a woken interest is after a while one like any other, and after years nothing is known', () => {
    const state = after(...repeat(passed, 5), ...repeat(watched, 4));
    const fresh = chancesOf(state);
    fadeInterest(state, 180 * dayMs, halfLives);
    expect(chancesOf(state).woken / chancesOf(state).open).toBeLessThan((0.5 * fresh.woken) / fresh.open);
    fadeInterest(state, 20 * 365 * dayMs, halfLives);
    expect(chancesOf(state).open).toBeCloseTo(unknownChances.open, 2);
    expect(chancesOf(state).asleep).toBeCloseTo(unknownChances.asleep, 2);
    expect(chancesOf(state).woken).toBeLessThan(0.01);
  });

  test('a time that lies behind changes nothing', () => {
    const state = { ...after(watched), at: 1_000 };
    const same = { ...state };
    fadeInterest(state, 500, halfLives);
    expect(state).toEqual(same);
  });

  test('two histories of one person say more than each', () => {
    const into = after(watched);
    mergeInterest(after(watched, opened), into);
    expect(chancesOf(into).open).toBeGreaterThan(chancesOf(after(watched, opened)).open);
    const unmoved = after(watched);
    mergeInterest(openInterest(0), unmoved);
    expect(unmoved.open).toBeCloseTo(after(watched).open, 5);
    expect(unmoved.woken).toBeCloseTo(after(watched).woken, 4);
  });
});
