import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastQgmv, type KeepRate, type KeepRates, keepRateOf } from './forecast.ts';
import { rulesetOf } from './rulesets/index.ts';

const ruleset = rulesetOf('2026-11');
const none: KeepRate = { linesCount: 0, paidSum: 0, qgmvSum: 0 };
const lines = (linesCount: number, keep: number): KeepRate => ({
  linesCount,
  paidSum: linesCount * 10_000,
  qgmvSum: linesCount * 10_000 * keep,
});
const rates = (change: Partial<KeepRates> = {}): KeepRates => ({
  all: none,
  squares: { paid: 0, qgmv: 0, products: 0 },
  byCategory: new Map(),
  byShop: new Map(),
  byScene: new Map(),
  ...change,
});
const group = (paidMinor: number, knownQgmvMinor = paidMinor) => ({
  categoryId: 'fruit',
  shopId: 'shop',
  scene: 'video',
  paidMinor,
  paidSquares: paidMinor * paidMinor,
  knownQgmvMinor,
});

describe('DOMAIN 3.3: the forecast of provisional lines', () => {
  test('without history: the start rate, with a wide interval', () => {
    const forecast = forecastQgmv([group(10_000)], rates(), ruleset);
    expect(forecast.amountMinor).toBe(8_000n);
    expect(forecast.lowMinor).toBeLessThan(4_000n);
    expect(forecast.highMinor).toBe(10_000n);
  });

  test('3.9-10 shrinkage: one kept line moves the rate of a shop less than a thousand do', () => {
    const all = lines(1_000, 0.7);
    const of = (shop: KeepRate) => keepRateOf(group(1), rates({ all, byShop: new Map([['shop', shop]]) }), ruleset);
    expect(of(lines(1, 1))).toBeLessThan(0.72);
    expect(of(lines(1_000, 1))).toBeGreaterThan(0.95);
  });

  test('never above what the facts leave possible; what is lost is certain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: -1, max: 1, noNaN: true }), (paid, share) => {
        const known = Math.round(paid * share);
        const forecast = forecastQgmv([group(paid, known)], rates({ all: lines(500, 0.9) }), ruleset);
        expect(forecast.amountMinor <= BigInt(known)).toBe(true);
        expect(forecast.lowMinor <= forecast.amountMinor && forecast.amountMinor <= forecast.highMinor).toBe(true);
        if (known <= 0) expect(forecast.lowMinor).toBe(forecast.highMinor);
      }),
    );
  });

  test('3.9-14 the forecast is never used for money: settlement knows no name of it', () => {
    const folder = path.resolve(import.meta.dirname, '../settlement');
    const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const imports = readFileSync(path.join(folder, file), 'utf8').match(/import[^;]*quality\/index\.ts'/g) ?? [];
      expect(imports.join('\n'), file).not.toMatch(/forecast|expected|bridgeTotals|listLines|findLine/i);
    }
  });
});
