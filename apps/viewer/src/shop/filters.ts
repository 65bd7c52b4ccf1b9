export const sorts = ['recommended', 'sales', 'newest', 'price_up', 'price_down'] as const;
export type Sort = (typeof sorts)[number];
export type Filters = {
  sort: Sort;
  inStock: boolean;
  /** Minor units; null for no bound. */
  priceMinMinor: number | null;
  priceMaxMinor: number | null;
};
export const noFilters: Filters = { sort: 'recommended', inStock: false, priceMinMinor: null, priceMaxMinor: null };

/** Filters kept in the address, so that going back or sharing keeps them. */
export function filtersFrom(params: URLSearchParams): Filters {
  const sort = sorts.find((candidate) => candidate === params.get('sort')) ?? 'recommended';
  return {
    sort,
    inStock: params.get('inStock') === '1',
    priceMinMinor: wholeOrNull(params.get('min')),
    priceMaxMinor: wholeOrNull(params.get('max')),
  };
}

export function filtersInto(params: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(params);
  const put = (key: string, value: string | null) => (value === null ? next.delete(key) : next.set(key, value));
  put('sort', filters.sort === 'recommended' ? null : filters.sort);
  put('inStock', filters.inStock ? '1' : null);
  put('min', filters.priceMinMinor === null ? null : String(filters.priceMinMinor));
  put('max', filters.priceMaxMinor === null ? null : String(filters.priceMaxMinor));
  return next;
}

function wholeOrNull(text: string | null): number | null {
  if (text === null || !/^\d{1,9}$/.test(text)) return null;
  return Number(text);
}
