import type { Schemas } from '@haowu/api-client';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { sourceName } from '../codes.ts';
import { flowColumns, flowRibbons, ribbonPath } from './flow.ts';
import { flowStages } from './flow-stages.ts';

const height = 168;

/**
 * From what the sources found to what was shown: each stage at full height, parted by source, with its number above.
 * The list at the left names the colours and is a filter of the table below.
 */
export function FlowPlot(props: {
  explanation: Schemas['FeedExplanation'];
  chosen: string | undefined;
  onChoose: (source: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const { explanation, chosen } = props;
  const { stages, sources } = flowStages(explanation);
  const columns = flowColumns(stages, sources, height);
  const ribbons = flowRibbons(columns);
  const tone = (source: string) => `source-fill-${sources.indexOf(source) % 12}`;
  const faded = (source: string) => (chosen !== undefined && chosen !== source ? 'flow-faded' : '');
  return (
    <div className="flow">
      <ul
        className="flow-sources"
        style={{ '--rows': Math.ceil(sources.length / (sources.length > 7 ? 2 : 1)) } as CSSProperties}
        aria-label={t('engine.flow.sources')}
      >
        {sources.map((source) => {
          const found = stages[0]?.counts[source] ?? 0;
          const shown = stages.at(-1)?.counts[source] ?? 0;
          return (
            <li key={source}>
              <button
                type="button"
                aria-pressed={chosen === source}
                className={faded(source)}
                onClick={() => props.onChoose(chosen === source ? undefined : source)}
              >
                <svg width="10" height="10" aria-hidden="true">
                  <rect width="10" height="10" rx="2" className={tone(source)} />
                </svg>
                <span className="flow-source-name">{sourceName(t, source)}</span>
                <span className="flow-source-counts">{t('engine.flow.foundShown', { found, shown })}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <div className="flow-stages" role="img" aria-label={t('engine.flow.label', labelCounts(stages))}>
        {columns.map((column, stage) => (
          <div key={column.key} className="flow-stage-group">
            <div className="flow-stage">
              <p>
                <strong>{column.total}</strong>
                <span>{t(`engine.flow.stage.${column.key}`)}</span>
              </p>
              <svg
                width="100%"
                height={height}
                viewBox={`0 0 10 ${height}`}
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                {column.blocks.map(({ source, y0, y1 }) => (
                  <rect
                    key={source}
                    x="0"
                    width="10"
                    y={y0}
                    height={Math.max(0.5, y1 - y0)}
                    className={`${tone(source)} ${faded(source)}`}
                  />
                ))}
              </svg>
            </div>
            {stage + 1 < columns.length ? (
              <svg
                className="flow-ribbons"
                height={height}
                viewBox={`0 0 100 ${height}`}
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                {ribbons
                  .filter((ribbon) => ribbon.stage === stage)
                  .map(({ source, from, to }) => (
                    <path
                      key={source}
                      d={ribbonPath(0, 100, from, to)}
                      className={`flow-ribbon ${tone(source)} ${faded(source)}`}
                    />
                  ))}
              </svg>
            ) : null}
          </div>
        ))}
      </div>
    </div>
  );
}

function labelCounts(stages: ReturnType<typeof flowStages>['stages']): Record<string, number> {
  return Object.fromEntries(
    stages.map(({ key, counts }) => [key, Object.values(counts).reduce((sum, count) => sum + count, 0)]),
  );
}
