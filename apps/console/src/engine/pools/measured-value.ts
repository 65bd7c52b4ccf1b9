import type { Schemas } from '@haowu/api-client';
import { formatMoney } from '@haowu/ui/format.ts';
import { fixed } from '../figures.ts';

type Measured = Pick<Schemas['PoolItem'], 'unit' | 'qgpmMinor' | 'lowerBoundMinor' | 'categoryMedianMinor' | 'points'>;

/** Value per thousand impressions with its lower bound and the median: in minor units of money, or in points. */
export type MeasuredValue = {
  readonly unit: Measured['unit'];
  readonly value: number | null;
  readonly lowerBound: number | null;
  readonly median: number | null;
};

/** Goods are measured by the quality value they bring, content without goods by the points of the value formula. */
export function measuredValue(row: Measured): MeasuredValue {
  if (row.unit === 'points')
    return {
      unit: row.unit,
      value: row.points?.value ?? null,
      lowerBound: row.points?.lowerBound ?? null,
      median: row.points?.median ?? null,
    };
  return { unit: row.unit, value: row.qgpmMinor, lowerBound: row.lowerBoundMinor, median: row.categoryMedianMinor };
}

/** `¥12.30`, or `8.4` points; a dash for what is not known. */
export function measuredText(unit: Measured['unit'], value: number | null): string {
  if (value === null) return '–';
  return unit === 'points' ? fixed(value, 1) : formatMoney({ amountMinor: Math.round(value), currency: 'CNY' });
}

/** For a spreadsheet: major units of money, or points. */
export function measuredNumber(unit: Measured['unit'], value: number | null): number | null {
  return value === null ? null : unit === 'points' ? value : value / 100;
}
