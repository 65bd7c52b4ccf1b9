import { ask, type Schemas } from '@haowu/api-client';
import { api, ErrorState, Loading, StateTag, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { factName, reasonName } from './reason-words.ts';
import { StageTag } from './stage-tag.tsx';

type Detail = Schemas['QualityLineDetail'];

function Levels({ line }: { line: Detail }) {
  const { t } = useTranslation();
  const largest = Math.max(1, line.paid.amountMinor, Math.abs(line.qgmv.amountMinor));
  return (
    <div className="line-levels">
      {(['paid', 'net', 'clean', 'qgmv'] as const).map((key) => (
        <div key={key}>
          <span className="desk-second">{t(`bridge.level.${key}`)}</span>
          <span
            aria-hidden="true"
            className={`line-level bridge-ground-${line[key].amountMinor < 0 ? 'lost' : key} ${line.stage === 'P' ? 'line-hatched' : ''}`}
            style={{ width: `${Math.max(0.5, (Math.abs(line[key].amountMinor) / largest) * 100)}%` }}
          />
          <span className="desk-right desk-strong">{formatMoney(line[key])}</span>
        </div>
      ))}
      {line.reasons.map((reason) => (
        <p key={reason.code} className="line-reason">
          <span>{reasonName(t, reason.code)}</span>
          <span className="desk-down">−{formatMoney(reason.amount)}</span>
        </p>
      ))}
    </div>
  );
}

function Facts({ line }: { line: Detail }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  if (line.facts.length === 0) return <p className="desk-second">{t('line.noFacts')}</p>;
  return (
    <div className="line-scroll">
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{t('line.fact')}</th>
            <th scope="col" className="desk-right">
              {t('line.affected')}
            </th>
            <th scope="col">{t('line.effect')}</th>
            <th scope="col">{t('line.occurredAt')}</th>
            <th scope="col">{t('line.knownAt')}</th>
            <th scope="col">{t('line.evidence')}</th>
          </tr>
        </thead>
        <tbody>
          {line.facts.map((fact) => (
            <tr key={fact.id}>
              <td>{factName(t, fact.type)}</td>
              <td className="desk-right">{formatMoney(fact.affected)}</td>
              <td>
                {fact.counted ? (
                  <StateTag tone="bad">{fact.effect || t('line.counted')}</StateTag>
                ) : fact.effect === '' ? (
                  <span className="desk-second">{t('line.onRecord')}</span>
                ) : (
                  <Tooltip title={t('line.notCountedNote')}>
                    <span>
                      <StateTag tone="plain">{t('line.notCounted')}</StateTag>
                    </span>
                  </Tooltip>
                )}
              </td>
              <td>{formatDateTime(fact.occurredAt, locale)}</td>
              <td>{formatDateTime(fact.knownAt, locale)}</td>
              <td>
                <span className="desk-mono desk-clip" title={fact.evidence}>
                  {fact.evidence}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Stages({ line }: { line: Detail }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  return (
    <div className="line-scroll">
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{t('lines.stage')}</th>
            <th scope="col">{t('line.at')}</th>
            <th scope="col" className="desk-right">
              {t('bridge.level.net')}
            </th>
            <th scope="col" className="desk-right">
              {t('bridge.level.clean')}
            </th>
            <th scope="col" className="desk-right">
              {t('bridge.level.qgmv')}
            </th>
            <th scope="col">{t('line.ruleset')}</th>
            <th scope="col">{t('line.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {line.stages.map((stage) => (
            <tr key={`${stage.stage}-${stage.hash}`}>
              <td>
                <StageTag stage={stage.stage} />
              </td>
              <td>{formatDateTime(stage.at, locale)}</td>
              <td className="desk-right">{formatMoney(stage.net)}</td>
              <td className="desk-right">{formatMoney(stage.clean)}</td>
              <td className="desk-right desk-strong">{formatMoney(stage.qgmv)}</td>
              <td>{stage.rulesetVersion}</td>
              <td className="desk-mono" title={stage.hash}>
                {stage.hash.slice(0, 12)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Receipt, then settled, matured, locked: the dates a line still waits for. */
function Maturity({ line }: { line: Detail }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const reached = new Map(line.stages.map((stage) => [stage.stage, stage.at]));
  const steps = [
    ['S', line.matures.settlesAt],
    ['M', line.matures.maturesAt],
    ['L', line.matures.locksAt],
  ] as const;
  return (
    <ol className="line-steps">
      <li className="line-step-done">
        <strong>{t('stage.P')}</strong>
        <span>{formatDateTime(line.paidAt, locale)}</span>
      </li>
      {steps.map(([stage, due]) => {
        const at = reached.get(stage);
        return (
          <li key={stage} className={at ? 'line-step-done' : undefined}>
            <strong>{t(`stage.${stage}`)}</strong>
            <span>
              {at
                ? formatDateTime(at, locale)
                : due
                  ? t('line.due', { at: formatDateTime(due, locale) })
                  : t('line.afterReceipt')}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function Body({ line }: { line: Detail }) {
  const { t } = useTranslation();
  return (
    <div className="line-body">
      <p className="desk-strong">
        <a href={`/products/${line.productId}`} target="_blank" rel="noreferrer">
          {line.productTitle}
        </a>
      </p>
      <p className="desk-second">
        {line.shopName}
        {line.creatorName ? ` · ${line.creatorName}` : ''} · {t(`scene.${line.scene}`, { defaultValue: line.scene })} ·{' '}
        <span className="desk-mono">{line.orderNumber}</span>
      </p>
      <Levels line={line} />
      {line.expectedQgmv && line.stage === 'P' ? (
        <p className="desk-waits">{t('line.expected', { amount: formatMoney(line.expectedQgmv) })}</p>
      ) : null}
      <h2>{t('line.maturity')}</h2>
      <Maturity line={line} />
      <h2>{t('line.facts')}</h2>
      <Facts line={line} />
      <h2>{t('line.stages')}</h2>
      <Stages line={line} />
      <h2>{t('line.commission')}</h2>
      {line.commission ? (
        <p>
          {t('line.commissionText', {
            name: line.commission.creatorName ?? '–',
            rate: (line.commission.rateBp / 100).toFixed(2).replace(/\.?0+$/, ''),
            amount: formatMoney(line.commission.amount),
          })}{' '}
          <StateTag
            tone={line.commission.state === 'settled' ? 'good' : line.commission.state === 'reversed' ? 'bad' : 'waits'}
          >
            {t(`commission.${line.commission.state}`, { defaultValue: line.commission.state })}
          </StateTag>
        </p>
      ) : (
        <p className="desk-second">{t('line.noCommission')}</p>
      )}
    </div>
  );
}

/** One line to the ground: facts, stages with their rules and hashes, the dates it waits for, its commission. */
export function LineDrawer() {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const id = get('line');
  const line = useQuery({
    queryKey: ['quality-line', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/console/quality-lines/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
  return (
    <Drawer
      open={id !== undefined}
      onClose={() => set({ line: undefined })}
      size="min(860px, 94vw)"
      title={t('line.title')}
      extra={line.data ? <StageTag stage={line.data.stage} /> : undefined}
      destroyOnHidden
      footer={<Button onClick={() => set({ line: undefined })}>{t('desk.close')}</Button>}
    >
      {line.isError ? (
        <ErrorState error={line.error} onRetry={() => void line.refetch()} />
      ) : line.data ? (
        <Body line={line.data} />
      ) : (
        <Loading />
      )}
    </Drawer>
  );
}
