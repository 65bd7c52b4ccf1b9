import { expect, test } from 'vitest';
import { pickSource, type VideoSource } from './pick-source.ts';

const small: VideoSource = { url: '/540', width: 540, height: 960, bytes: 1_300_000 };
const large: VideoSource = { url: '/720', width: 720, height: 1280, bytes: 2_600_000 };
const durationMs = 10_000;
const pick = (kbitPerSecond: number | undefined, screenPx = 1_170, saveData = false) =>
  pickSource([large, small], durationMs, { kbitPerSecond, saveData }, screenPx)?.url;

test('nothing measured, a thin line or saved data: the narrowest', () => {
  expect(pick(undefined)).toBe('/540');
  expect(pick(1_000)).toBe('/540');
  expect(pick(50_000, 1_170, true)).toBe('/540');
});

test('a line with headroom: the widest the screen can show', () => {
  expect(pick(8_000)).toBe('/720');
  expect(pick(8_000, 390)).toBe('/540');
  expect(pick(3_000)).toBe('/540');
});

test('a clip without renditions has nothing to pick', () => {
  expect(pickSource([], durationMs, { kbitPerSecond: 1_000, saveData: false }, 390)).toBeUndefined();
});
