import type { MeasuredValue } from './measured-value.ts';
import { medianMarks } from './median-marks.ts';

/**
 * Value per thousand against the median of the category: dot, its 80 % lower bound as the end of the whisker, the
 * median as a line. One scale for every row, in medians; what lies beyond three is held at the edge and says so.
 */
export function AgainstMedian({ measured, label }: { measured: MeasuredValue; label: string }) {
  const marks = medianMarks(measured);
  if (!marks) return <span className="desk-second">–</span>;
  const at = (share: number) => `${(share * 100).toFixed(2)}%`;
  return (
    <svg className={`median-plot ${marks.passes ? 'plot-tone-good' : 'plot-tone-plain'}`} role="img" aria-label={label}>
      <line x1="0" x2="100%" y1="50%" y2="50%" className="plot-grid" />
      <line x1={at(marks.median)} x2={at(marks.median)} y1="15%" y2="85%" className="plot-reference" />
      <g className="plot-whisker">
        <line x1={at(marks.lower)} x2={at(marks.estimate)} y1="50%" y2="50%" />
        <line x1={at(marks.lower)} x2={at(marks.lower)} y1="32%" y2="68%" />
      </g>
      <circle cx={at(marks.estimate)} cy="50%" r="4.5" className={marks.beyond ? 'plot-dot-open' : 'plot-dot'} />
    </svg>
  );
}
