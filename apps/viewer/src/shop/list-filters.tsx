import { Button, Chip, Icon, Sheet, Switch, TextField } from '@haowu/ui';
import { useState } from 'react';
import { type Filters, noFilters, sorts } from './filters.ts';
import { useShopWords } from './use-shop-words.ts';

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
    <div className="flex min-w-0 items-center gap-2">
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
          <div className="grid grid-cols-2 gap-3 [&_.hw-field]:min-w-0 [&_.hw-field]:grid-cols-[minmax(0,1fr)]">
            <TextField
              label={t('priceFrom')}
              inputMode="numeric"
              maxLength={7}
              value={min}
              onChange={(event) => setMin(event.target.value.replaceAll(/\D/g, ''))}
            />
            <TextField
              label={t('priceTo')}
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
