import { Button, Chip, Icon, Sheet, Switch, TextField } from '@haowu/ui';
import { useState } from 'react';
import { useShopWords } from './use-shop-words.ts';

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

/** Sort chips and, where the list allows it, a filter sheet. */
export function FilterBar({
  filters,
  onChange,
  allow,
}: {
  filters: Filters;
  onChange: (filters: Filters) => void;
  allow: 'stock' | 'price';
}) {
  const { t } = useShopWords();
  const [open, setOpen] = useState(false);
  const active = filters.inStock || filters.priceMinMinor !== null || filters.priceMaxMinor !== null;
  return (
    <div className="flex items-center gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll as a flex row */}
      <div
        role="group"
        aria-label={t('sort')}
        className="flex min-w-0 flex-1 gap-2 overflow-x-auto py-1 [scrollbar-width:none] [&_.hw-chip]:flex-none"
      >
        {sorts.map((sort) => (
          <Chip key={sort} selected={filters.sort === sort} onClick={() => onChange({ ...filters, sort })}>
            {t(`sort_${sort}`)}
          </Chip>
        ))}
      </div>
      <button
        type="button"
        aria-pressed={active}
        onClick={() => setOpen(true)}
        className={`flex min-h-11 flex-none items-center gap-1 border-0 bg-transparent px-1 text-sm ${active ? 'text-persimmon' : 'text-ink-2'}`}
      >
        <Icon name="sliders" size={18} />
        {t('filter')}
      </button>
      {open && (
        <FilterSheet
          filters={filters}
          allow={allow}
          onClose={() => setOpen(false)}
          onApply={(next) => {
            onChange(next);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

function FilterSheet({
  filters,
  allow,
  onClose,
  onApply,
}: {
  filters: Filters;
  allow: 'stock' | 'price';
  onClose: () => void;
  onApply: (filters: Filters) => void;
}) {
  const { t } = useShopWords();
  const [inStock, setInStock] = useState(filters.inStock);
  const [min, setMin] = useState(filters.priceMinMinor === null ? '' : String(filters.priceMinMinor / 100));
  const [max, setMax] = useState(filters.priceMaxMinor === null ? '' : String(filters.priceMaxMinor / 100));
  const minor = (text: string) => (/^\d{1,7}$/.test(text) ? Number(text) * 100 : null);
  return (
    <Sheet
      title={t('filter')}
      desktop="dialog"
      onClose={onClose}
      footer={
        <div className="flex gap-3">
          <Button
            kind="secondary"
            size="large"
            className="flex-1"
            onClick={() => onApply({ ...noFilters, sort: filters.sort })}
          >
            {t('reset')}
          </Button>
          <Button
            kind="primary"
            size="large"
            className="flex-1"
            onClick={() => onApply({ ...filters, inStock, priceMinMinor: minor(min), priceMaxMinor: minor(max) })}
          >
            {t('apply')}
          </Button>
        </div>
      }
    >
      <div className="grid gap-4 py-2">
        {allow === 'stock' ? (
          <Switch label={t('onlyInStock')} checked={inStock} onChange={setInStock} />
        ) : (
          <div className="grid grid-cols-2 gap-3">
            <TextField
              label={`${t('priceFrom')}（${t('yuan')}）`}
              inputMode="numeric"
              maxLength={7}
              value={min}
              onChange={(event) => setMin(event.target.value.replaceAll(/\D/g, ''))}
            />
            <TextField
              label={`${t('priceTo')}（${t('yuan')}）`}
              inputMode="numeric"
              maxLength={7}
              value={max}
              onChange={(event) => setMax(event.target.value.replaceAll(/\D/g, ''))}
            />
          </div>
        )}
      </div>
    </Sheet>
  );
}
