import { StateTag } from '@haowu/ui/desk/index.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionName, headName, multiplierReasonName, sourceName } from '../codes.ts';
import { chance, fixed, plain, points, signedPoints } from '../figures.ts';
import { stackExtent } from '../plot/stack.ts';
import { StackedBar } from '../plot/stacked-bar.tsx';
import { CandidateGoods } from './candidate-goods.tsx';
import { CandidateHeads } from './candidate-heads.tsx';
import { decisionTone } from './candidates-table.tsx';
import { type Candidate, headKeys, termKeys, termParts } from './terms.ts';

type Pair = readonly [Candidate, Candidate];

function Line(props: {
  name: ReactNode;
  cells: readonly [ReactNode, ReactNode];
  difference?: ReactNode;
  strong?: boolean;
}) {
  return (
    <tr className={props.strong ? 'formula-total' : undefined}>
      <th scope="row">{props.name}</th>
      {props.cells.map((cell, index) => (
        // two columns that never move
        <td key={index === 0 ? 'first' : 'second'} className="desk-right">
          {cell}
        </td>
      ))}
      <td className="desk-right desk-second">{props.difference}</td>
    </tr>
  );
}

function PlusMinus({ value }: { value: number | null }) {
  return value === null ? null : <span className="desk-second"> ± {chance(value)}</span>;
}

const both = <Value,>([first, second]: Pair, read: (candidate: Candidate) => Value): readonly [Value, Value] => [
  read(first),
  read(second),
];

/** Two candidates side by side: what made one stand above the other, term by term and head by head. */
export function CandidateComparison({ pair }: { pair: Pair }) {
  const { t } = useTranslation();
  const [first, second] = pair;
  const extent = stackExtent(pair.map(({ terms }) => termParts(terms)));
  const features = [...new Set([...Object.keys(first.features), ...Object.keys(second.features)])].filter(
    (key) => first.features[key] !== second.features[key],
  );
  const largest = [...termKeys].sort(
    (a, b) => Math.abs(first.terms[b] - second.terms[b]) - Math.abs(first.terms[a] - second.terms[a]),
  )[0];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
    <section className="engine-comparison" aria-label={t('engine.candidate.compareWith')} tabIndex={0}>
      {largest ? (
        <p className="desk-gap">
          {t('engine.comparison.message', {
            higher: first.score >= second.score ? first.title : second.title,
            difference: points(Math.abs(first.score - second.score)),
            term: t(`engine.term.${largest}`),
          })}
        </p>
      ) : null}
      <table className="engine-lines comparison">
        <thead>
          <tr>
            <td />
            {pair.map((candidate) => (
              <th key={candidate.itemId} scope="col">
                <CandidateGoods candidate={candidate} />
              </th>
            ))}
            <th scope="col" className="desk-right">
              {t('engine.comparison.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Line
            name={t('engine.candidate.position')}
            cells={both(pair, ({ position }) => (position === null ? '–' : position + 1))}
          />
          <Line name={t('engine.candidate.rank')} cells={both(pair, ({ rank }) => rank + 1)} />
          <Line
            name={t('engine.candidate.decided')}
            cells={both(pair, (candidate) => (
              <StateTag tone={decisionTone(candidate)}>{decisionName(t, candidate.decidedBy)}</StateTag>
            ))}
          />
          <Line
            name={t('engine.candidate.sources')}
            cells={both(pair, ({ sources }) => sources.map((name) => sourceName(t, name)).join(' · '))}
          />
          <Line
            name={t('engine.candidate.terms')}
            cells={both(pair, ({ terms }) => (
              <StackedBar parts={termParts(terms)} extent={extent} label={t('engine.candidate.terms')} />
            ))}
          />
          {termKeys.map((key) => (
            <Line
              key={key}
              name={t(`engine.term.${key}`)}
              cells={both(pair, ({ terms }) => signedPoints(terms[key]))}
              difference={signedPoints(first.terms[key] - second.terms[key])}
            />
          ))}
          <Line
            name={t('engine.candidate.multiplier')}
            cells={both(pair, ({ multiplier, multiplierReason }) => (
              <>
                ×{fixed(multiplier, 2)} {multiplierReason ? multiplierReasonName(t, multiplierReason) : ''}
              </>
            ))}
          />
          <Line
            strong
            name={t('engine.candidate.score')}
            cells={both(pair, ({ score }) => points(score))}
            difference={signedPoints(first.score - second.score)}
          />
          {headKeys.map((head) => (
            <Line
              key={head}
              name={headName(t, head)}
              cells={both(pair, ({ heads }) => (
                <>
                  {chance(heads[head].chance)}
                  <PlusMinus value={heads[head].error} />
                </>
              ))}
              difference={signedChance(first.heads[head].chance - second.heads[head].chance)}
            />
          ))}
          {features.map((key) => (
            <Line
              key={key}
              name={
                <span title={key}>
                  {t(`engine.feature.${key.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, { defaultValue: key })}
                </span>
              }
              cells={both(pair, ({ features: held }) => (held[key] === undefined ? '–' : plain(held[key])))}
              difference={signedPlain((first.features[key] ?? 0) - (second.features[key] ?? 0))}
            />
          ))}
        </tbody>
      </table>
      <h2>{t('engine.candidate.heads')}</h2>
      <p className="desk-second desk-small">
        {t('engine.comparison.marks', { first: first.title, second: second.title })}
      </p>
      <CandidateHeads candidate={first} against={second} />
    </section>
  );
}

const signedChance = (value: number): string => `${value > 0 ? '+' : ''}${chance(value)}`;
const signedPlain = (value: number): string => `${value > 0 ? '+' : ''}${plain(value)}`;
