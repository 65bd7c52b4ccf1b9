import { Avatar, Chip, formatCount, formatDay, Loading, Skeleton, Stars } from '@haowu/ui';
import { useState } from 'react';
import { api, ask, type Schemas } from '../api.ts';
import { ProblemState } from '../shell/problem.tsx';
import { ListEnd } from './list-end.tsx';
import { Picture } from './picture.tsx';
import { usePages } from './use-pages.ts';
import { useShopWords } from './use-shop-words.ts';

type Summary = Schemas['ReviewSummary'];

/** Share of "as shown" among those who answered, 0 to 100; null when nobody did. */
function asShownPercent(summary: Summary): number | null {
  const answers = summary.asShownYes + summary.asShownNo;
  return answers === 0 ? null : Math.round((summary.asShownYes / answers) * 100);
}

/** The mean, how many, and how many found it as shown. */
export function ReviewHead({ summary }: { summary: Summary }) {
  const { t } = useShopWords();
  const percent = asShownPercent(summary);
  if (summary.count === 0) return <p className="m-0 text-sm text-ink-2">{t('noReviewsYet')}</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
      {summary.mean !== null && (
        <span className="flex items-center gap-1.5">
          <Stars value={summary.mean} />
          <span className="font-semibold text-ink tabular-nums">{summary.mean.toFixed(1)}</span>
        </span>
      )}
      <span>{t('buyersCount', { text: formatCount(summary.count) })}</span>
      {percent !== null && <span className="text-jade">{t('asShownShort', { percent })}</span>}
    </div>
  );
}

function ReviewCard({ review }: { review: Schemas['Review'] }) {
  const { t, locale } = useShopWords();
  return (
    <article className="grid gap-1.5 border-b border-line py-3 last:border-0">
      <div className="flex items-center gap-2">
        <Avatar name={review.author.nickname} url={review.author.avatarUrl} size={32} />
        <div className="grid flex-1">
          <span className="text-[13px]">{review.author.nickname}</span>
          <span className="flex items-center gap-2 text-xs text-ink-3">
            <Stars value={review.stars} size={13} />
            {review.options.join(' · ')}
          </span>
        </div>
        <time className="text-xs text-ink-3" dateTime={review.postedAt}>
          {formatDay(review.postedAt, locale)}
        </time>
      </div>
      {review.text !== '' && <p className="m-0 text-sm whitespace-pre-line">{review.text}</p>}
      {review.asShown !== null && (
        <p className={`m-0 text-xs ${review.asShown ? 'text-jade' : 'text-plum'}`}>
          {review.asShown ? t('reviewAsShown') : t('reviewNotAsShown')}
        </p>
      )}
      {review.images.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {review.images.map((image) => (
            <a key={image.url} href={image.url} target="_blank" rel="noreferrer">
              <Picture image={image} alt={t('reviews')} className="size-20 rounded-control" />
            </a>
          ))}
        </div>
      )}
      {review.appended !== null && (
        <p className="m-0 text-sm">
          <span className="mr-1 text-xs text-amber">
            {t('reviewAppended')} {formatDay(review.appended.postedAt, locale)}
          </span>
          {review.appended.text}
        </p>
      )}
      {review.reply !== null && (
        <p className="m-0 rounded-control bg-surface-2 px-3 py-2 text-[13px] text-ink-2">
          <span className="text-ink">{t('reviewReply')}</span> {review.reply.text}
        </p>
      )}
    </article>
  );
}

type ReviewFilter = 'all' | 'text' | 1 | 2 | 3 | 4 | 5;

/** Reviews of a product with their filters, endless; `short` shows the first two without filters. */
export function ReviewList({
  productId,
  summary,
  short = false,
}: {
  productId: string;
  summary: Summary;
  short?: boolean;
}) {
  const { t } = useShopWords();
  const [filter, setFilter] = useState<ReviewFilter>('all');
  const { query, items } = usePages(
    ['reviews', productId, short ? 'short' : filter],
    (cursor) =>
      ask(
        api.GET('/api/v1/products/{id}/reviews', {
          params: {
            path: { id: productId },
            query: {
              cursor,
              limit: short ? 2 : 20,
              ...(typeof filter === 'number' ? { stars: filter } : {}),
              ...(filter === 'text' ? { withText: true } : {}),
            },
          },
        }),
      ),
    { enabled: summary.count > 0, keep: true },
  );
  if (summary.count === 0) return null;
  const starFilters = ([5, 4, 3, 2, 1] as const).filter((stars) => (summary.stars[stars - 1] ?? 0) > 0);
  return (
    <div>
      {!short && (
        <div className="flex flex-wrap gap-2 py-2">
          <Chip selected={filter === 'all'} onClick={() => setFilter('all')}>
            {t('reviewsAll', { text: formatCount(summary.count) })}
          </Chip>
          <Chip selected={filter === 'text'} onClick={() => setFilter('text')}>
            {t('reviewsWithText')}
          </Chip>
          {starFilters.map((stars) => (
            <Chip key={stars} selected={filter === stars} onClick={() => setFilter(stars)}>
              {t('starsN', { number: stars })} {formatCount(summary.stars[stars - 1] ?? 0)}
            </Chip>
          ))}
        </div>
      )}
      {query.isPending ? (
        <Loading>
          <div className="py-3">
            <Skeleton lines={short ? 2 : 6} />
          </div>
        </Loading>
      ) : query.isError ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <p className="m-0 py-6 text-center text-sm text-ink-2">{t('reviewsEmpty')}</p>
      ) : (
        (short ? items.slice(0, 2) : items).map((review) => <ReviewCard key={review.id} review={review} />)
      )}
      {!short && query.data !== undefined && items.length > 0 && (
        <ListEnd
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      )}
    </div>
  );
}
