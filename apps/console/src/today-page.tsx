import { Card, EmptyState, ErrorState, Loading, Page, StateTag, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBooks } from './books-page.tsx';
import { useOpenWork } from './open-work.ts';

/** What waits for the operator, before anything that has happened. */
export function TodayPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const work = useOpenWork();
  const books = useBooks();
  const problem = work.reports.error ?? work.cases.error ?? books.error;
  if (problem)
    return (
      <Page title={t('today.name')}>
        <ErrorState
          error={problem}
          onRetry={() => {
            void work.reports.refetch();
            void work.cases.refetch();
            void books.refetch();
          }}
        />
      </Page>
    );
  const reports = work.reports.data?.items;
  const cases = work.cases.data?.items;
  const wrong = books.data?.checks.filter((check) => !check.ok).length;
  return (
    <Page title={t('today.name')} purpose={t('today.purpose')}>
      <div className="desk-tiles">
        <Link className="desk-tile" to="/reports">
          <span className="desk-tile-name">{t('today.reports')}</span>
          <span className="desk-tile-value">{reports?.length ?? '–'}</span>
          <span className="desk-tile-note">{t('today.reportsNote')}</span>
        </Link>
        <Link className="desk-tile" to="/aftersales">
          <span className="desk-tile-name">{t('today.cases')}</span>
          <span className="desk-tile-value">{cases?.length ?? '–'}</span>
          <span className="desk-tile-note">{t('today.casesNote')}</span>
        </Link>
        <Link className="desk-tile" to="/books">
          <span className="desk-tile-name">{t('today.books')}</span>
          <span className={`desk-tile-value ${wrong ? 'desk-down' : 'desk-up'}`}>
            {wrong === undefined ? '–' : wrong === 0 ? t('books.allRight') : t('books.wrong', { count: wrong })}
          </span>
          <span className="desk-tile-note">
            {books.data ? t('books.checkedAt', { at: formatDateTime(books.data.checkedAt, locale) }) : ''}
          </span>
        </Link>
      </div>
      <div className="desk-halves">
        <Card title={t('today.nextReports')} extra={<Link to="/reports">{t('today.all')}</Link>}>
          {!reports ? (
            <Loading rows={3} />
          ) : reports.length === 0 ? (
            <EmptyState text={t('reports.empty')} />
          ) : (
            <ul className="desk-list">
              {reports.slice(0, 6).map((report) => (
                <li key={report.id}>
                  <Link to={`/reports?report=${report.id}`}>
                    <StateTag tone="case">
                      {t(`report.reason.${report.reason}`, { defaultValue: report.reason })}
                    </StateTag>{' '}
                    {t(`report.subject.${report.subjectKind}`, { defaultValue: report.subjectKind })}
                    {report.text ? ` · ${report.text}` : ''}
                  </Link>
                  <span className="desk-second">{formatDateTime(report.filedAt, locale)}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={t('today.nextCases')} extra={<Link to="/aftersales">{t('today.all')}</Link>}>
          {!cases ? (
            <Loading rows={3} />
          ) : cases.length === 0 ? (
            <EmptyState text={t('judgement.empty')} />
          ) : (
            <ul className="desk-list">
              {cases.slice(0, 6).map((entry) => (
                <li key={entry.id}>
                  <Link to={`/aftersales?case=${entry.id}`}>
                    {entry.title} · {formatMoney(entry.refund)}
                  </Link>
                  <span className="desk-second">
                    {entry.deadline ? t('judgement.until', { at: formatDateTime(entry.deadline, locale) }) : ''}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </Page>
  );
}
