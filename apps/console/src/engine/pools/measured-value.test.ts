import { expect, test } from 'vitest';
import { measuredNumber, measuredText, measuredValue } from './measured-value.ts';

test('goods are measured in money, content without goods in points', () => {
  const goods = measuredValue({
    unit: 'quality_value',
    qgpmMinor: 1_840,
    lowerBoundMinor: 1_230,
    categoryMedianMinor: 1_010,
    points: null,
  });
  expect(goods).toEqual({ unit: 'quality_value', value: 1_840, lowerBound: 1_230, median: 1_010 });
  expect(measuredText(goods.unit, goods.value)).toBe('¥18.40');
  expect(measuredNumber(goods.unit, goods.value)).toBe(18.4);
  const content = measuredValue({
    unit: 'points',
    qgpmMinor: null,
    lowerBoundMinor: null,
    categoryMedianMinor: null,
    points: { value: 182.43, lowerBound: 140.2, median: null },
  });
  expect(content).toEqual({ unit: 'points', value: 182.43, lowerBound: 140.2, median: null });
  expect(measuredText(content.unit, content.value)).toBe('182.4');
  expect(measuredText(content.unit, content.median)).toBe('–');
});
