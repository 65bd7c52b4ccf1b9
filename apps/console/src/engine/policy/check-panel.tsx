import { ask, type Schemas } from '@haowu/api-client';
import { api, Card, ErrorState, Loading, once, problemText, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Progress, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fixed, plain, ratioFigure, signedPoints } from '../figures.ts';
import { IntervalPlot, type IntervalRow } from '../plot/interval-plot.tsx';
import { usePublishedPolicy } from '../queries.ts';
import { orderedFigures, verdictOf } from './simulation-figures.ts';

type Check = Schemas['PolicyCheck'];
type Kind = Check['kind'];

/** More seeds take longer and say more: with two, an interval is hardly ever narrow. */
const seedChoices = [2, 3, 4, 5];

function useChecks(policyId: string, kind: Kind) {
  return useQuery({
    queryKey: ['policy-checks', policyId, kind],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/console/policies/{id}/checks', {
          params: { path: { id: policyId }, query: { kind, limit: 5 } },
          signal,
        }),
      ),
    refetchInterval: (query) =>
      query.state.data?.items.some(({ state }) => state === 'queued' || state === 'running') ? 1_500 : false,
  });
}

/** When, of which edit, against what: a result of an older edit says so. */
function CheckedWhat({ check, revision }: { check: Check; revision: number }) {
  const { t } = useTranslation();
  const inForce = usePublishedPolicy().data;
  const { locale } = usePreferences();
  return (
    <p className="desk-second desk-small">
      {t('engine.check.against', {
        at: formatDateTime(check.finishedAt ?? check.requestedAt, locale),
        version: check.against.version,
      })}
      {check.revision === revision ? null : (
        <span className="desk-waits"> · {t('engine.check.olderEdit', { revision: check.revision })}</span>
      )}
      {inForce && inForce.id !== check.against.id ? (
        <span className="desk-waits"> · {t('engine.check.otherInForce', { version: inForce.version })}</span>
      ) : null}
    </p>
  );
}

