/** A line of a few points without axes: the shape of the last days. Decoration beside a figure, hidden from readers. */
export function Spark({
  values,
  width = 96,
  height = 28,
}: {
  values: readonly number[];
  width?: number;
  height?: number;
}) {
  if (values.length < 2) return null;
  const high = Math.max(...values);
  const low = Math.min(...values, 0);
  const span = high - low || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * (width - 6) + 3;
    const y = height - 3 - ((value - low) / span) * (height - 6);
    return [x, y] as const;
  });
  const last = points.at(-1);
  return (
    <svg className="desk-spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      {last ? <circle cx={last[0]} cy={last[1]} r="2.4" /> : null}
    </svg>
  );
}
