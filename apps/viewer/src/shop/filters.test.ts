import { expect, test } from 'vitest';
import { filtersFrom, filtersInto, noFilters } from './filters.ts';

test('filters survive the address and keep what else is in it', () => {
  const filters = { sort: 'price_up', inStock: true, priceMinMinor: 1_000, priceMaxMinor: null } as const;
  const params = filtersInto(new URLSearchParams('q=桃'), filters);
  expect(params.get('q')).toBe('桃');
  expect(filtersFrom(params)).toEqual(filters);
});

test('an address written by hand cannot ask for nonsense', () => {
  expect(filtersFrom(new URLSearchParams('sort=random&min=-5&max=1e9&inStock=yes'))).toEqual(noFilters);
});
