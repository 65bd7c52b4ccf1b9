import { Button, EmptyState } from '@haowu/ui';
import { Link } from 'react-router';
import { useWords } from '../i18n/index.ts';
import type { FeedView, Surface } from './feed-store.ts';
import { chooseSurface, loadMore } from './feed-store.ts';

/** Says honestly that everything has been seen. */
export function AllSeenCard({ last, surface }: { last: boolean; surface: Surface }) {
  const t = useWords('feed');
  if (surface === 'following')
    return (
      <div className="feed-card">
        <EmptyState
          drawing="heart"
          title={t('followSeen')}
          text={last ? t('followSeenText') : t('allSeenText')}
          action={
            <Button kind="primary" onClick={() => chooseSurface('recommended')}>
              {t('goRecommended')}
            </Button>
          }
        />
      </div>
    );
  return (
    <div className="feed-card">
      <EmptyState
        drawing="film"
        title={t('allSeen')}
        text={last ? t('allSeenEnd') : t('allSeenText')}
        action={
          <div className="flex flex-wrap justify-center gap-3">
            <Link to="/me/interests" className="hw-button hw-button-secondary hw-button-medium">
              {t('tune')}
            </Link>
            {last && (
              <Button kind="primary" icon="refresh" onClick={() => void loadMore(surface, { retry: true })}>
                {t('again')}
              </Button>
            )}
          </div>
        }
      />
    </div>
  );
}

/** What stands on the stage when there is no video: nobody followed, nothing published. */
export function NoVideos({ view }: { view: FeedView }) {
  const t = useWords('feed');
  if (view.state === 'follow_nobody')
    return (
      <EmptyState
        drawing="heart"
        title={t('followNobody')}
        text={t('followNobodyText')}
        action={
          <Button kind="primary" onClick={() => chooseSurface('recommended')}>
            {t('goRecommended')}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      drawing="film"
      title={t('empty')}
      text={t('emptyText')}
      action={
        <Button kind="secondary" icon="refresh" onClick={() => void loadMore(undefined, { retry: true })}>
          {t('again')}
        </Button>
      }
    />
  );
}
