import {
  BareFrame,
  DeskShell,
  EmptyState,
  ErrorState,
  Loading,
  type NavGroup,
  SignIn,
  useSession,
  useSignOut,
} from '@haowu/ui/desk/index.ts';
import { Button } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Route, Routes } from 'react-router';
import { BooksPage } from './books-page.tsx';
import { BridgePage } from './bridge/bridge-page.tsx';
import { BusinessClock } from './business-clock.tsx';
import { JudgementPage } from './judgement-page.tsx';
import { useOpenWork } from './open-work.ts';
import { ReportsPage } from './reports-page.tsx';
import { TodayPage } from './today-page.tsx';

const RequestsPage = lazy(() => import('./engine/explain/requests-page.tsx'));
const RequestPage = lazy(() => import('./engine/explain/request-page.tsx'));
const PoliciesPage = lazy(() => import('./engine/policy/policies-page.tsx'));
const PolicyPage = lazy(() => import('./engine/policy/policy-page.tsx'));
const PoolsPage = lazy(() => import('./engine/pools/pools-page.tsx'));
const HealthPage = lazy(() => import('./engine/health/health-page.tsx'));

function Desk({
  account,
  demo,
}: {
  account: NonNullable<ReturnType<typeof useSession>['data']>['account'];
  demo: boolean;
}) {
  const { t } = useTranslation();
  const work = useOpenWork();
  if (!account) return null;
  const groups: NavGroup[] = [
    {
      title: t('nav.see'),
      items: [
        { to: '/bridge', label: t('bridge.name'), words: 'qgmv gmv bridge 质量' },
        { to: '/books', label: t('books.name'), words: 'ledger balance 对账' },
      ],
    },
    {
      title: t('nav.today'),
      items: [
        { to: '/today', label: t('today.name'), words: 'today 待办' },
        { to: '/reports', label: t('reports.name'), count: work.reportsCount, words: 'report 举报' },
        { to: '/aftersales', label: t('judgement.name'), count: work.casesCount, words: 'after-sale 售后 仲裁' },
      ],
    },
    {
      title: t('nav.recommend'),
      items: [
        { to: '/requests', label: t('engine.requests.name'), words: 'explain feed why 候选 分数' },
        { to: '/policies', label: t('engine.policy.name'), words: 'policy weights 权重 发布 回滚' },
        { to: '/pools', label: t('engine.pools.name'), words: 'traffic pools 晋级' },
        { to: '/model', label: t('engine.health.name'), words: 'model calibration freshness 校准 新鲜度 来源' },
      ],
    },
  ];
  return (
    <DeskShell appName={t('app.name')} groups={groups} account={account} demo={demo} context={<BusinessClock />}>
      <Suspense fallback={<Loading rows={8} />}>
        <Routes>
          <Route path="/" element={<Navigate to="/bridge" replace />} />
          <Route path="/bridge" element={<BridgePage />} />
          <Route path="/books" element={<BooksPage />} />
          <Route path="/today" element={<TodayPage />} />
          <Route path="/reports" element={<ReportsPage />} />
          <Route path="/aftersales" element={<JudgementPage />} />
          <Route path="/requests" element={<RequestsPage />} />
          <Route path="/requests/:requestId" element={<RequestPage />} />
          <Route path="/policies" element={<PoliciesPage />} />
          <Route path="/policies/:id" element={<PolicyPage />} />
          <Route path="/pools" element={<PoolsPage />} />
          <Route path="/model" element={<HealthPage />} />
          <Route
            path="*"
            element={<EmptyState text={t('desk.noPage')} action={<Link to="/bridge">{t('desk.home')}</Link>} />}
          />
        </Routes>
      </Suspense>
    </DeskShell>
  );
}

export function ConsoleApp() {
  const { t } = useTranslation();
  const session = useSession();
  const signOut = useSignOut();
  if (session.isPending)
    return (
      <BareFrame appName={t('app.name')}>
        <Loading rows={3} />
      </BareFrame>
    );
  if (session.isError)
    return (
      <BareFrame appName={t('app.name')}>
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </BareFrame>
    );
  const { account, mode } = session.data;
  if (!account)
    return <SignIn appName={t('app.name')} purpose={t('app.purpose')} roles={['operator']} demo={mode === 'demo'} />;
  if (!account.roles.includes('operator'))
    return (
      <BareFrame appName={t('app.name')}>
        <h1 className="console-wrong-role">{t('signIn.wrongRole', { app: t('app.name') })}</h1>
        <EmptyState
          text={t('signIn.wrongRoleNote', { name: account.nickname })}
          action={
            <Button type="primary" onClick={() => void signOut()}>
              {t('signIn.change')}
            </Button>
          }
        />
      </BareFrame>
    );
  return <Desk account={account} demo={mode === 'demo'} />;
}
