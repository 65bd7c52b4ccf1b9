import { ask, type Schemas } from '@haowu/api-client';
import {
  api,
  Card,
  type Column,
  EmptyState,
  ErrorState,
  Loading,
  Page,
  SchemaTable,
  StateTag,
  type Tone,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { Select, Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { poolName } from '../codes.ts';
import { usePools } from '../queries.ts';
import { SearchField } from '../search-field.tsx';
import { AgainstMedian } from './against-median.tsx';
import { measuredNumber, measuredText, measuredValue } from './measured-value.ts';
import { fullestPool } from './pool-steps.ts';
import { PoolStepsPlot } from './pool-steps-plot.tsx';
import { transitionWhy } from './transition-why.ts';
import '../engine.css';
import './pools.css';

type Item = Schemas['PoolItem'];
type Transition = Schemas['PoolTransition'];

const poolFrom = (text: string | undefined): number | undefined =>
  text !== undefined && /^[0-6]$/.test(text) ? Number(text) : undefined;

const stateTone: Record<Item['state'], Tone> = { trial: 'plain', held: 'waits', graduated: 'good', demoted: 'case' };
const orders = ['impressions', 'qgpm', 'lower_bound'] as const;

type Figure = 'value' | 'lowerBound' | 'median';
const textOf = (row: Item | Transition, figure: Figure): string => {
  const measured = measuredValue(row);
  return measuredText(measured.unit, measured[figure]);
};
const numberOf = (row: Item | Transition, figure: Figure): number | null => {
  const measured = measuredValue(row);
  return measuredNumber(measured.unit, measured[figure]);
};

function Progress({ done, quota }: { done: number; quota: number }) {
  const share = quota > 0 ? Math.min(1, done / quota) : 0;
  return (
    <span className="quota">
      <span>
        {done.toLocaleString('en-US')}
        <span className="desk-second"> / {quota.toLocaleString('en-US')}</span>
      </span>
      <span className="engine-track quota-track" aria-hidden="true">
        <span className="engine-part quota-done" style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}

function Items() {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const pool = poolFrom(get('pool'));
  const kind = get('kind') as Item['kind'] | undefined;
  const q = get('q');
  const order = (get('order') as (typeof orders)[number] | undefined) ?? 'impressions';
  const columns = useMemo<Column<Item>[]>(
    () => [
      {
        key: 'title',
        title: t('engine.candidate.item'),
        cell: (row) => (
          <Link to={`/pools?view=transitions&item=${row.itemId}`} className="desk-clip" title={row.title}>
            {row.title || row.itemId}
          </Link>
        ),
        csv: (row) => row.title,
      },
      {
        key: 'kind',
        title: t('engine.pools.kindName'),
        cell: (row) => t(`engine.pools.kind.${row.kind}`),
        csv: (row) => row.kind,
      },
      {
        key: 'pool',
        title: t('engine.pools.pool'),
        align: 'right',
        cell: (row) => row.pool,
        csv: (row) => row.pool,
      },
      {
        key: 'unit',
        title: t('engine.pools.unitName'),
        cell: (row) => <span className="desk-second">{t(`engine.pools.unit.${row.unit}`)}</span>,
        csv: (row) => row.unit,
        hidden: true,
      },
      {
        key: 'state',
        title: t('engine.pools.stateName'),
        cell: (row) => <StateTag tone={stateTone[row.state]}>{t(`engine.pools.state.${row.state}`)}</StateTag>,
        csv: (row) => row.state,
      },
      {
        key: 'impressions',
        title: t('engine.pools.progress'),
        align: 'right',
        width: 150,
        cell: (row) => <Progress done={row.impressionsCount} quota={row.quotaImpressions} />,
        csv: (row) => row.impressionsCount,
      },
      {
        key: 'against',
        title: t('engine.pools.against'),
        width: 220,
        cell: (row) => (
          <AgainstMedian
            measured={measuredValue(row)}
            label={t('engine.pools.againstLabel', {
              value: textOf(row, 'value'),
              lower: textOf(row, 'lowerBound'),
              median: textOf(row, 'median'),
            })}
          />
        ),
      },
      {
        key: 'qgpm',
        title: t('engine.pools.qgpm'),
        align: 'right',
        cell: (row) => <span className="desk-strong">{textOf(row, 'value')}</span>,
        csv: (row) => numberOf(row, 'value'),
      },
      {
        key: 'lowerBound',
        title: t('engine.pools.lowerBound'),
        align: 'right',
        cell: (row) => textOf(row, 'lowerBound'),
        csv: (row) => numberOf(row, 'lowerBound'),
      },
      {
        key: 'median',
        title: t('engine.pools.median'),
        align: 'right',
        cell: (row) => textOf(row, 'median'),
        csv: (row) => numberOf(row, 'median'),
      },
    ],
    [t],
  );
  return (
    <SchemaTable
      name="pool-items"
      label={t('engine.pools.itemsOf')}
      columns={columns}
      rowKey={(row) => row.itemId}
      queryKey={['pool-items', pool, kind, q, order]}
      load={(paging, signal) =>
        ask(
          api.GET('/api/v1/console/pools/items', {
            params: {
              query: {
                ...paging,
                order,
                ...(pool !== undefined ? { pool } : {}),
                ...(kind ? { kind } : {}),
                ...(q ? { q } : {}),
              },
            },
            ...(signal ? { signal } : {}),
          }),
        )
      }
      onOpen={(row) => set({ view: 'transitions', item: row.itemId }, { push: true })}
      empty={t('engine.pools.noItems')}
      toolbar={
        <>
          <Select
            size="small"
            allowClear
            className="console-filter"
            placeholder={t('engine.pools.allPools')}
            aria-label={t('engine.pools.pool')}
            value={pool ?? null}
            options={[0, 1, 2, 3, 4, 5, 6].map((value) => ({ value, label: poolName(t, value) }))}
            onChange={(value: number | null | undefined) =>
              set({ pool: value === null || value === undefined ? undefined : String(value) })
            }
          />
          <Select
            size="small"
            allowClear
            className="console-filter"
            placeholder={t('engine.pools.allKinds')}
            aria-label={t('engine.pools.kindName')}
            value={kind ?? null}
            options={(['video', 'product'] as const).map((value) => ({
              value,
              label: t(`engine.pools.kind.${value}`),
            }))}
            onChange={(value: Item['kind'] | null | undefined) => set({ kind: value ?? undefined })}
          />
          <Select
            size="small"
            className="console-filter"
            aria-label={t('lines.sort')}
            value={order}
            options={orders.map((value) => ({ value, label: t(`engine.pools.order.${value}`) }))}
            onChange={(value) => set({ order: value === 'impressions' ? undefined : value })}
          />
          <SearchField size="small" name="q" className="engine-title-search" label={t('engine.pools.search')} />
        </>
      }
    />
  );
}

function Transitions() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const itemId = get('item');
  const pool = poolFrom(get('pool'));
  const columns = useMemo<Column<Transition>[]>(
    () => [
      {
        key: 'at',
        title: t('engine.pools.at'),
        cell: (row) => formatDateTime(row.at, locale),
        csv: (row) => row.at,
      },
      {
        key: 'title',
        title: t('engine.candidate.item'),
        cell: (row) => (
          <Link to={`/pools?view=transitions&item=${row.itemId}`} className="desk-clip" title={row.title}>
            {row.title || row.itemId}
          </Link>
        ),
        csv: (row) => row.title,
      },
      {
        key: 'move',
        title: t('engine.pools.move'),
        cell: (row) => {
          const up = (row.toPool ?? 7) > (row.fromPool ?? 0);
          const stays = row.fromPool === row.toPool;
          return (
            <StateTag tone={stays ? 'waits' : up ? 'good' : 'case'}>
              {stays
                ? t('engine.pools.stays', { pool: row.toPool })
                : `${row.fromPool ?? t('engine.pools.outside')} ${up ? '↗' : '↘'} ${row.toPool ?? t('engine.pools.open')}`}
            </StateTag>
          );
        },
        csv: (row) => `${row.fromPool ?? ''}>${row.toPool ?? ''}`,
      },
      {
        key: 'why',
        title: t('engine.pools.why'),
        cell: (row) => transitionWhy(t, row),
        csv: (row) => transitionWhy(t, row),
      },
      {
        key: 'qgpm',
        title: t('engine.pools.qgpm'),
        align: 'right',
        cell: (row) => textOf(row, 'value'),
        csv: (row) => numberOf(row, 'value'),
      },
    ],
    [t, locale],
  );
  return (
    <SchemaTable
      name="pool-transitions"
      label={t('engine.pools.transitions')}
      columns={columns}
      rowKey={(row) => `${row.itemId}-${row.at}-${row.reason}-${row.toPool}`}
      queryKey={['pool-transitions', itemId, pool]}
      load={(paging, signal) =>
        ask(
          api.GET('/api/v1/console/pools/transitions', {
            params: { query: { ...paging, ...(itemId ? { itemId } : {}), ...(pool !== undefined ? { pool } : {}) } },
            ...(signal ? { signal } : {}),
          }),
        )
      }
      empty={t('engine.pools.noTransitions')}
      toolbar={
        itemId ? (
          <StateTag tone="plain">
            {t('engine.pools.oneItem')}{' '}
            <button type="button" className="engine-clear" onClick={() => set({ item: undefined })}>
              {t('bridge.filter.clear')}
            </button>
          </StateTag>
        ) : null
      }
    />
  );
}

/** Where new works and new goods are tried out, and why they go on or stay. */
export default function PoolsPage() {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const pools = usePools();
  const data = pools.data;
  const fullest = data ? fullestPool(data.pools) : null;
  const graduated = data?.pools.reduce((sum, pool) => sum + pool.graduatedCount, 0) ?? 0;
  const pool = poolFrom(get('pool'));
  return (
    <Page
      title={
        fullest
          ? t('engine.pools.headline', { pool: poolName(t, fullest.pool), items: fullest.itemsCount, count: graduated })
          : t('engine.pools.name')
      }
      name={t('engine.pools.name')}
      purpose={t('engine.pools.purpose')}
    >
      {pools.isError && !data ? (
        <ErrorState error={pools.error} onRetry={() => void pools.refetch()} />
      ) : !data ? (
        <Loading rows={8} />
      ) : (
        <div className="desk-stack">
          <Card title={t('engine.pools.steps')} note={t('engine.pools.stepsNote')}>
            {fullest || graduated > 0 ? (
              <PoolStepsPlot
                pools={data.pools}
                chosen={pool}
                onChoose={(value) => set({ pool: value === null || value === undefined ? undefined : String(value) })}
              />
            ) : (
              <EmptyState text={t('engine.pools.empty')} />
            )}
          </Card>
          <Tabs
            activeKey={get('view') ?? 'items'}
            onChange={(view) => set({ view: view === 'items' ? undefined : view })}
            items={[
              { key: 'items', label: t('engine.pools.itemsOf'), children: <Items /> },
              { key: 'transitions', label: t('engine.pools.transitions'), children: <Transitions /> },
            ]}
          />
        </div>
      )}
    </Page>
  );
}
