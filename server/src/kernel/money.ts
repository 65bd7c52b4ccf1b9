import { z } from 'zod';

/** An amount of money: whole minor units (fen for CNY) and an ISO 4217 currency. Never a float. */
export type Money = { readonly amountMinor: bigint; readonly currency: string };

export const moneyJson = z
  .object({
    amountMinor: z.number().int().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .meta({ id: 'Money', description: 'Whole minor units (fen for CNY) and an ISO 4217 currency.' });
export type MoneyJson = z.infer<typeof moneyJson>;

export const defaultCurrency = 'CNY';

/** @throws RangeError when the amount does not fit a safe JSON integer. */
export function toMoneyJson(amountMinor: bigint, currency: string = defaultCurrency): MoneyJson {
  const number = Number(amountMinor);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${amountMinor} minor units do not fit a JSON integer`);
  return { amountMinor: number, currency };
}

export function fromMoneyJson(money: MoneyJson): Money {
  return { amountMinor: BigInt(money.amountMinor), currency: money.currency };
}

/**
 * Splits a total by weights with the largest-remainder method, so that the parts always sum to the total.
 * Ties go to the earlier part. A zero weight sum puts everything on the first part.
 */
export function allocate(totalMinor: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.length === 0) throw new RangeError('allocate needs at least one weight');
  if (weights.some((weight) => weight < 0n)) throw new RangeError('weights must not be negative');
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0n);
  if (weightSum === 0n) return weights.map((_, index) => (index === 0 ? totalMinor : 0n));
  const sign = totalMinor < 0n ? -1n : 1n;
  const magnitude = totalMinor * sign;
  const parts = weights.map((weight, index) => {
    const product = magnitude * weight;
    return { index, floor: product / weightSum, remainder: product % weightSum };
  });
  let left = magnitude - parts.reduce((sum, part) => sum + part.floor, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.floor += 1n;
    left -= 1n;
  }
  return parts.map((part) => part.floor * sign);
}

/** Rounds numerator/denominator to the nearest integer, ties to even (DOMAIN 3.2: half-even, once per line). */
export function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('denominator must not be zero');
  if (denominator < 0n) return roundHalfEven(-numerator, -denominator);
  const sign = numerator < 0n ? -1n : 1n;
  const magnitude = numerator * sign;
  const quotient = magnitude / denominator;
  const twice = (magnitude % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return (up ? quotient + 1n : quotient) * sign;
}
