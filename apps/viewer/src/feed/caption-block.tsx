import { Icon, Tag } from '@haowu/ui';
import { useLayoutEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../i18n/index.ts';
import { recordAction } from './actions.ts';
import type { FeedItem } from './feed-list.ts';
import { reasonWords } from './reason-words.ts';

/** Author, badge, two lines of caption that unfold, and the reason it is here. */
export function CaptionBlock({ item, onWhy }: { item: FeedItem; onWhy: () => void }) {
  const t = useWords('feed');
  const { video } = item;
  const [unfolded, setUnfolded] = useState(false);
  const [long, setLong] = useState(false);
  const text = useRef<HTMLParagraphElement>(null);
  const words = video.caption === '' ? video.title : video.caption;
  useLayoutEffect(() => {
    const element = text.current;
    if (element !== null && !unfolded) setLong(element.scrollHeight > element.clientHeight + 2);
  }, [words, unfolded]);
  const [reason] = item.reasons;
  return (
    <div className="feed-caption">
      <h2>
        <Link to={`/authors/${video.author.id}`} onClick={() => recordAction('open_author', item)}>
          @{video.author.nickname}
        </Link>
        {video.author.badge !== null && (
          <Tag tone="jade" solid>
            {t(`badge.${video.author.badge}`)}
          </Tag>
        )}
        {video.synthetic && <span className="feed-synthetic">{t('synthetic')}</span>}
      </h2>
      <div className={unfolded ? 'feed-caption-text feed-caption-open' : 'feed-caption-text'}>
        <p ref={text}>
          {words}
          {video.tags.slice(0, 4).map((tag) => (
            <Link key={tag} className="feed-tag" to={`/search?q=${encodeURIComponent(tag)}`}>
              {' '}
              #{tag}
            </Link>
          ))}
        </p>
        {(long || unfolded) && (
          <button type="button" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? t('fold') : t('unfold')}
          </button>
        )}
      </div>
      {reason !== undefined && (
        <button type="button" className="feed-why" onClick={onWhy}>
          <span>
            {t('why')} · {reasonWords(reason, video, t)}
          </span>
          <Icon name="forward" size={14} />
        </button>
      )}
    </div>
  );
}
