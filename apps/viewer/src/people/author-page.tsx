import { Avatar, Button, EmptyState, formatCount, formatShort, Icon, Loading, Skeleton, Tag } from '@haowu/ui';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, ask } from '../api.ts';
import { changeAuthor } from '../feed/feed-store.ts';
import '../feed/words.ts';
import { useLocale, useWords } from '../i18n/index.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import './words.ts';

/** A person who publishes: who they are, and their videos. */
export default function AuthorPage() {
  const { id = '' } = useParams();
  const t = useWords('people');
  const feedWords = useWords('feed');
  const locale = useLocale();
  const client = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: ['author', id],
    queryFn: ({ pageParam }) =>
      ask(api.GET('/api/v1/authors/{id}', { params: { path: { id }, query: { cursor: pageParam, limit: 24 } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.videos.nextCursor ?? undefined,
  });
  const follow = useMutation({
    mutationFn: (followed: boolean) =>
      ask(api.PUT('/api/v1/authors/{id}/follow', { params: { path: { id } }, body: { followed } })),
    onSuccess: (answer) => {
      changeAuthor(id, answer.followed, answer.followersCount);
      void client.invalidateQueries({ queryKey: ['author', id] });
    },
  });
  if (pages.isPending)
    return (
      <Page title={t('author')}>
        <Loading>
          <div className="grid gap-4 p-4">
            <Skeleton width={72} height={72} radius={36} />
            <Skeleton lines={3} />
            <Skeleton height={320} radius={12} />
          </div>
        </Loading>
      </Page>
    );
  if (pages.isError)
    return (
      <Page title={t('author')}>
        <ProblemState error={pages.error} onRetry={() => void pages.refetch()} />
      </Page>
    );
  const author = pages.data.pages[0]?.author;
  const videos = pages.data.pages.flatMap((page) => page.videos.items);
  if (author === undefined) return null;
  const followed = follow.isPending ? follow.variables : author.followed;
  return (
    <Page title={author.nickname} head={<span />}>
      <div className="grid gap-4 px-4 pb-8">
        <div className="flex items-center gap-4">
          <Avatar name={author.nickname} url={author.avatarUrl} size={72} />
          <div className="grid min-w-0 flex-1 gap-1">
            <p className="m-0 flex flex-wrap items-center gap-2 text-lg font-semibold">
              {author.nickname}
              {author.badge !== null && (
                <Tag tone="jade" solid>
                  {feedWords(`badge.${author.badge}`)}
                </Tag>
              )}
            </p>
            <p className="m-0 text-ink-2" title={formatCount(author.followersCount)}>
              {t('followers', { count: formatShort(author.followersCount, locale) })}
            </p>
          </div>
          <Button
            kind={followed ? 'secondary' : 'primary'}
            aria-pressed={followed}
            busy={follow.isPending}
            onClick={() => follow.mutate(!author.followed)}
          >
            {followed ? t('followed') : t('follow')}
          </Button>
        </div>
        {author.bio !== '' && <p className="m-0 whitespace-pre-line text-ink-2">{author.bio}</p>}
        {author.shopId !== null && (
          <Link
            to={`/shops/${author.shopId}`}
            className="flex min-h-12 items-center gap-3 rounded-card border border-line bg-surface px-4"
          >
            <Icon name="store" size={22} className="text-ink-2" />
            <span className="flex-1">{t('shop')}</span>
            <Icon name="forward" size={18} className="text-ink-3" />
          </Link>
        )}
        <h2 className="m-0 text-base font-semibold">{t('videos')}</h2>
        {videos.length === 0 ? (
          <EmptyState drawing="film" title={t('noVideos')} />
        ) : (
          <ul className="grid grid-cols-3 gap-1 sm:grid-cols-4">
            {videos.map((video) => (
              <li key={video.id}>
                <Link
                  to={`/v/${video.id}`}
                  className="relative block aspect-9/16 overflow-hidden rounded-control bg-surface-2"
                >
                  <img src={video.posterUrl} alt="" loading="lazy" className="size-full object-cover" />
                  <span className="absolute inset-x-0 bottom-0 grid gap-0.5 bg-linear-to-t from-black/80 to-transparent p-2 pt-8 text-white">
                    <span className="line-clamp-2 text-xs">{video.title}</span>
                    <span className="flex items-center gap-1 text-2xs">
                      <Icon name="heart" size={12} solid />
                      {formatShort(video.likesCount, locale)}
                      {video.hasGoods && (
                        <span className="ml-auto">
                          <Icon name="cart" size={14} label={t('withGoods')} />
                        </span>
                      )}
                    </span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {pages.hasNextPage && (
          <Button kind="outline" wide busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </Page>
  );
}
