import { ErrorState, Skeleton } from '@haowu/ui';
import { Component, type ReactNode, Suspense } from 'react';
import { translate, useWords } from '../i18n/index.ts';

/** A page that failed to load or to draw says so and offers to load it again; the rest of the app goes on. */
export class PageBoundary extends Component<{ children: ReactNode; page: string }, { failedPage: string | undefined }> {
  override state = { failedPage: undefined as string | undefined };

  static getDerivedStateFromError(): { failedPage: string } {
    return { failedPage: window.location.pathname };
  }

  override render() {
    if (this.state.failedPage !== undefined && this.state.failedPage === this.props.page)
      return (
        <ErrorState
          title={translate('problem:failed')}
          text={translate('problem:offlineText')}
          onRetry={() => window.location.reload()}
        />
      );
    return <Suspense fallback={<PageSkeleton />}>{this.props.children}</Suspense>;
  }
}

function PageSkeleton() {
  const t = useWords('shell');
  return (
    <div className="page grid gap-4 p-4" role="status" aria-label={t('loading')}>
      <Skeleton height={28} width="40%" />
      <Skeleton height={160} radius={12} />
      <Skeleton lines={3} />
    </div>
  );
}
