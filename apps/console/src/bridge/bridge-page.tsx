import { ask, type Schemas } from '@haowu/api-client';
import {
  api,
  Card,
  EmptyState,
  ErrorState,
  Loading,
  moneyUnit,
  Page,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDay } from '@haowu/ui/format.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridgeFilter } from './bridge-filter.ts';
import { BridgeFilters } from './bridge-filters.tsx';
import { bridgeMessage, seriesMessage } from './bridge-message.ts';
import { keptSentence } from './kept-share.ts';
import { LinesDrawer } from './lines-drawer.tsx';
import { ReasonsTable } from './reasons-table.tsx';
import { BridgeTiles } from './tiles.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';

const SeriesPlot = lazy(() => import('./series-plot.tsx'));

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="bridge-legend">
      <li>
        <span className="bridge-legend-solid" aria-hidden="true" />
        {t('bridge.settled')}
      </li>
      <li>
        <span className="bridge-legend-hatch" aria-hidden="true" />
        {t('bridge.provisional')}
      </li>
      <li>
        <span className="bridge-legend-mark" aria-hidden="true" />
        {t('bridge.expectedMark')}
      </li>
    </ul>
  );
}

function BridgeBody({ bridge }: { bridge: Schemas['Bridge'] }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { set } = useUrlState();
  const [pointed, setPointed] = useState<string>();
  const paidMinor = bridge.paid.settled.amountMinor + bridge.paid.provisional.amountMinor;
  const unit = moneyUnit(paidMinor, locale);
  const unitName = locale === 'zh-CN' ? unit.zh : unit.en;
  const dayUnit = moneyUnit(Math.max(0, ...bridge.days.map((day) => day.paid.amountMinor)), locale);
  const dayUnitName = locale === 'zh-CN' ? dayUnit.zh : dayUnit.en;
  const open = (codes: string[] | 'all') => {
    if (codes === 'all') set({ lines: 'all' }, { push: true });
    else if (codes.length === 1) set({ lines: codes[0] }, { push: true });
    else document.querySelector<HTMLElement>('.bridge-reasons button')?.focus();
  };
  return (
    <>
      <BridgeTiles bridge={bridge} />
      <div className="desk-split bridge-split">
        <div className="desk-stack">
          <Card title={bridgeMessage(bridge, t, locale)}>
            <div className="bridge-legend-row">
              <span>{t('bridge.unit', { unit: unitName })}</span>
              <Legend />
            </div>
            <WaterfallChart bridge={bridge} unit={unit} highlighted={pointed} onOpen={open} />
          </Card>
          <Card
            title={seriesMessage(bridge, t, locale, (day) => formatDay(`${day}T04:00:00Z`, locale))}
            note={t('bridge.series.note', { unit: dayUnitName })}
          >
            <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 5 }} />}>
              <SeriesPlot days={bridge.days} />
            </Suspense>
          </Card>
        </div>
        <ReasonsTable
          bridge={bridge}
          unit={unit}
          onPoint={setPointed}
          onOpen={(code) => set({ lines: code }, { push: true })}
        />
      </div>
    </>
  );
}

/** The heart of the console: of what was paid, how much stayed, and where every fen of the rest went. */
export function BridgePage() {
  const { t } = useTranslation();
  const { filter, period } = useBridgeFilter();
  const bridge = useQuery({
    queryKey: ['bridge', filter],
    enabled: filter !== undefined,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/console/bridge', { params: { query: filter ?? {} }, signal })),
    placeholderData: keepPreviousData,
  });
  const data = bridge.data;
  const paidMinor = data ? data.paid.settled.amountMinor + data.paid.provisional.amountMinor : 0;
  const sentence = data ? keptSentence(data) : undefined;
  return (
    <Page
      title={sentence ? t(sentence.key, sentence.values) : t('bridge.name')}
      name={t('bridge.name')}
      purpose={t('bridge.purpose')}
      filters={<BridgeFilters period={period} bridge={data} />}
    >
      {bridge.isError && !data ? (
        <ErrorState error={bridge.error} onRetry={() => void bridge.refetch()} />
      ) : !data ? (
        <Loading rows={12} />
      ) : paidMinor === 0 && data.linesCount === 0 ? (
        <div className="desk-card">
          <EmptyState text={t('bridge.empty')} />
        </div>
      ) : (
        <div className={bridge.isPlaceholderData ? 'bridge-stale' : undefined}>
          <BridgeBody bridge={data} />
        </div>
      )}
      {filter ? <LinesDrawer filter={filter} /> : null}
    </Page>
  );
}
