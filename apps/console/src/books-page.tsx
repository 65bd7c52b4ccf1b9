import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { ask } from '@haowu/api-client';
import { api, Card, ErrorState, Loading, Page, usePreferences } from '@haowu/ui/desk/index.ts';
import { formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

export function useBooks() {
  return useQuery({
    queryKey: ['books'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/console/books', { signal })),
  });
}

/** Do the books balance: each check with what it compared, and every account. */
export function BooksPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const books = useBooks();
  const data = books.data;
  const wrong = data?.checks.filter((check) => !check.ok).length ?? 0;
  return (
    <Page
      title={
        data ? (wrong === 0 ? t('books.headlineRight') : t('books.headlineWrong', { count: wrong })) : t('books.name')
      }
      name={t('books.name')}
      purpose={data ? t('books.checkedAt', { at: formatDateTime(data.checkedAt, locale) }) : t('books.purpose')}
      actions={
        <Button loading={books.isFetching} onClick={() => void books.refetch()}>
          {t('books.again')}
        </Button>
      }
    >
      {books.isError ? (
        <ErrorState error={books.error} onRetry={() => void books.refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <div className="desk-halves">
          <Card title={t('books.checks')}>
            <ul className="console-checks">
              {data.checks.map((check) => (
                <li key={check.code}>
                  {check.ok ? (
                    <CheckCircleFilled className="desk-up" aria-label={t('books.ok')} />
                  ) : (
                    <CloseCircleFilled className="desk-down" aria-label={t('books.notOk')} />
                  )}
                  <div>
                    <strong>{t(`books.check.${check.code.replaceAll('.', '_')}`, { defaultValue: check.code })}</strong>
                    <p className="desk-second desk-small">
                      {check.ok
                        ? check.detail
                        : t('books.differences', { count: check.differencesCount, detail: check.detail })}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
          <Card title={t('books.accounts')} note={t('books.balanceNote')}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard */}
            <section className="console-accounts" aria-label={t('books.accounts')} tabIndex={0}>
              <table className="desk-table">
                <thead>
                  <tr>
                    <th scope="col">{t('books.account')}</th>
                    <th scope="col" className="desk-right">
                      {t('books.balance')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.accounts.map((account) => (
                    <tr key={account.account}>
                      <td>
                        {t(`books.accountOf.${account.account.replaceAll(/[-.:]/g, '_')}`, { defaultValue: '' })}{' '}
                        <span className="desk-mono desk-second">{account.account}</span>
                      </td>
                      <td className="desk-right">{formatMoney(account.balance)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </Card>
        </div>
      )}
    </Page>
  );
}
