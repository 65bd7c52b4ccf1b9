import { ApiProblem, ask, type Schemas } from '@haowu/api-client';
import {
  api,
  Card,
  EmptyState,
  ErrorState,
  Loading,
  Page,
  StateTag,
  usePreferences,
  useUrlState,
} from '@haowu/ui/desk/index.ts';
import { formatDateTime } from '@haowu/ui/format.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { sourceName, surfaceName } from '../codes.ts';
import type { PolicyDocument } from '../policy/policy-document.ts';
import { usePolicyOfVersion } from '../queries.ts';
import { CandidateDrawer } from './candidate-drawer.tsx';
import { CandidatesTable } from './candidates-table.tsx';
import { FlowPlot } from './flow-plot.tsx';
import '../engine.css';
import './explain.css';

type Explanation = Schemas['FeedExplanation'];

function Meta({ request }: { request: Explanation['request'] }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  return (
    <span className="request-meta">
      <time dateTime={request.servedAt}>
        {formatDateTime(request.servedAt, locale)}:{request.servedAt.slice(17, 19)}
      </time>
      <span>{surfaceName(t, request.surface)}</span>
      <Link to={`/policies?version=${encodeURIComponent(request.policyVersion)}`}>
        {t('engine.request.policy', { version: request.policyVersion })}
      </Link>
      <StateTag tone={request.personalised ? 'good' : 'plain'}>
        {t(request.personalised ? 'engine.requests.personal' : 'engine.requests.notPersonal')}
      </StateTag>
      {request.viewerId ? (
        <Link to={`/requests?viewer=${request.viewerId}`}>{t('engine.request.sameViewer')}</Link>
      ) : null}
      <span className="desk-mono">{request.requestId}</span>
    </span>
  );
}

function Others({ others }: { others: Explanation['others'] }) {
  const { t } = useTranslation();
  if (others.length === 0) return null;
  return (
    <Card title={t('engine.request.others')} note={t('engine.request.othersNote')}>
      <ul className="desk-list">
        {others.map((other) => (
          <li key={`${other.itemId}-${other.position}`}>
            <a href={`/v/${other.itemId}`} target="_blank" rel="noreferrer">
              {t('engine.candidate.placeNumber', { position: other.position + 1 })} · {other.title || other.itemId}
            </a>
            <span>
              <StateTag tone="plain">{sourceName(t, other.source)}</StateTag>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Body({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation();
  const { get, set } = useUrlState();
  const policy = usePolicyOfVersion(explanation.request.policyVersion);
  return (
    <div className="desk-stack">
      {explanation.candidates.length === 0 ? (
        <div className="desk-card">
          <EmptyState text={t('engine.request.noCandidates')} />
        </div>
      ) : (
        <>
          <Card title={t('engine.flow.title')} note={t('engine.flow.note')}>
            <FlowPlot explanation={explanation} chosen={get('source')} onChoose={(source) => set({ source })} />
          </Card>
          <CandidatesTable
            candidates={explanation.candidates}
            onOpen={(candidate) => set({ candidate: candidate.itemId }, { push: true })}
          />
        </>
      )}
      <Others others={explanation.others} />
      <CandidateDrawer
        candidates={explanation.candidates}
        policy={(policy.data?.policy as PolicyDocument | undefined) ?? null}
      />
    </div>
  );
}

/** One served page: how its candidates flowed, and of each what it was worth and what decided. */
export default function RequestPage() {
  const { t } = useTranslation();
  const { requestId } = useParams();
  const explanation = useQuery({
    queryKey: ['feed-request', requestId],
    enabled: requestId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/console/feed-requests/{requestId}', {
          params: { path: { requestId: requestId ?? '' } },
          signal,
        }),
      ),
  });
  const data = explanation.data;
  return (
    <Page
      title={
        data
          ? t('engine.request.headline', {
              items: data.request.itemsCount,
              candidates: data.request.candidatesCount,
            })
          : t('engine.requests.name')
      }
      name={t('engine.requests.name')}
      purpose={data ? <Meta request={data.request} /> : t('engine.requests.purpose')}
      actions={<Link to="/requests">{t('engine.request.back')}</Link>}
    >
      {explanation.error instanceof ApiProblem && explanation.error.status === 404 ? (
        <div className="desk-card">
          <EmptyState text={t('engine.request.gone')} action={<Link to="/requests">{t('engine.request.back')}</Link>} />
        </div>
      ) : explanation.isError ? (
        <ErrorState error={explanation.error} onRetry={() => void explanation.refetch()} />
      ) : data ? (
        <Body explanation={data} />
      ) : (
        <Loading rows={12} />
      )}
    </Page>
  );
}
