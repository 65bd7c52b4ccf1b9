import { Avatar, classNames, formatCount, formatShort, Icon, type IconName } from '@haowu/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLocale, useWords } from '../i18n/index.ts';
import { recordAction } from './actions.ts';
import type { FeedItem } from './feed-list.ts';
import type { useVideoActs } from './use-video-acts.ts';

function RailButton({
  icon,
  label,
  text,
  full,
  pressed,
  className,
  onClick,
}: {
  icon: IconName;
  label: string;
  text: ReactNode;
  /** The whole number behind a short one. */
  full?: string;
  pressed?: boolean;
  className?: string;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={classNames('rail-button', className)}
      aria-label={full === undefined ? label : `${label} ${full}`}
      aria-pressed={pressed}
      title={full}
      onClick={onClick}
    >
      <Icon name={icon} size={30} solid />
      <span aria-hidden="true">{text}</span>
    </button>
  );
}

/** Author with a small +, like, comment, favourite, share: 28 px pictures with their counts. */
export function RightRail({
  item,
  acts,
  onComments,
  onShare,
}: {
  item: FeedItem;
  acts: ReturnType<typeof useVideoActs>;
  onComments: () => void;
  onShare: () => void;
}) {
  const t = useWords('feed');
  const locale = useLocale();
  const { video } = item;
  const count = (value: number, word: string) => (value > 0 ? formatShort(value, locale) : word);
  return (
    <div className="feed-rail">
      <div className="rail-author">
        <Link
          className="rail-portrait"
          to={`/authors/${video.author.id}`}
          aria-label={t('openAuthor', { author: video.author.nickname })}
          onClick={() => recordAction('open_author', item)}
        >
          <Avatar name={video.author.nickname} url={video.author.avatarUrl} size={46} />
        </Link>
        <button
          type="button"
          className={classNames('rail-follow', video.author.followed && 'rail-followed')}
          aria-pressed={video.author.followed}
          aria-label={t('follow', { author: video.author.nickname })}
          onClick={() => acts.setFollowed(video, !video.author.followed)}
        >
          <span>
            <Icon name={video.author.followed ? 'check' : 'plus'} size={14} />
          </span>
        </button>
      </div>
      <RailButton
        icon="heart"
        label={t('like')}
        pressed={video.liked}
        className={video.liked ? 'rail-liked' : undefined}
        text={count(video.likesCount, t('like'))}
        full={formatCount(video.likesCount)}
        onClick={() => acts.toggleLiked(video)}
      />
      <RailButton
        icon="comment"
        label={t('comments')}
        text={count(video.commentsCount, t('comments'))}
        full={formatCount(video.commentsCount)}
        onClick={onComments}
      />
      <RailButton
        icon="star"
        label={t('favourite')}
        pressed={video.favourited}
        className={video.favourited ? 'rail-favourited' : undefined}
        text={count(video.favouritesCount, t('favourite'))}
        full={formatCount(video.favouritesCount)}
        onClick={() => acts.setFavourited(video, !video.favourited)}
      />
      <RailButton icon="share" label={t('share')} text={t('share')} onClick={onShare} />
    </div>
  );
}