function OffPolicyResult({ result }: { result: NonNullable<Check['offPolicy']> }) {
  const { t } = useTranslation();
  const facts = t('engine.check.facts', {
    slots: result.slotsCount.toLocaleString('en-US'),
    sample: fixed(result.effectiveSample, 0),
    weight: fixed(result.meanWeight, 2),
  });
  if (result.refusal) {
    const { code, params } = result.refusal;
    return (
      <>
        <Alert
          type="warning"
          title={t('engine.check.refused')}
          description={
            <>
              <p>
                {t(`engine.check.refusal.${code}.what`, { ...rounded(params), defaultValue: result.refusal.detail })}
              </p>
              <p>{t(`engine.check.refusal.${code}.todo`, { ...rounded(params), defaultValue: '' })}</p>
            </>
          }
        />
        <p className="desk-second desk-small engine-gap-top">{facts}</p>
      </>
    );
  }
  const rows: IntervalRow[] = result.estimates.map(({ method, difference }) => ({
    key: method,
    name: t(`engine.check.method.${method}.name`),
    note: t(`engine.check.method.${method}.note`),
    estimate: difference.value,
    low: difference.low,
    high: difference.high,
    tone: difference.low > 0 ? 'good' : difference.high < 0 ? 'bad' : 'plain',
    figures: (
      <>
        <strong>{signedPoints(difference.value, 3)}</strong>
        <small>
          {t('engine.range', { low: signedPoints(difference.low, 3), high: signedPoints(difference.high, 3) })}
        </small>
      </>
    ),
  }));
  return (
    <>
      <p className="engine-verdict">{t(`engine.check.verdict.${verdictOf(result.estimates)}`)}</p>
      <IntervalPlot
        label={t('engine.check.estimates')}
        rows={rows}
        format={(value) => signedPoints(value, 3)}
        reference={{ value: 0, name: t('engine.check.same') }}
      />
      <table className="engine-lines check-figures">
        <thead>
          <tr>
            <th scope="col">{t('engine.check.perPlace')}</th>
            <th scope="col" className="desk-right">
              {t('engine.check.published')}
            </th>
            <th scope="col" className="desk-right">
              {t('engine.check.draft')}
            </th>
          </tr>
        </thead>
        <tbody>
          {result.estimates.map(({ method, draft, published }) => (
            <tr key={method}>
              <th scope="row">{t(`engine.check.method.${method}.name`)}</th>
              <td className="desk-right">{fixed(published.value, 3)}</td>
              <td className="desk-right">{fixed(draft.value, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="desk-second desk-small engine-gap-top">{facts}</p>
    </>
  );
}

const rounded = (params: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, plain(value)]));

/**
 * Each figure of the draft over that of the policy in force; what has no ratio stands below as two numbers. The ratio in
 * bold is that of the two means beside it; dot and whiskers are the mean over seeds, which says how sure it is.
 */
function SimulationResult({ result }: { result: NonNullable<Check['simulation']> }) {
  const { t } = useTranslation();
  const figureName = (code: string) =>
    t(`engine.simulation.figure.${code.replaceAll(/[^A-Za-z0-9]+/g, '_')}`, { defaultValue: code });
  const figures = orderedFigures(result.figures);
  const rows = figures.flatMap(({ code, draft, published, ratio, ratioOfMeans, better }): IntervalRow[] =>
    ratio === null
      ? []
      : [
          {
            key: code,
            name: figureName(code),
            note: t('engine.simulation.both', { draft: plain(draft.value), published: plain(published.value) }),
            estimate: ratio.value,
            low: ratio.low,
            high: ratio.high,
            tone: better === 'yes' ? 'good' : better === 'no' ? 'bad' : 'plain',
            figures: (
              <>
                <strong>{ratioOfMeans === null ? '–' : `×${ratioFigure(ratioOfMeans)}`}</strong>
                <small>{t('engine.simulation.bySeed', { ratio: ratioFigure(ratio.value) })}</small>
                <small>{t('engine.range', { low: ratioFigure(ratio.low), high: ratioFigure(ratio.high) })}</small>
                {better === 'unclear' ? <small>{t('engine.simulation.undecided')}</small> : null}
              </>
            ),
          },
        ],
  );
  const others = figures.filter(({ ratio }) => ratio === null);
  const undecided = figures.filter(({ ratio, better }) => ratio !== null && better === 'unclear').length;
  return (
    <>
      {undecided > 0 ? (
        <p className="engine-verdict">
          {t('engine.simulation.tooFewSeeds', { seeds: result.seeds, undecided, total: rows.length })}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <IntervalPlot
          ratios
          label={t('engine.simulation.name')}
          rows={rows}
          format={(value) => `×${ratioFigure(value)}`}
          reference={{ value: 1, name: t('engine.check.same') }}
        />
      ) : null}
      {others.length > 0 ? (
        <table className="engine-lines check-figures">
          <thead>
            <tr>
              <th scope="col">{t('engine.simulation.others')}</th>
              <th scope="col" className="desk-right">
                {t('engine.check.published')}
              </th>
              <th scope="col" className="desk-right">
                {t('engine.check.draft')}
              </th>
            </tr>
          </thead>
          <tbody>
            {others.map(({ code, draft, published }) => (
              <tr key={code}>
                <th scope="row">{figureName(code)}</th>
                <td className="desk-right">{plain(published.value)}</td>
                <td className="desk-right">{plain(draft.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="desk-second desk-small engine-gap-top">
        {t('engine.simulation.town', {
          world: t(`engine.simulation.world.${result.world}`, { defaultValue: result.world }),
          days: result.days,
          viewers: result.viewers.toLocaleString('en-US'),
          seeds: result.seeds,
        })}
      </p>
    </>
  );
}

function Panel(props: {
  kind: Kind;
  policyId: string;
  revision: number;
  blocked: string | undefined;
  title: string;
  note: string;
  settings: readonly number[];
  settingLabel: (value: number) => string;
  /** Another choice beside the length. */
  choice?: ReactNode;
  ask: (setting: number) => Promise<unknown>;
  empty: string;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [setting, setSetting] = useState(props.settings[1] ?? props.settings[0] ?? 0);
  const checks = useChecks(props.policyId, props.kind);
  const start = useMutation({
    mutationFn: () => props.ask(setting),
    onSuccess: () => client.invalidateQueries({ queryKey: ['policy-checks', props.policyId, props.kind] }),
    onError: (error) => message.error(problemText(error, t).title),
  });
  const latest = checks.data?.items[0];
  const busy = start.isPending || latest?.state === 'queued' || latest?.state === 'running';
  return (
    <Card
      title={props.title}
      extra={
        <span className="check-start">
          <Select
            size="small"
            aria-label={t('engine.check.length')}
            value={setting}
            options={props.settings.map((value) => ({ value, label: props.settingLabel(value) }))}
            onChange={setSetting}
          />
          {props.choice}
          <Button
            size="small"
            loading={busy}
            disabled={props.blocked !== undefined}
            title={props.blocked}
            onClick={() => start.mutate()}
          >
            {t(latest ? 'engine.check.again' : 'engine.check.start')}
          </Button>
        </span>
      }
    >
      <p className="desk-second desk-small check-note">{props.note}</p>
      {props.blocked ? <p className="desk-waits desk-small">{props.blocked}</p> : null}
      {checks.isError ? (
        <ErrorState error={checks.error} onRetry={() => void checks.refetch()} />
      ) : !checks.data ? (
        <Loading rows={2} />
      ) : !latest ? (
        <p className="desk-second">{props.empty}</p>
      ) : latest.state === 'queued' || latest.state === 'running' ? (
        <div role="status">
          <p>{t(`engine.check.state.${latest.state}`)}</p>
          <Progress
            percent={Math.round(latest.progress * 100)}
            size="small"
            aria-label={t(`engine.check.state.${latest.state}`)}
          />
        </div>
      ) : latest.state === 'failed' ? (
        <Alert type="error" title={t('engine.check.failed')} description={latest.failure} />
      ) : (
        <>
          <CheckedWhat check={latest} revision={props.revision} />
          {latest.offPolicy ? <OffPolicyResult result={latest.offPolicy} /> : null}
          {latest.simulation ? <SimulationResult result={latest.simulation} /> : null}
        </>
      )}
    </Card>
  );
}

/** Beside a draft: what the log of drawn places says about it, and how it fares in the small town. */
export function CheckPanels({
  policyId,
  revision,
  blocked,
}: {
  policyId: string;
  revision: number;
  blocked: string | undefined;
}) {
  const { t } = useTranslation();
  const [seeds, setSeeds] = useState(2);
  const place = { path: { id: policyId } };
  return (
    <>
      <Panel
        kind="off_policy"
        policyId={policyId}
        revision={revision}
        blocked={blocked}
        title={t('engine.check.name')}
        note={t('engine.check.note')}
        settings={[7, 30, 90]}
        settingLabel={(count) => t('engine.check.lastDays', { count })}
        ask={(days) =>
          ask(api.POST('/api/v1/console/policies/{id}/check', { params: { ...place, header: once() }, body: { days } }))
        }
        empty={t('engine.check.none')}
      />
      <Panel
        kind="simulation"
        policyId={policyId}
        revision={revision}
        blocked={blocked}
        title={t('engine.simulation.name')}
        note={t('engine.simulation.note')}
        settings={[5, 10, 20, 30]}
        settingLabel={(count) => t('engine.simulation.days', { count })}
        choice={
          <Select
            size="small"
            aria-label={t('engine.simulation.seedsCount')}
            value={seeds}
            options={seedChoices.map((value) => ({ value, label: t('engine.simulation.seeds', { count: value }) }))}
            onChange={setSeeds}
          />
        }
        ask={(days) =>
          ask(
            api.POST('/api/v1/console/policies/{id}/simulate', {
              params: { ...place, header: once() },
              body: { days, seeds },
            }),
          )
        }
        empty={t('engine.simulation.none')}
      />
    </>
  );
}
