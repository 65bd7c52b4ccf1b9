import { expect, test } from 'vitest';
import { createDraws, mix32, purposes } from './draws.ts';

test('a draw depends on the seed and its key alone, not on what was drawn before', () => {
  const draws = createDraws(7);
  const first = draws.unit(purposes.watch, 3, 12, 99);
  for (let index = 0; index < 50; index++) draws.unit(purposes.click, index);
  expect(draws.unit(purposes.watch, 3, 12, 99)).toBe(first);
  expect(createDraws(7).unit(purposes.watch, 3, 12, 99)).toBe(first);
  expect(createDraws(8).unit(purposes.watch, 3, 12, 99)).not.toBe(first);
  expect(draws.unit(purposes.click, 3, 12, 99)).not.toBe(first);
});

test('draws are spread evenly, also over neighbouring keys, and normals have mean 0 and deviation 1', () => {
  const draws = createDraws(1);
  const bins = new Array<number>(10).fill(0);
  let sum = 0;
  let squares = 0;
  let product = 0;
  const count = 20_000;
  for (let index = 0; index < count; index++) {
    const unit = draws.unit(purposes.watch, index % 200, Math.floor(index / 200));
    bins[Math.floor(unit * 10)]! += 1;
    product += (unit - 0.5) * (draws.unit(purposes.watch, (index % 200) + 1, Math.floor(index / 200)) - 0.5);
    const normal = draws.normal(purposes.felt, index);
    sum += normal;
    squares += normal * normal;
  }
  for (const bin of bins) expect(Math.abs(bin - count / 10)).toBeLessThan(200);
  expect(Math.abs((12 * product) / count)).toBeLessThan(0.03);
  expect(Math.abs(sum / count)).toBeLessThan(0.03);
  expect(Math.abs(squares / count - 1)).toBeLessThan(0.05);
});

test('mixing tells the order of its parts', () => {
  expect(mix32(1, 2)).not.toBe(mix32(2, 1));
  expect(mix32(1, 2)).toBe(mix32(1, 2));
});
