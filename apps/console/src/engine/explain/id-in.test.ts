import { expect, test } from 'vitest';
import { idIn } from './id-in.ts';

const id = '0193f2d6-1234-7abc-8def-000000000001';

test('an id is found in an address, in any case, and nothing else is taken for one', () => {
  expect(idIn(`https://haowu.example/videos/${id}?from=share`)).toBe(id);
  expect(idIn(id.toUpperCase())).toBe(id);
  expect(idIn('0193f2d6-1234')).toBeUndefined();
  expect(idIn(undefined)).toBeUndefined();
});
