import { Button, Icon, IconButton } from '@haowu/ui';
import { useRef, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { CaptionBlock } from './caption-block.tsx';
import type { FeedItem } from './feed-list.ts';
import { type Burst, HeartBursts } from './heart-burst.tsx';
import { player, usePlayer } from './player.ts';
import { ProductCard } from './product-card.tsx';
import { ProgressLine } from './progress-line.tsx';
import { RightRail } from './right-rail.tsx';
import { type Point, useStageGestures } from './use-stage-gestures.ts';
import type { useVideoActs } from './use-video-acts.ts';

export type SheetName = 'comments' | 'share' | 'why' | 'menu' | 'report' | 'goods' | 'keys';

/** One screen: poster, gestures, rail, goods, words. The moving picture itself lies beneath, from the pool of three. */
export function Slide({
  item,
  current,
  acts,
  onSheet,
  onProduct,
  onSkip,
}: {
  item: FeedItem;
  current: boolean;
  acts: ReturnType<typeof useVideoActs>;
  onSheet: (sheet: SheetName) => void;
  onProduct: (productId: string) => void;
  onSkip: () => void;
}) {
  const t = useWords('feed');
  const { video } = item;
  const [bursts, setBursts] = useState<readonly Burst[]>([]);
  const nextBurst = useRef(1);
  const paused = usePlayer((snapshot) => current && snapshot.paused);
  const broken = usePlayer((snapshot) => current && snapshot.broken);
  const gestures = useStageGestures({
    tap: () => player.tap(),
    hold: () => onSheet('menu'),
    like: (at: Point) => {
      player.letSoundIn();
      acts.setLiked(video, true);
      setBursts((before) => [...before.slice(-5), { id: nextBurst.current++, at }]);
    },
  });
  return (
    <>
      <button
        type="button"
        className="feed-surface"
        aria-label={`${paused ? t('play') : t('pause')}: ${video.title}`}
        tabIndex={current ? 0 : -1}
        {...gestures}
      >
        {current && paused && (
          <span className="feed-paused">
            <Icon name="play" size={64} solid />
          </span>
        )}
        <HeartBursts
          bursts={bursts}
          onDone={(id) => setBursts((before) => before.filter((burst) => burst.id !== id))}
        />
      </button>
      {broken && (
        <div className="feed-broken" role="alert">
          <p>{t('broken')}</p>
          <p>{t('brokenText')}</p>
          <div className="flex gap-3">
            <Button kind="secondary" size="small" icon="refresh" onClick={() => player.retry()}>
              {t('play')}
            </Button>
            <Button kind="secondary" size="small" onClick={onSkip}>
              {t('skip')}
            </Button>
          </div>
        </div>
      )}
      <div className="feed-overlay" inert={!current}>
        <div className="feed-bottom">
          <div className="feed-words">
            {current && <CaptionLine />}
            {current && <GoodsOfMoment item={item} onProduct={onProduct} onAll={() => onSheet('goods')} />}
            <CaptionBlock item={item} onWhy={() => onSheet('why')} />
          </div>
        </div>
        <RightRail item={item} acts={acts} onComments={() => onSheet('comments')} onShare={() => onSheet('share')} />
        {current && <ProgressLine durationMs={video.playback.durationMs} />}
      </div>
    </>
  );
}

/** Words of the sound, above the goods. */
function CaptionLine() {
  const caption = usePlayer((snapshot) => (snapshot.captionsOn ? snapshot.caption : ''));
  if (caption === '') return null;
  return (
    <p className="feed-spoken">
      <span>{caption}</span>
    </p>
  );
}

/** The card of the goods whose moment has come: the latest one that began. */
function GoodsOfMoment({
  item,
  onProduct,
  onAll,
}: {
  item: FeedItem;
  onProduct: (productId: string) => void;
  onAll: () => void;
}) {
  const t = useWords('feed');
  const { goods } = item.video;
  const [seen, setSeen] = useState(-1);
  const begun = usePlayer((snapshot) =>
    goods.reduce((last, one, at) => (one.momentMs <= snapshot.positionMs ? at : last), -1),
  );
  // Once a card has come it stays while the clip repeats; the latest begun one is on top.
  if (begun > seen) setSeen(begun);
  const shown = goods[begun >= 0 ? begun : seen];
  if (shown === undefined) return null;
  return (
    <div className="feed-goods">
      {goods.length > 1 && (
        <button type="button" className="feed-goods-all" onClick={onAll}>
          {t('goodsCount', { count: goods.length })}
          <Icon name="forward" size={14} />
        </button>
      )}
      <ProductCard key={shown.product.id} product={shown.product} onOpen={() => onProduct(shown.product.id)} />
    </div>
  );
}

/** Sound and captions, at the top right of the stage. */
export function StageControls({ onMenu }: { onMenu: () => void }) {
  const t = useWords('feed');
  const muted = usePlayer((snapshot) => snapshot.muted);
  const captionsOn = usePlayer((snapshot) => snapshot.captionsOn);
  const hasCaptions = usePlayer((snapshot) => snapshot.hasCaptions);
  return (
    <div className="feed-controls">
      <button
        type="button"
        className={muted ? 'feed-sound feed-sound-off' : 'feed-sound'}
        aria-label={muted ? undefined : t('mute')}
        onClick={() => player.toggleMuted()}
      >
        {muted ? (
          <span>
            <Icon name="muted" size={18} />
            {t('tapForSound')}
          </span>
        ) : (
          <Icon name="sound" size={22} />
        )}
      </button>
      {hasCaptions && (
        <IconButton
          name="captions"
          size={22}
          label={t('captions')}
          aria-pressed={captionsOn}
          className={captionsOn ? undefined : 'opacity-60'}
          onClick={() => player.toggleCaptions()}
        />
      )}
      <IconButton name="more" size={22} label={t('more')} onClick={onMenu} />
    </div>
  );
}
