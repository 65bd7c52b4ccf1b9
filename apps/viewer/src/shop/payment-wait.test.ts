import { expect, test } from 'vitest';
import { looksMax, outcomeOf, pollDelayMs } from './payment-wait.ts';

test('waiting backs off, is bounded, and gives up within two minutes', () => {
  const delays = Array.from({ length: looksMax }, (_, look) => pollDelayMs(look));
  expect(delays[0]).toBe(300);
  expect(Math.max(...delays)).toBe(4_000);
  for (let look = 1; look < looksMax; look++) expect(delays[look]).toBeGreaterThanOrEqual(delays[look - 1] ?? 0);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThan(120_000);
});

test('a refunded payment did go through', () => {
  expect(outcomeOf('partly_refunded')).toBe('captured');
  expect(outcomeOf('pending')).toBe('pending');
  expect(outcomeOf('closed')).toBe('closed');
});
