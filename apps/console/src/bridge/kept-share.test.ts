import type { Schemas } from '@haowu/api-client';
import { expect, test } from 'vitest';
import { consoleEn } from '../words/en.ts';
import { consoleZh } from '../words/zh.ts';
import { keptPerHundred, keptSentence } from './kept-share.ts';

const money = (amountMinor: number) => ({ amountMinor, currency: 'CNY' as const });
const split = (settled: number, provisional: number) => ({ settled: money(settled), provisional: money(provisional) });
const bridge = (paid: [number, number], qgmv: [number, number], perHundred: number | null) =>
  ({ paid: split(...paid), qgmv: split(...qgmv), perHundred }) as Schemas['Bridge'];

test('the sentence says what the bridge under it shows, and names the forecast beside it', () => {
  const young = bridge([6_332_200, 10_000_000], [5_183_800, 9_000_000], 77.21);
  expect(keptPerHundred(young).soFar).toBeCloseTo(86.84, 1);
  expect(keptSentence(young)).toEqual({ key: 'bridge.headlineSoFar', values: { kept: '86.8', expected: '77.2' } });
});

test('once all is settled there is one figure', () => {
  const settled = bridge([10_000, 0], [8_000, 0], 80);
  expect(keptSentence(settled)).toEqual({ key: 'bridge.headline', values: { kept: '80.0' } });
});

test('losses beyond what was paid, nothing paid, and a forecast of nothing have sentences of their own', () => {
  expect(keptSentence(bridge([10_000, 0], [-300, 0], -3))).toMatchObject({ key: 'bridge.headlineBelow' });
  expect(keptSentence(bridge([0, 10_000], [0, 9_000], -3))).toMatchObject({ key: 'bridge.headlineNoneExpected' });
  expect(keptSentence(bridge([0, 0], [0, 0], null))).toMatchObject({ key: 'bridge.name' });
  for (const words of [consoleEn.bridge, consoleZh.bridge]) {
    expect(words.headlineSoFar).toContain('{{kept}}');
    expect(words.headlineSoFar).toContain('{{expected}}');
    expect(words.headlineNoneExpected).toContain('{{kept}}');
  }
});
