import { type RowsColumn, RowsTable, StateTag, type Tone, useUrlState } from '@haowu/ui/desk/index.ts';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionName, multiplierReasonName, sourceName } from '../codes.ts';
import { chance, fixed, points } from '../figures.ts';
import { stackExtent } from '../plot/stack.ts';
import { StackedBar } from '../plot/stacked-bar.tsx';
import { CandidateGoods } from './candidate-goods.tsx';
import { type Candidate, termKeys, termParts } from './terms.ts';

export function decisionTone(candidate: Candidate): Tone {
  if (candidate.position === null) return 'plain';
  return candidate.decidedBy === 'ranked' ? 'good' : 'waits';
}

function TermLegend() {
  const { t } = useTranslation();
  return (
    <ul className="term-legend">
      {termKeys.map((key) => (
        <li key={key}>
          <svg width="12" height="10" aria-hidden="true">
            <rect width="12" height="10" rx="2" className={`term-fill-${key}`} />
          </svg>
          {t(`engine.term.${key}`)}
        </li>
      ))}
    </ul>
  );
}

/** One or two names of sources fit into the column; Chinese characters are as wide as two others. */
function tagsThatFit(names: readonly string[]): 1 | 2 {
  const width = [...names.slice(0, 2).join('')].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
  return width <= 20 ? 2 : 1;
}

const sortKeys = ['position', 'rank', 'score', ...termKeys, 'multiplier', 'propensity'] as const;

