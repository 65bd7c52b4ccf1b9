import { ask, type Schemas } from '@haowu/api-client';
import {
  api,
  Card,
  EmptyState,
  ErrorState,
  Loading,
  type RowsColumn,
  RowsTable,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatMoney } from '@haowu/ui/format.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { businessDay, dayPlus, useBusinessTime } from '../../business-time.ts';
import { sourceName } from '../codes.ts';
import { chance } from '../figures.ts';

type Row = Schemas['SourceContribution'];

const periods = ['1', '7', '30'] as const;

function BarCell({ share, text, className }: { share: number; text: string; className: string }) {
  return (
    <span className="bar-cell">
      <span className="engine-track bar-cell-track" aria-hidden="true">
        <span className={`engine-part ${className}`} style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
      </span>
      <span className="bar-cell-figure">{text}</span>
    </span>
  );
}

/** What each source brought: its share of what was shown, and what was kept of what it sold. */
export function SourceContributions() {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const clock = useBusinessTime();
  const days = get('days') ?? '7';
  const to = clock.data ? businessDay(clock.data.now) : undefined;
  const from = to ? dayPlus(to, 1 - Number(days)) : undefined;
  const answer = useQuery({
    queryKey: ['source-contributions', from, to],
    enabled: to !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/console/source-contributions', {
          params: { query: { ...(from ? { from } : {}), ...(to ? { to } : {}) } },
          signal,
        }),
      ),
  });
  const rows = useMemo(() => answer.data?.sources.filter((row) => row.impressionsCount > 0) ?? [], [answer.data]);
  const most = Math.max(0.0001, ...rows.map(({ share }) => share));
  const mostQgpm = Math.max(1, ...rows.map(({ qgpm }) => qgpm?.amountMinor ?? 0));
  const best = [...rows].sort((a, b) => (b.qgpm?.amountMinor ?? 0) - (a.qgpm?.amountMinor ?? 0))[0];
  const columns = useMemo<RowsColumn<Row>[]>(
    () => [
      {
        key: 'source',
        title: t('engine.candidate.sources'),
        cell: (row) => (
          <Link
            className="engine-strong-link"
            to={`/requests?source=${encodeURIComponent(row.source)}`}
            title={t('engine.health.pagesOfSource')}
          >
            {sourceName(t, row.source)}
          </Link>
        ),
        csv: (row) => row.source,
        sort: (row) => sourceName(t, row.source),
      },
      {
        key: 'share',
        title: t('engine.health.share'),
        sortFirst: 'down',
        width: 210,
        cell: (row) => <BarCell share={row.share / most} text={chance(row.share)} className="bar-share" />,
        csv: (row) => row.share,
        sort: (row) => row.share,
      },
      {
        key: 'qgpm',
        title: t('engine.health.qgpm'),
        sortFirst: 'down',
        width: 230,
        cell: (row) => (
          <BarCell
            share={(row.qgpm?.amountMinor ?? 0) / mostQgpm}
            text={row.qgpm ? formatMoney(row.qgpm) : '–'}
            className="bar-quality"
          />
        ),
        csv: (row) => (row.qgpm ? row.qgpm.amountMinor / 100 : null),
        sort: (row) => row.qgpm?.amountMinor ?? null,
      },
      {
        key: 'impressions',
        title: t('engine.health.impressions'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => row.impressionsCount.toLocaleString('en-US'),
        csv: (row) => row.impressionsCount,
        sort: (row) => row.impressionsCount,
      },
      {
        key: 'watchRate',
        title: t('engine.health.watchRate'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => (row.watchRate === null ? '–' : chance(row.watchRate)),
        csv: (row) => row.watchRate,
        sort: (row) => row.watchRate,
      },
      {
        key: 'clickRate',
        title: t('engine.health.clickRate'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => chance(row.clicksCount / row.impressionsCount),
        csv: (row) => row.clicksCount / row.impressionsCount,
        sort: (row) => row.clicksCount / row.impressionsCount,
      },
      {
        key: 'paid',
        title: t('engine.health.paidLines'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => row.paidLinesCount.toLocaleString('en-US'),
        csv: (row) => row.paidLinesCount,
        sort: (row) => row.paidLinesCount,
      },
      {
        key: 'kept',
        title: t('engine.health.keptLines'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => row.keptLinesCount.toLocaleString('en-US'),
        csv: (row) => row.keptLinesCount,
        sort: (row) => row.keptLinesCount,
      },
      {
        key: 'quality',
        title: t('engine.health.qualityValue'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => formatMoney(row.qualityValue),
        csv: (row) => row.qualityValue.amountMinor / 100,
        sort: (row) => row.qualityValue.amountMinor,
      },
    ],
    [t, most, mostQgpm],
  );
  return (
    <Card
      title={
        best?.qgpm && best.qgpm.amountMinor > 0
          ? t('engine.health.bestSource', { source: sourceName(t, best.source), value: formatMoney(best.qgpm) })
          : t('engine.health.sources')
      }
      note={t('engine.health.sourcesNote')}
      extra={
        <Segmented
          size="small"
          aria-label={t('bridge.filter.period')}
          value={days}
          options={periods.map((value) => ({ value, label: t(`engine.health.period.${value}`) }))}
          onChange={(value) => set({ days: value === '7' ? undefined : String(value) })}
        />
      }
    >
      {answer.isError && !answer.data ? (
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
      ) : !answer.data ? (
        <Loading rows={4} />
      ) : rows.length === 0 ? (
        <EmptyState text={t('engine.health.noSources')} />
      ) : (
        <>
          {answer.data.partial ? <p className="desk-waits desk-small">{t('engine.health.partial')}</p> : null}
          <RowsTable
            name="sources"
            label={t('engine.health.sources')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.source}
            defaultSort="-share"
            empty={t('engine.health.noSources')}
          />
        </>
      )}
    </Card>
  );
}
