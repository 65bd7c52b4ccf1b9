import { ErrorState, StateTag, useUrlState } from '@haowu/ui/desk/index.ts';
import { Button, Drawer, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { decisionName, multiplierReasonName, poolName, reasonWords, sourceName } from '../codes.ts';
import { chance, fixed, plain, points } from '../figures.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { CandidateComparison } from './candidate-comparison.tsx';
import { CandidateGoods } from './candidate-goods.tsx';
import { CandidateHeads } from './candidate-heads.tsx';
import { decisionTone } from './candidates-table.tsx';
import { featureGroups } from './feature-groups.ts';
import { FormulaSum } from './formula-sum.tsx';
import type { Candidate } from './terms.ts';

function Features({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation();
  const groups = featureGroups(candidate.features);
  if (groups.length === 0) return <p className="desk-second">{t('engine.candidate.noFeatures')}</p>;
  return (
    <div className="feature-groups">
      {groups.map((group) => (
        <section key={group.name}>
          <h3 className="engine-sub">{t(`engine.featureGroup.${group.name}`)}</h3>
          <dl>
            {group.features.map((feature) => (
              <div key={feature.key}>
                <dt title={feature.key}>
                  {t(`engine.feature.${feature.key.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, { defaultValue: feature.key })}
                </dt>
                <dd>{plain(feature.value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** How a candidate came to its place, in sentences. */
function Decision({ candidate }: { candidate: Candidate }) {
  const { t } = useTranslation();
  return (
    <dl className="desk-facts">
      <dt>{t('engine.candidate.decided')}</dt>
      <dd>
        <StateTag tone={decisionTone(candidate)}>{decisionName(t, candidate.decidedBy)}</StateTag>{' '}
        {t(`engine.decidedNote.${candidate.decidedBy.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, { defaultValue: '' })}
      </dd>
      <dt>{t('engine.candidate.place')}</dt>
      <dd>
        {candidate.position === null
          ? t('engine.candidate.notShown', { rank: candidate.rank + 1 })
          : t('engine.candidate.shownAt', { position: candidate.position + 1, rank: candidate.rank + 1 })}
      </dd>
      {candidate.propensity !== null ? (
        <>
          <dt>{t('engine.candidate.propensity')}</dt>
          <dd>
            {candidate.drawnFrom !== null
              ? t('engine.candidate.drawn', { count: candidate.drawnFrom, chance: chance(candidate.propensity) })
              : candidate.propensity < 1
                ? t('engine.candidate.drawnAlone', { chance: chance(candidate.propensity) })
                : t('engine.candidate.notDrawn')}
          </dd>
        </>
      ) : null}
      <dt>{t('engine.candidate.multiplier')}</dt>
      <dd>
        {candidate.multiplier >= 1
          ? t('engine.candidate.notHeldBack')
          : t('engine.candidate.heldBackBy', {
              multiplier: fixed(candidate.multiplier, 2),
              reason: candidate.multiplierReason ? multiplierReasonName(t, candidate.multiplierReason) : '–',
            })}
      </dd>
      {candidate.pool !== null ? (
        <>
          <dt>{t('engine.pools.name')}</dt>
          <dd>
            <Link to={`/pools?view=transitions&item=${candidate.itemId}`}>{poolName(t, candidate.pool)}</Link>
          </dd>
        </>
      ) : null}
      <dt>{t('engine.candidate.sources')}</dt>
      <dd className="engine-tags">
        {candidate.sources.map((name) => (
          <StateTag key={name} tone="plain">
            {sourceName(t, name)}
          </StateTag>
        ))}
      </dd>
      <dt>{t('engine.candidate.reasons')}</dt>
      <dd>
        {candidate.reasons.length === 0
          ? '–'
          : [...new Set(candidate.reasons.map((reason) => reasonWords(t, reason)))].map((words) => (
              <p key={words}>{words}</p>
            ))}
      </dd>
    </dl>
  );
}

/** One candidate to the ground, or two side by side (`candidate` and `with` in the address). */
export function CandidateDrawer({
  candidates,
  policy,
}: {
  candidates: readonly Candidate[];
  policy: PolicyDocument | null;
}) {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const id = get('candidate');
  const otherId = get('with');
  const candidate = candidates.find(({ itemId }) => itemId === id);
  const other = candidates.find(({ itemId }) => itemId === otherId);
  const close = () => set({ candidate: undefined, with: undefined });
  const options = candidates
    .filter(({ itemId }) => itemId !== id)
    .map((entry) => ({
      value: entry.itemId,
      label: `${entry.position === null ? `#${entry.rank + 1}` : t('engine.candidate.placeNumber', { position: entry.position + 1 })} ${entry.title}`,
    }));
  return (
    <Drawer
      open={id !== undefined}
      onClose={close}
      size="min(880px, 96vw)"
      title={candidate ? <CandidateGoods candidate={candidate} /> : t('engine.candidate.item')}
      destroyOnHidden
      footer={
        <div className="desk-row">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            className="engine-compare-choice"
            placeholder={t('engine.candidate.compareWith')}
            aria-label={t('engine.candidate.compareWith')}
            value={otherId ?? null}
            options={options}
            onChange={(value: string | null | undefined) => set({ with: value ?? undefined })}
          />
          <span className="desk-grow" />
          <Button onClick={close}>{t('desk.close')}</Button>
        </div>
      }
    >
      {!candidate ? (
        <ErrorState error={new Error(t('engine.candidate.gone'))} />
      ) : other ? (
        <CandidateComparison pair={[candidate, other]} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
        <section className="line-body engine-drawer" aria-label={candidate.title} tabIndex={0}>
          <Decision candidate={candidate} />
          <h2>
            {t('engine.candidate.sum')}{' '}
            <span className="desk-second">
              {points(candidate.score)} ± {points(candidate.scoreError)}
            </span>
          </h2>
          <FormulaSum candidate={candidate} policy={policy} />
          <h2>{t('engine.candidate.heads')}</h2>
          <CandidateHeads candidate={candidate} />
          <h2>{t('engine.candidate.features')}</h2>
          <Features candidate={candidate} />
          <p className="engine-links">
            <a href={`/v/${candidate.itemId}`} target="_blank" rel="noreferrer">
              {t('engine.candidate.open')}
            </a>
            <Link to={`/requests?item=${candidate.itemId}`}>{t('engine.candidate.requestsOf')}</Link>
            <span className="desk-second desk-small desk-mono">{candidate.itemId}</span>
          </p>
        </section>
      )}
    </Drawer>
  );
}
