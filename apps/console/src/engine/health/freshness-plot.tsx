import type { Schemas } from '@haowu/api-client';
import { usePreferences } from '@haowu/ui/desk/index.ts';
import { useTranslation } from 'react-i18next';
import { duration } from '../figures.ts';
import { barsWithin, freshMs, freshnessBars } from './freshness.ts';

/** How long actions took from being recorded to being learned; the line is the promise of one second. */
export function FreshnessPlot({ histogram }: { histogram: Schemas['ModelHealth']['freshness']['histogram'] }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const bars = freshnessBars(histogram);
  const within = barsWithin(histogram);
  const lineAt = bars.length === 0 ? 0 : (within / bars.length) * 100;
  return (
    <div className="freshness">
      <ol aria-label={t('engine.health.freshness')}>
        {bars.map((bar, index) => (
          <li key={bar.key}>
            <span className="freshness-count">{bar.count > 0 ? bar.count.toLocaleString('en-US') : ''}</span>
            <span className="freshness-track" aria-hidden="true">
              <span
                className={index < within ? 'freshness-fast' : 'freshness-late'}
                style={{ height: `${bar.count > 0 ? Math.max(1.5, bar.height * 100) : 0}%` }}
              />
            </span>
            <span className="freshness-end">
              {bar.upToMs === null
                ? t('engine.health.beyond')
                : t('engine.health.upTo', { at: duration(bar.upToMs, locale) })}
            </span>
          </li>
        ))}
      </ol>
      {within > 0 && within < bars.length ? (
        <span className="freshness-line" style={{ left: `${lineAt}%` }}>
          <span>{duration(freshMs, locale)}</span>
        </span>
      ) : null}
    </div>
  );
}
