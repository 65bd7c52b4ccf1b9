import type { Schemas } from '@haowu/api-client';
import { StateTag } from '@haowu/ui/desk/index.ts';
import { useTranslation } from 'react-i18next';
import { headName } from '../codes.ts';
import { chance, fixed } from '../figures.ts';
import { calibrationErrorMax, reliabilityDots, reliabilityEnd } from './reliability.ts';

type Head = Schemas['ModelHealth']['heads'][number];

const side = 168;
/** Dots on an axis reach over it by their radius, so its labels stand further off. */
const margin = { top: 10, right: 10, bottom: 30, left: 46 };

/** Predicted against observed of one head: on the diagonal the chances are what happens. Dots by how many they stand for. */
export function ReliabilityPlot({ head }: { head: Head }) {
  const { t } = useTranslation();
  const end = reliabilityEnd(head.bins);
  const dots = reliabilityDots(head.bins, end);
  const x = (share: number) => margin.left + share * side;
  const y = (share: number) => margin.top + (1 - share) * side;
  const width = margin.left + side + margin.right;
  const height = margin.top + side + margin.bottom;
  const error = head.calibrationError;
  return (
    <figure className="reliability">
      <figcaption>
        <strong>{headName(t, head.head)}</strong>
        {error === null ? (
          <StateTag tone="plain">{t('engine.health.tooFew')}</StateTag>
        ) : (
          <StateTag tone={error > calibrationErrorMax ? 'waits' : 'good'}>
            {t('engine.health.error', { error: chance(error) })}
          </StateTag>
        )}
      </figcaption>
      {dots.length === 0 ? (
        <p className="reliability-none desk-second">{t('engine.health.noExamples')}</p>
      ) : (
        <svg
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={t('engine.health.reliabilityLabel', {
            head: headName(t, head.head),
            bins: head.bins
              .filter(({ count }) => count > 0)
              .map(
                ({ predicted, observed, count }) => `${chance(predicted)} → ${chance(observed)} (${Math.round(count)})`,
              )
              .join('; '),
          })}
        >
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line x1={x(0)} x2={x(1)} y1={y(share)} y2={y(share)} className="plot-grid" />
              <line x1={x(share)} x2={x(share)} y1={y(0)} y2={y(1)} className="plot-grid" />
              <text x={margin.left - 13} y={y(share) + 4} textAnchor="end" className="plot-tick">
                {chance(share * end)}
              </text>
              <text
                x={x(share)}
                y={height - 6}
                textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
                className="plot-tick"
              >
                {chance(share * end)}
              </text>
            </g>
          ))}
          <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="plot-reference" />
          {dots.map((dot) => (
            <circle
              key={`${dot.x}-${dot.y}`}
              cx={x(dot.x)}
              cy={y(dot.y)}
              r={dot.r * side}
              className="reliability-dot"
            />
          ))}
        </svg>
      )}
      <p className="desk-second desk-small">
        {t('engine.health.examples', { number: head.examplesCount.toLocaleString('en-US') })}
        {head.slope === null ? '' : ` · ${t('engine.health.slope', { slope: fixed(head.slope, 2) })}`}
      </p>
    </figure>
  );
}
