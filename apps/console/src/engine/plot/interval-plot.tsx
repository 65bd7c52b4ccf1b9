import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fixed, plain } from '../figures.ts';
import { linearScale, logScale, markDigits, ratioMarks, roundDomain, ticks } from './scale.ts';

export type IntervalRow = {
  readonly key: string;
  readonly name: ReactNode;
  /** Under the name, quieter. */
  readonly note?: ReactNode;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Drawn as a diamond: what the estimate is compared with. */
  readonly against?: number | undefined;
  readonly tone?: 'good' | 'bad' | 'plain' | undefined;
  /** At the right; the estimate with its interval when left out. */
  readonly figures?: ReactNode;
  readonly onOpen?: (() => void) | undefined;
};

/** `÷4`, `×1`, `×2`: half and twice look alike. */
const ratioText = (value: number): string => (value < 1 ? `÷${plain(1 / value)}` : `×${plain(value)}`);

const percent = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(3)}%`;

/** The end of a whisker: a bar, or an arrow where the interval goes on beyond the axis. */
function WhiskerEnd({ x, beyond }: { x: string; beyond: -1 | 0 | 1 }) {
  return (
    <svg x={x} y="50%" overflow="visible" aria-hidden="true">
      {beyond === 0 ? (
        <line y1="-6" y2="6" />
      ) : (
        <path d={beyond < 0 ? 'M5,-5L0,0L5,5' : 'M-5,-5L0,0L-5,5'} fill="none" />
      )}
    </svg>
  );
}

/**
 * Dots with whiskers on one axis: an estimate, its interval, and a mark for what it is compared with. Names and figures
 * are text beside the drawing, so that nothing needs hovering and a screen reader reads the rows as a list.
 */
export function IntervalPlot(props: {
  label: string;
  rows: readonly IntervalRow[];
  format: (value: number) => string;
  /** One line through all rows, for example 1 of a ratio; its name stands under the axis. */
  reference?: { value: number; name: string };
  /** Values the axis must hold. */
  include?: readonly number[];
  /** Marks of the axis; plain digits when left out. */
  axis?: (value: number, digits: number) => string;
  /** Ratios: by powers of two, so that half and twice stand equally far from 1. */
  ratios?: boolean;
}) {
  const { t } = useTranslation();
  const { rows, reference } = props;
  const values = rows.flatMap((row) => [
    row.low,
    row.high,
    row.estimate,
    ...(row.against === undefined ? [] : [row.against]),
  ]);
  const domain = roundDomain(values, [...(props.include ?? []), ...(reference ? [reference.value] : [])], 4);
  const marks = props.ratios ? ratioMarks(values) : ticks(domain[0], domain[1], 4);
  const [low, high] = props.ratios ? [marks[0] ?? 0.5, marks.at(-1) ?? 2] : domain;
  const share = props.ratios ? logScale([low, high], [0, 1]) : linearScale([low, high], [0, 1]);
  const at = (value: number) => percent(share(value));
  const digits = markDigits(marks);
  const axis = props.axis ?? (props.ratios ? ratioText : fixed);
  return (
    <div className="interval-plot">
      <ul aria-label={props.label}>
        {rows.map((row) => {
          const content = (
            <>
              <span className="interval-name">
                <span>{row.name}</span>
                {row.note ? <small>{row.note}</small> : null}
              </span>
              <span className="interval-drawing">
                <svg className={`plot-tone-${row.tone ?? 'plain'}`} aria-hidden="true">
                  {marks.map((mark) => (
                    <line key={mark} x1={at(mark)} x2={at(mark)} y1="0" y2="100%" className="plot-grid" />
                  ))}
                  {reference ? (
                    <line
                      x1={at(reference.value)}
                      x2={at(reference.value)}
                      y1="0"
                      y2="100%"
                      className="plot-reference"
                    />
                  ) : null}
                  <g className="plot-whisker">
                    <line x1={at(row.low)} x2={at(row.high)} y1="50%" y2="50%" />
                    <WhiskerEnd x={at(row.low)} beyond={row.low < low ? -1 : 0} />
                    <WhiskerEnd x={at(row.high)} beyond={row.high > high ? 1 : 0} />
                  </g>
                  {row.against === undefined ? null : (
                    <svg x={at(row.against)} y="50%" overflow="visible" aria-hidden="true">
                      <path d="M0,-6l5,6l-5,6l-5,-6z" className="plot-against" />
                    </svg>
                  )}
                  <circle cx={at(row.estimate)} cy="50%" r="4.5" className="plot-dot" />
                </svg>
              </span>
              <span className="interval-figures">
                {row.figures ??
                  t('engine.interval', {
                    value: props.format(row.estimate),
                    low: props.format(row.low),
                    high: props.format(row.high),
                  })}
              </span>
            </>
          );
          return (
            <li key={row.key}>
              {row.onOpen ? (
                <button type="button" className="interval-row" onClick={row.onOpen}>
                  {content}
                </button>
              ) : (
                <div className="interval-row">{content}</div>
              )}
            </li>
          );
        })}
      </ul>
      <div className="interval-row interval-axis" aria-hidden="true">
        <span className="interval-name" />
        <span className="interval-drawing">
          <svg aria-hidden="true">
            {marks.map((mark, index) => (
              <text
                key={mark}
                x={at(mark)}
                y="12"
                textAnchor={
                  index === 0 && mark === low ? 'start' : index === marks.length - 1 && mark === high ? 'end' : 'middle'
                }
                className="plot-tick"
              >
                {/* powers of two stand too close for words at each: the ends and 1 say it all */}
                {!props.ratios || index === 0 || index === marks.length - 1 || mark === 1 ? axis(mark, digits) : null}
                {props.ratios && mark === reference?.value ? ` ${reference.name}` : null}
              </text>
            ))}
          </svg>
        </span>
        <span className="interval-figures">{props.ratios ? null : reference?.name}</span>
      </div>
    </div>
  );
}
