import { type StackPart, stackParts } from './stack.ts';

/** One bar of parts on a shared scale: what adds goes right of the zero line, what takes away left. Named by its row. */
export function StackedBar({
  parts,
  extent: [low, high],
  label,
}: {
  parts: readonly StackPart[];
  extent: readonly [number, number];
  label: string;
}) {
  const at = (value: number) => `${(((value - low) / (high - low)) * 100).toFixed(3)}%`;
  const size = (from: number, to: number) => `${(((to - from) / (high - low)) * 100).toFixed(3)}%`;
  return (
    <svg className="stack-bar" role="img" aria-label={label}>
      {stackParts(parts).map(({ key, from, to }) => (
        <rect key={key} x={at(from)} width={size(from, to)} y="22%" height="56%" className={`term-fill-${key}`} />
      ))}
      <line x1={at(0)} x2={at(0)} y1="0" y2="100%" className="plot-zero" />
    </svg>
  );
}
