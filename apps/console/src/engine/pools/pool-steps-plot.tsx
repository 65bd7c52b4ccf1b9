import type { Schemas } from '@haowu/api-client';
import { usePreferences } from '@haowu/ui/desk/index.ts';
import { formatShort } from '@haowu/ui/format.ts';
import { useTranslation } from 'react-i18next';
import { poolName } from '../codes.ts';
import { chance } from '../figures.ts';
import { poolSteps } from './pool-steps.ts';

/** Six steps: items in each pool by what became of them, and between two steps how many went up. A step filters the items. */
export function PoolStepsPlot(props: {
  pools: readonly Schemas['Pool'][];
  chosen: number | undefined;
  onChoose: (pool: number | undefined) => void;
}) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const steps = poolSteps(props.pools);
  return (
    <>
      <ul className="term-legend">
        {(['trial', 'held', 'demoted'] as const).map((state) => (
          <li key={state}>
            <span className={`pool-key pool-fill-${state}`} aria-hidden="true" />
            {t(`engine.pools.state.${state}`)}
          </li>
        ))}
      </ul>
      <ol className="pool-steps">
        {steps.map((step) => (
          <li key={step.pool}>
            <button
              type="button"
              aria-pressed={props.chosen === step.pool}
              onClick={() => props.onChoose(props.chosen === step.pool ? undefined : step.pool)}
            >
              <span className="pool-items">
                <strong>{step.itemsCount.toLocaleString('en-US')}</strong> {t('engine.pools.items')}
              </span>
              <span className="pool-bar" aria-hidden="true">
                {(['demoted', 'held', 'trial'] as const).map((state) =>
                  step[state] > 0 ? (
                    <span
                      key={state}
                      className={`pool-fill-${state}`}
                      style={{ height: `${Math.max(1.5, step[state] * 100)}%` }}
                    />
                  ) : null,
                )}
              </span>
              <span className="desk-unseen">
                {t('engine.pools.stepParts', {
                  trial: step.trialCount,
                  held: step.heldCount,
                  demoted: step.demotedCount,
                })}
              </span>
              <span className="pool-name">
                <strong>{poolName(t, step.pool)}</strong>
                <small>{t('engine.pools.quota', { count: formatShort(step.quotaImpressions, locale) })}</small>
                <small>{t('engine.pools.impressions', { count: formatShort(step.impressionsCount, locale) })}</small>
              </span>
            </button>
            <p className="pool-up">
              <span className="desk-up">{t('engine.pools.up', { count: step.graduatedCount })}</span>
              <small className="desk-second">
                {step.graduationRate === null
                  ? t('engine.pools.noneJudged')
                  : t('engine.pools.rate', { rate: chance(step.graduationRate) })}
              </small>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
