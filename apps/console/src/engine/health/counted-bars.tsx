import { useTranslation } from 'react-i18next';

/** Counts as bars beside their names, the largest filling the width. */
export function CountedBars({
  rows,
  empty,
}: {
  rows: readonly { key: string; name: string; count: number }[];
  empty: string;
}) {
  const { t } = useTranslation();
  const held = rows.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  const most = Math.max(1, ...held.map(({ count }) => count));
  if (held.length === 0) return <p className="desk-second">{empty}</p>;
  return (
    <ul className="counted-bars" aria-label={t('engine.health.counts')}>
      {held.map((row) => (
        <li key={row.key}>
          <span>{row.name}</span>
          <span className="engine-track counted-track" aria-hidden="true">
            <span className="engine-part counted-part" style={{ width: `${(row.count / most) * 100}%` }} />
          </span>
          <span className="desk-right">{row.count.toLocaleString('en-US')}</span>
        </li>
      ))}
    </ul>
  );
}
