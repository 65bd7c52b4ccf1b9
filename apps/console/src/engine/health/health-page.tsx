import type { Schemas } from '@haowu/api-client';
import { Card, ErrorState, Loading, Page, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatTime } from '@haowu/ui/format.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { headName, sourceName } from '../codes.ts';
import { chance, duration } from '../figures.ts';
import { useModelHealth } from '../queries.ts';
import { CountedBars } from './counted-bars.tsx';
import { freshMs, shareWithin } from './freshness.ts';
import { FreshnessPlot } from './freshness-plot.tsx';
import { worstHead } from './reliability.ts';
import { ReliabilityPlot } from './reliability-plot.tsx';
import { SourceContributions } from './source-contributions.tsx';
import '../engine.css';
import './health.css';

type Health = Schemas['ModelHealth'];

function Tiles({ health }: { health: Health }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { backlog, freshness } = health;
  const age = (ms: number | null) => (ms === null ? '–' : duration(ms, locale));
  const tiles = [
    {
      key: 'p99',
      value: age(freshness.p99Ms),
      tone: freshness.p99Ms === null ? '' : freshness.p99Ms <= freshMs ? 'desk-up' : 'desk-waits',
      note:
        freshness.p50Ms === null
          ? t('engine.health.tile.p99None')
          : t('engine.health.tile.p99Note', { p50: age(freshness.p50Ms) }),
    },
    {
      key: 'backlog',
      value: backlog.entriesCount === null ? '–' : backlog.entriesCount.toLocaleString('en-US'),
      tone: '',
      note:
        backlog.oldestMs === null
          ? t('engine.health.tile.backlogNone')
          : t('engine.health.tile.backlogNote', { age: age(backlog.oldestMs) }),
    },
    {
      key: 'training',
      value: backlog.trainingExamplesCount.toLocaleString('en-US'),
      tone: '',
      note: t('engine.health.tile.trainingNote', { count: health.trainerRestartsCount }),
    },
    {
      key: 'learned',
      value: health.entriesLearned.toLocaleString('en-US'),
      tone: '',
      note: t('engine.health.tile.learnedNote'),
    },
    { key: 'snapshot', value: age(health.snapshotAgeMs), tone: '', note: t('engine.health.tile.snapshotNote') },
    { key: 'itemModel', value: age(health.itemModelAgeMs), tone: '', note: t('engine.health.tile.itemModelNote') },
  ];
  return (
    <div className="desk-tiles health-tiles">
      {tiles.map((tile) => (
        <div key={tile.key} className="desk-tile">
          <span className="desk-tile-name">{t(`engine.health.tile.${tile.key}`)}</span>
          <span className={`desk-tile-value ${tile.tone}`}>{tile.value}</span>
          <span className="desk-tile-note">{tile.note}</span>
        </div>
      ))}
    </div>
  );
}

function Freshness({ health }: { health: Health }) {
  const { t } = useTranslation();
  const share = shareWithin(health.freshness.histogram);
  return (
    <Card
      title={share === null ? t('engine.health.freshness') : t('engine.health.freshTitle', { share: chance(share) })}
      note={
        share === null
          ? null
          : t('engine.health.freshNote', { number: health.freshness.eventsCount.toLocaleString('en-US') })
      }
    >
      {share === null ? (
        <p className="desk-second">{t('engine.health.nothingLearned')}</p>
      ) : (
        <FreshnessPlot histogram={health.freshness.histogram} />
      )}
    </Card>
  );
}

/** Is the model telling the truth, is it up to date, and what does each source bring. */
export default function HealthPage() {
  const { t } = useTranslation();
  const health = useModelHealth();
  const data = health.data;
  const worst = data ? worstHead(data.heads) : null;
  const someKnown = data?.heads.some(({ calibrationError }) => calibrationError !== null) ?? false;
  return (
    <Page
      title={
        !data || !someKnown
          ? t('engine.health.name')
          : worst
            ? t('engine.health.headlineOff', {
                head: headName(t, worst.head),
                error: chance(worst.calibrationError ?? 0),
              })
            : t('engine.health.headline')
      }
      name={t('engine.health.name')}
      purpose={
        data ? (
          <span className="request-meta">
            <span>{t('engine.health.asOf', { at: formatTime(data.asOf) })}</span>
            <Link to={`/policies?version=${encodeURIComponent(data.policyVersion)}`}>
              {t('engine.request.policy', { version: data.policyVersion })}
            </Link>
          </span>
        ) : (
          t('engine.health.purpose')
        )
      }
    >
      {health.isError && !data ? (
        <ErrorState error={health.error} onRetry={() => void health.refetch()} />
      ) : !data ? (
        <Loading rows={10} />
      ) : (
        <>
          <Tiles health={data} />
          <div className="desk-stack">
            <Card title={t('engine.health.calibration')} note={t('engine.health.calibrationNote')}>
              <div className="reliability-grid">
                {data.heads.map((head) => (
                  <ReliabilityPlot key={head.head} head={head} />
                ))}
              </div>
            </Card>
            <div className="desk-halves health-halves">
              <Freshness health={data} />
              <Card title={t('engine.health.refused')} note={t('engine.health.refusedNote')}>
                <CountedBars
                  rows={data.refusedEvents.map(({ reason, count }) => ({
                    key: reason,
                    name: t(`engine.refusedEvent.${reason.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, {
                      defaultValue: reason,
                    }),
                    count,
                  }))}
                  empty={t('engine.health.noneRefused')}
                />
                <h3 className="engine-sub health-sub">{t('engine.health.failures')}</h3>
                <CountedBars
                  rows={data.sourceFailures.map(({ source, count }) => ({
                    key: source,
                    name: sourceName(t, source.replace(/^engine\./, '')),
                    count,
                  }))}
                  empty={t('engine.health.noFailures')}
                />
              </Card>
            </div>
            <SourceContributions />
            <Card title={t('engine.health.sizes')} note={t('engine.health.sizesNote')}>
              <dl className="health-sizes">
                {Object.entries(data.counts).map(([key, value]) => (
                  <div key={key}>
                    <dt>{t(`engine.health.size.${key}`, { defaultValue: key })}</dt>
                    <dd>{value.toLocaleString('en-US')}</dd>
                  </div>
                ))}
              </dl>
            </Card>
          </div>
        </>
      )}
    </Page>
  );
}
