import { Avatar, Button, EmptyState, formatShort, Loading, Skeleton, Tag, toast } from '@haowu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, ask, keys, type Schemas } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState, problemSentence } from '../shell/problem.tsx';
import { ListEnd } from '../shop/list-end.tsx';
import { usePages } from '../shop/use-pages.ts';
import { useMeWords } from './use-me-words.ts';

/** /me/following: authors I follow. */
export default function FollowingPage() {
  const { t } = useMeWords();
  const { query, items } = usePages([...keys.following, 'authors'], (cursor) =>
    ask(api.GET('/api/v1/me/following', { params: { query: { cursor, limit: 30 } } })),
  );
  return (
    <Page title={t('following')} back="/me">
      <div className="px-3 pb-6">
        {query.isPending ? (
          <Loading>
            <div className="grid gap-3">
              <Skeleton height={64} radius={12} />
              <Skeleton height={64} radius={12} />
              <Skeleton height={64} radius={12} />
            </div>
          </Loading>
        ) : query.isError && items.length === 0 ? (
          <ProblemState error={query.error} onRetry={() => void query.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState
            drawing="heart"
            title={t('followingEmpty')}
            text={t('followingEmptyHint')}
            action={
              <Link to="/" className="hw-button hw-button-primary hw-button-medium">
                {t('goFeed')}
              </Link>
            }
          />
        ) : (
          <>
            <ul className="m-0 list-none divide-y divide-line rounded-card bg-surface px-4 py-1">
              {items.map((author) => (
                <AuthorRow key={author.id} author={author} />
              ))}
            </ul>
            <ListEnd
              hasMore={query.hasNextPage}
              busy={query.isFetchingNextPage}
              onMore={() => void query.fetchNextPage()}
            />
          </>
        )}
      </div>
    </Page>
  );
}

function AuthorRow({ author }: { author: Schemas['Author'] }) {
  const { t, locale } = useMeWords();
  const client = useQueryClient();
  const [followed, setFollowed] = useState(author.followed);
  const follow = useMutation({
    mutationFn: (next: boolean) =>
      ask(api.PUT('/api/v1/authors/{id}/follow', { params: { path: { id: author.id } }, body: { followed: next } })),
    onSuccess: (answer) => {
      setFollowed(answer.followed);
      // The row stays until the page is left, so that a wrong tap can be taken back.
      void client.invalidateQueries({ queryKey: keys.following, refetchType: 'none' });
    },
    onError: (error) => toast(problemSentence(error), 'plum'),
  });
  return (
    <li className="flex items-center gap-3 py-2.5">
      <Link to={`/authors/${author.id}`} className="flex min-w-0 flex-1 items-center gap-3">
        <Avatar name={author.nickname} url={author.avatarUrl} size={48} />
        <span className="grid min-w-0">
          <span className="flex items-center gap-1.5">
            <span className="truncate text-[15px] font-semibold">{author.nickname}</span>
            {author.badge !== null && <Tag tone="jade">{t(`badge_${author.badge}`)}</Tag>}
          </span>
          <span className="truncate text-[13px] text-ink-2">
            {author.bio === '' ? t('followers', { text: formatShort(author.followersCount, locale) }) : author.bio}
          </span>
        </span>
      </Link>
      <Button
        kind={followed ? 'secondary' : 'primary'}
        className="!px-4"
        busy={follow.isPending}
        aria-label={`${followed ? t('unfollow') : t('follow')} ${author.nickname}`}
        aria-pressed={followed}
        onClick={() => follow.mutate(!followed)}
      >
        {followed ? t('unfollow') : t('follow')}
      </Button>
    </li>
  );
}