/** Every candidate of a request that was kept: where it stood, what its score is made of, what decided. */
export function CandidatesTable(props: { candidates: readonly Candidate[]; onOpen: (candidate: Candidate) => void }) {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const source = get('source');
  const decided = get('decided');
  const order = get('candidates.sort') ?? 'position';
  const extent = useMemo(() => stackExtent(props.candidates.map(({ terms }) => termParts(terms))), [props.candidates]);
  const rows = useMemo(
    () =>
      props.candidates.filter(
        (candidate) =>
          (source === undefined || candidate.sources.includes(source)) &&
          (decided === undefined || candidate.decidedBy === decided),
      ),
    [props.candidates, source, decided],
  );
  const sources = useMemo(
    () => [...new Set(props.candidates.flatMap((candidate) => candidate.sources))],
    [props.candidates],
  );
  const decisions = useMemo(
    () => [...new Set(props.candidates.map((candidate) => candidate.decidedBy))],
    [props.candidates],
  );
  const columns = useMemo<RowsColumn<Candidate>[]>(
    () => [
      {
        key: 'position',
        title: t('engine.candidate.position'),
        align: 'right',
        cell: (row) =>
          row.position === null ? <span className="desk-second">–</span> : <strong>{row.position + 1}</strong>,
        csv: (row) => (row.position === null ? null : row.position + 1),
        sort: (row) => row.position ?? 10_000 + row.rank,
      },
      {
        key: 'rank',
        title: t('engine.candidate.rank'),
        align: 'right',
        cell: (row) => row.rank + 1,
        csv: (row) => row.rank + 1,
        sort: (row) => row.rank,
      },
      {
        key: 'item',
        title: t('engine.candidate.item'),
        width: 220,
        cell: (row) => <CandidateGoods candidate={row} />,
        csv: (row) => row.title,
      },
      {
        key: 'sources',
        title: t('engine.candidate.sources'),
        cell: (row) => (
          <span className="engine-tags">
            {row.sources.slice(0, tagsThatFit(row.sources.map((name) => sourceName(t, name)))).map((name) => (
              <StateTag key={name} tone="plain">
                {sourceName(t, name)}
              </StateTag>
            ))}
            {row.sources.length > tagsThatFit(row.sources.map((name) => sourceName(t, name))) ? (
              <span
                className="desk-second desk-small"
                title={row.sources.map((name) => sourceName(t, name)).join(' · ')}
              >
                +{row.sources.length - tagsThatFit(row.sources.map((name) => sourceName(t, name)))}
              </span>
            ) : null}
          </span>
        ),
        csv: (row) => row.sources.join(' '),
      },
      {
        key: 'terms',
        title: t('engine.candidate.terms'),
        width: 176,
        cell: (row) => (
          <StackedBar
            parts={termParts(row.terms)}
            extent={extent}
            label={termKeys.map((key) => `${t(`engine.term.${key}`)} ${points(row.terms[key])}`).join(', ')}
          />
        ),
      },
      {
        key: 'score',
        title: t('engine.candidate.score'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => <span className="desk-strong">{points(row.score)}</span>,
        csv: (row) => row.score,
        sort: (row) => row.score,
      },
      ...termKeys.map(
        (key): RowsColumn<Candidate> => ({
          key,
          title: t(`engine.term.${key}`),
          drawn: false,
          cell: () => null,
          csv: (row) => row.terms[key],
          sort: (row) => row.terms[key],
        }),
      ),
      {
        key: 'multiplier',
        title: t('engine.candidate.multiplier'),
        align: 'right',
        cell: (row) =>
          row.multiplier >= 1 ? (
            <span className="desk-second">×1</span>
          ) : (
            <span
              className="desk-waits"
              title={row.multiplierReason ? multiplierReasonName(t, row.multiplierReason) : undefined}
            >
              ×{fixed(row.multiplier, 2)}
              {row.multiplierReason ? <small> {multiplierReasonName(t, row.multiplierReason)}</small> : null}
            </span>
          ),
        csv: (row) => row.multiplier,
        sort: (row) => row.multiplier,
      },
      {
        key: 'decided',
        title: t('engine.candidate.decided'),
        cell: (row) => <StateTag tone={decisionTone(row)}>{decisionName(t, row.decidedBy)}</StateTag>,
        csv: (row) => row.decidedBy,
      },
      {
        key: 'propensity',
        title: t('engine.candidate.propensity'),
        align: 'right',
        sortFirst: 'down',
        cell: (row) => (row.propensity === null ? <span className="desk-second">–</span> : chance(row.propensity)),
        csv: (row) => row.propensity,
        sort: (row) => row.propensity,
      },
    ],
    [t, extent],
  );
  const choice = (values: string[], words: (value: string) => string) =>
    values.map((value) => ({ value, label: words(value) }));
  return (
    <RowsTable
      name="candidates"
      label={t('engine.request.candidates')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.itemId}
      rowClass={(row) => (row.position === null ? 'engine-not-shown' : undefined)}
      defaultSort="position"
      onOpen={props.onOpen}
      empty={t('engine.request.noneMatch')}
      toolbar={
        <>
          <Select
            size="small"
            allowClear
            placeholder={t('engine.candidate.allSources')}
            aria-label={t('engine.candidate.sources')}
            className="console-filter"
            popupMatchSelectWidth={false}
            value={source ?? null}
            options={choice(sources, (value) => sourceName(t, value))}
            onChange={(value: string | null | undefined) => set({ source: value ?? undefined })}
          />
          <Select
            size="small"
            allowClear
            placeholder={t('engine.candidate.allDecisions')}
            aria-label={t('engine.candidate.decided')}
            className="console-filter"
            popupMatchSelectWidth={false}
            value={decided ?? null}
            options={choice(decisions, (value) => decisionName(t, value))}
            onChange={(value: string | null | undefined) => set({ decided: value ?? undefined })}
          />
          <Select
            size="small"
            aria-label={t('lines.sort')}
            className="console-filter"
            popupMatchSelectWidth={false}
            value={order.replace(/^-/, '')}
            options={sortKeys.map((key) => ({
              value: key,
              label: t('engine.candidate.sortedBy', {
                name: t(
                  (termKeys as readonly string[]).includes(key) ? `engine.term.${key}` : `engine.candidate.${key}`,
                ),
              }),
            }))}
            onChange={(key: string) => {
              const up =
                key === 'position' || key === 'rank' || key === 'harm' || key === 'load' || key === 'multiplier';
              set({ 'candidates.sort': key === 'position' ? undefined : up ? key : `-${key}` });
            }}
          />
          <TermLegend />
        </>
      }
    />
  );
}
