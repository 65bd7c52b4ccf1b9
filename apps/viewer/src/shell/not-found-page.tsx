import { EmptyState } from '@haowu/ui';
import { Link } from 'react-router';
import { useWords } from '../i18n/index.ts';
import { Page } from './page.tsx';

/** An address that leads nowhere. */
export default function NotFoundPage() {
  const t = useWords('shell');
  return (
    <Page title={t('notFound')}>
      <EmptyState
        drawing="search"
        title={t('notFound')}
        text={t('notFoundText')}
        action={
          <Link className="hw-button hw-button-primary hw-button-medium" to="/">
            {t('goHome')}
          </Link>
        }
      />
    </Page>
  );
}
