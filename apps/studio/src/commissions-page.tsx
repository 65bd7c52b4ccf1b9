import { ask, type Schemas } from '@haowu/api-client';
import { api, type Column, Page, SchemaTable, StateTag, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Commission = Schemas['Commission'];
type Totals = Record<Commission['state'], Schemas['Commission']['amount']>;
const states = ['frozen', 'settled', 'reversed'] as const;
const tones = { frozen: 'waits', settled: 'good', reversed: 'bad' } as const;

/** A creator's commissions: frozen until the line settles, then mine; reversed with a refund. */
export function CommissionsPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const [totals, setTotals] = useState<Totals>();
  const state = states.find((value) => value === get('state'));
  const columns = useMemo<Column<Commission>[]>(
    () => [
      {
        key: 'accruedAt',
        title: t('commissions.accruedAt'),
        cell: (row) => formatDateTime(row.accruedAt, locale),
        csv: (row) => row.accruedAt,
      },
      {
        key: 'product',
        title: t('products.title'),
        cell: (row) => <span className="desk-clip">{row.productTitle}</span>,
        csv: (row) => row.productTitle,
      },
      {
        key: 'order',
        title: t('orders.number'),
        cell: (row) => <span className="desk-mono">{row.orderNumber}</span>,
        csv: (row) => row.orderNumber,
      },
      {
        key: 'state',
        title: t('orders.stateName'),
        cell: (row) => <StateTag tone={tones[row.state]}>{t(`commissions.state.${row.state}`)}</StateTag>,
        csv: (row) => row.state,
      },
      {
        key: 'settles',
        title: t('commissions.settlesAt'),
        cell: (row) =>
          row.settlesAt
            ? formatDateTime(row.settlesAt, locale)
            : row.state === 'frozen'
              ? t('commissions.afterReceipt')
              : '–',
        csv: (row) => row.settlesAt,
      },
      {
        key: 'base',
        title: t('commissions.base'),
        align: 'right',
        cell: (row) => formatMoney(row.base),
        csv: (row) => row.base.amountMinor / 100,
      },
      {
        key: 'rate',
        title: t('commissions.rate'),
        align: 'right',
        cell: (row) => `${row.rateBp / 100}%`,
        csv: (row) => row.rateBp / 100,
      },
      {
        key: 'amount',
        title: t('commissions.amount'),
        align: 'right',
        cell: (row) => <span className="desk-strong">{formatMoney(row.amount)}</span>,
        csv: (row) => row.amount.amountMinor / 100,
      },
    ],
    [t, locale],
  );
  return (
    <Page title={t('commissions.name')} purpose={t('commissions.purpose')}>
      <div className="desk-tiles">
        {states.map((value) => (
          <button
            key={value}
            type="button"
            className={`desk-tile ${state === value ? 'studio-tile-on' : ''}`}
            aria-pressed={state === value}
            onClick={() => set({ state: state === value ? undefined : value })}
          >
            <span className="desk-tile-name">{t(`commissions.state.${value}`)}</span>
            <span className={`desk-tile-value ${value === 'settled' ? 'desk-up' : ''}`}>
              {totals ? formatMoney(totals[value]) : '–'}
            </span>
            <span className="desk-tile-note">{t(`commissions.note.${value}`)}</span>
          </button>
        ))}
      </div>
      <SchemaTable
        name="commissions"
        label={t('commissions.name')}
        columns={columns}
        rowKey={(row) => row.lineId}
        queryKey={['commissions', state]}
        load={async (paging, signal) => {
          const page = await ask(
            api.GET('/api/v1/studio/commissions', {
              params: { query: { ...paging, ...(state ? { state } : {}) } },
              ...(signal ? { signal } : {}),
            }),
          );
          if (signal) setTotals(page.totals);
          return page;
        }}
        empty={t('commissions.empty')}
      />
    </Page>
  );
}
