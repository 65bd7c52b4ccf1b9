import { Avatar, Button, formatCount, Price, Tag } from '@haowu/ui';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useLocale, useWords } from '../i18n/index.ts';
import { Comments } from './comments.tsx';
import type { FeedItem } from './feed-list.ts';
import type { useVideoActs } from './use-video-acts.ts';

const settleMs = 350;

/** Beside the stage on a desktop: who made it, what it carries, what people say. */
export default function FeedAside({
  item,
  acts,
  onProduct,
}: {
  item: FeedItem;
  acts: ReturnType<typeof useVideoActs>;
  onProduct: (productId: string) => void;
}) {
  const t = useWords('feed');
  const locale = useLocale();
  const { video } = item;
  const { author } = video;
  // Comments are asked for when the viewer stays, not for every video a quick hand passes.
  const [settledId, setSettledId] = useState<string | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => setSettledId(video.id), settleMs);
    return () => clearTimeout(timer);
  }, [video.id]);
  return (
    <aside className="feed-aside" aria-label={video.title}>
      <div className="flex items-center gap-3">
        <Link to={`/authors/${author.id}`} className="flex min-w-0 flex-1 items-center gap-3">
          <Avatar name={author.nickname} url={author.avatarUrl} size={48} />
          <span className="min-w-0">
            <span className="flex items-center gap-2">
              <strong className="truncate text-base font-semibold">{author.nickname}</strong>
              {author.badge !== null && <Tag tone="jade">{t(`badge.${author.badge}`)}</Tag>}
            </span>
            <span className="block truncate text-xs text-ink-3">{author.bio}</span>
          </span>
        </Link>
        <Button
          kind={author.followed ? 'secondary' : 'primary'}
          size="small"
          aria-pressed={author.followed}
          aria-label={t('follow', { author: author.nickname })}
          onClick={() => acts.setFollowed(video, !author.followed)}
        >
          {author.followed ? t('followedShort') : t('followShort')}
        </Button>
      </div>
      <h2 className="m-0 text-base font-semibold">{video.title}</h2>
      {video.goods.length > 0 && (
        <ul className="grid max-h-52 gap-2 overflow-y-auto">
          {video.goods.map(({ product }) => (
            <li key={product.id}>
              <button
                type="button"
                className="flex w-full items-center gap-3 rounded-card border border-line bg-paper p-2 text-left hover:border-control"
                onClick={() => onProduct(product.id)}
              >
                {product.image !== null && (
                  <img
                    src={product.image.url}
                    alt=""
                    width={56}
                    height={56}
                    className="size-14 rounded-control object-cover"
                  />
                )}
                <span className="grid min-w-0 flex-1">
                  <span className="truncate">
                    {locale === 'en' && product.titleEn !== '' ? product.titleEn : product.title}
                  </span>
                  <Price money={product.price} strike={product.strikePrice} />
                </span>
                <span className="hw-button hw-button-primary hw-button-small">
                  {product.stock > 0 ? t('see') : t('soldOut')}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <section
        id="feed-aside-comments"
        tabIndex={-1}
        className="flex min-h-0 flex-1 flex-col outline-none"
        aria-label={t('comments')}
      >
        <h2 className="m-0 mb-2 text-sm font-semibold text-ink-2">
          {t('comment.title', { count: formatCount(video.commentsCount) })}
        </h2>
        <div className="min-h-0 flex-1">{settledId === video.id && <Comments key={video.id} videoId={video.id} />}</div>
      </section>
    </aside>
  );
}
