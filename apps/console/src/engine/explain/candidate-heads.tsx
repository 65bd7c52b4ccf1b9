import { useTranslation } from 'react-i18next';
import { headName } from '../codes.ts';
import { chance, fixed } from '../figures.ts';
import { IntervalPlot, type IntervalRow } from '../plot/interval-plot.tsx';
import { type Candidate, headKeys } from './terms.ts';

/** z of a two-sided 95 % interval. */
const z95 = 1.96;

/** Below this a head is drawn on the axis of the seldom ones, where differences can be seen. */
const oftenFrom = 0.1;

/**
 * Chances of a candidate with their 95 % intervals, the frequent and the seldom ones each on an axis of their own. With
 * `against` the chances of another candidate stand as diamonds.
 */
export function CandidateHeads({ candidate, against }: { candidate: Candidate; against?: Candidate }) {
  const { t } = useTranslation();
  const rowOf = (head: (typeof headKeys)[number]): IntervalRow => {
    const { chance: value, error } = candidate.heads[head];
    const other = against?.heads[head].chance;
    return {
      key: head,
      name: headName(t, head),
      note: t(`engine.headNote.${head}`),
      estimate: value,
      low: Math.max(0, value - z95 * (error ?? 0)),
      high: Math.min(head === 'deduct' ? 3 : 1, value + z95 * (error ?? 0)),
      against: other,
      tone: head === 'harm' || head === 'deduct' ? 'bad' : 'plain',
      figures: (
        <>
          <strong>{chance(value)}</strong>
          {other === undefined ? (
            error === null ? null : (
              <small>± {chance(error)}</small>
            )
          ) : (
            <small>◇ {chance(other)}</small>
          )}
        </>
      ),
    };
  };
  const largest = (head: (typeof headKeys)[number]) =>
    Math.max(candidate.heads[head].chance, against?.heads[head].chance ?? 0);
  const groups = [
    { key: 'often', heads: headKeys.filter((head) => largest(head) >= oftenFrom) },
    { key: 'seldom', heads: headKeys.filter((head) => largest(head) < oftenFrom) },
  ];
  return (
    <div className="desk-stack">
      {groups.map(({ key, heads }) =>
        heads.length === 0 ? null : (
          <IntervalPlot
            key={key}
            label={t('engine.candidate.heads')}
            rows={heads.map(rowOf)}
            format={chance}
            include={[0]}
            axis={(value, digits) => `${fixed(value * 100, Math.max(0, digits - 2))}%`}
          />
        ),
      )}
      {candidate.heads.watch.error === null ? (
        <p className="desk-second desk-small">{t('engine.candidate.noHeads')}</p>
      ) : null}
    </div>
  );
}
