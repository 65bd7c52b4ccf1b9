import { ErrorState, Icon, IconButton, toast, useDesktop, useMedia } from '@haowu/ui';
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useLocale, useWords } from '../i18n/index.ts';
import { useTitle } from '../shell/page.tsx';
import { problemWords } from '../shell/problem.tsx';
import { flushActions, flushActionsLeaving, recordAction } from './actions.ts';
import { AllSeenCard, NoVideos } from './end-card.tsx';
import {
  chooseSurface,
  completeNear,
  forgetOpened,
  keepFeed,
  loadMore,
  moveTo,
  openInFeed,
  type Surface,
  useFeed,
} from './feed-store.ts';
import { watchThroughput } from './network.ts';
import { player } from './player.ts';
import { Poster } from './poster.tsx';
import { preloadSkuSheet, SkuSheet } from './sku-sheet-loader.tsx';
import { type SheetName, Slide, StageControls } from './slide.tsx';
import { useFeedKeys } from './use-feed-keys.ts';
import { useVideoActs } from './use-video-acts.ts';
import './feed.css';
import './words.ts';

const CommentsSheet = lazy(() => import('./comments-sheet.tsx'));
const ShareSheet = lazy(() => import('./share-sheet.tsx'));
const WhySheet = lazy(() => import('./why-sheet.tsx'));
const MenuSheet = lazy(() => import('./menu-sheet.tsx'));
const ReportSheet = lazy(() => import('./report-sheet.tsx'));
const GoodsSheet = lazy(() => import('./goods-sheet.tsx'));
const KeysSheet = lazy(() => import('./keys-sheet.tsx'));
const FeedAside = lazy(() => import('./feed-aside.tsx'));

const nearby = 2;

/** The feed: one video a screen, swiped vertically; everything about the current one within reach. */
export default function FeedPage() {
  const t = useWords('feed');
  const locale = useLocale();
  const { id: sharedId } = useParams();
  const { surface, view } = useFeed();
  const acts = useVideoActs();
  const desktop = useDesktop();
  const withAside = useMedia('(min-width: 1240px)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const scroller = useRef<HTMLDivElement>(null);
  const [sheet, setSheet] = useState<SheetName | undefined>(undefined);
  const [buying, setBuying] = useState<{ productId: string } | undefined>(undefined);

  const entry = view.entries[view.index];
  const item = entry?.kind === 'video' ? entry.item : undefined;
  const screens = view.entries.length + (view.error !== undefined && view.entries.length > 0 ? 1 : 0);
  useTitle(item?.video.title ?? t('title'));

  useEffect(() => {
    if (sharedId !== undefined) void openInFeed(sharedId);
    else {
      forgetOpened();
      if (view.entries.length === 0) void loadMore(surface, { retry: true });
    }
  }, [sharedId]);

  useEffect(() => watchThroughput(), []);
  useEffect(() => player.setLocale(locale), [locale]);

  useLayoutEffect(() => {
    if (scroller.current !== null) player.attach(scroller.current);
    return () => {
      player.detach();
      keepFeed();
      void flushActions();
    };
  }, []);

  const entries = view.entries;
  const index = view.index;
  useEffect(() => player.show(entries, index), [entries, index]);
  useEffect(() => completeNear(view), [entries, index]);

  // The list may be moved from elsewhere (a link, another tab of the feed, a reload): the scroll position follows it.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const align = () => {
      const height = element.clientHeight;
      if (height > 0 && Math.round(element.scrollTop / height) !== index)
        element.scrollTo({ top: index * height, behavior: 'instant' });
    };
    align();
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      if (element.clientHeight === height) return;
      height = element.clientHeight;
      element.scrollTo({ top: index * height, behavior: 'instant' });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [index, surface]);

  useEffect(() => {
    function visibility() {
      if (document.visibilityState === 'hidden') leaving();
      else player.unhide();
    }
    function leaving() {
      player.hide();
      keepFeed();
      flushActionsLeaving();
    }
    function online() {
      void loadMore(undefined, { retry: true });
    }
    function firstTouch(event: Event) {
      const target = event.target as HTMLElement | null;
      if (target?.closest('.feed-controls, .feed-surface') === null) player.letSoundIn();
    }
    document.addEventListener('visibilitychange', visibility);
    window.addEventListener('pagehide', leaving);
    window.addEventListener('online', online);
    window.addEventListener('pointerup', firstTouch);
    window.addEventListener('keyup', firstTouch);
    return () => {
      document.removeEventListener('visibilitychange', visibility);
      window.removeEventListener('pagehide', leaving);
      window.removeEventListener('online', online);
      window.removeEventListener('pointerup', firstTouch);
      window.removeEventListener('keyup', firstTouch);
    };
  }, []);

  const hasGoods = (item?.video.goods.length ?? 0) > 0;
  useEffect(() => {
    if (hasGoods) preloadSkuSheet();
  }, [hasGoods]);

  const goTo = useCallback(
    (target: number) => {
      const element = scroller.current;
      if (element === null || target < 0 || target >= screens) return;
      element.scrollTo({ top: target * element.clientHeight, behavior: still ? 'instant' : 'smooth' });
    },
    [screens, still],
  );

  function scrolled() {
    const element = scroller.current;
    if (element === null || element.clientHeight === 0) return;
    const at = Math.max(0, Math.min(screens - 1, Math.round(element.scrollTop / element.clientHeight)));
    if (at !== view.index) moveTo(at);
  }

  function openProduct(productId: string) {
    if (item === undefined) return;
    recordAction('click_goods', item, { productId });
    // An order may be two taps away, and it earns its creator only when the server knows of this one.
    void flushActions();
    setSheet(undefined);
    setBuying({ productId });
  }

  function openSheet(name: SheetName) {
    if (item === undefined && name !== 'keys') return;
    if (name === 'comments' && item !== undefined) {
      recordAction('open_comments', item);
      if (withAside) {
        document.getElementById('feed-aside-comments')?.focus();
        return;
      }
    }
    setSheet(name);
  }

  function openGoods() {
    const goods = item?.video.goods ?? [];
    const [first] = goods;
    if (goods.length > 1) openSheet('goods');
    else if (first !== undefined) openProduct(first.product.id);
  }

  function notInterested() {
    if (item === undefined) return;
    recordAction('not_interested', item);
    void flushActions();
    setSheet(undefined);
    toast(t('notInterestedDone'));
    goTo(view.index + 1);
  }

  useFeedKeys({
    previous: () => goTo(view.index - 1),
    next: () => goTo(view.index + 1),
    pause: () => player.togglePause(),
    like: () => item && acts.toggleLiked(item.video),
    goods: openGoods,
    comments: () => openSheet('comments'),
    favourite: () => item && acts.setFavourited(item.video, !item.video.favourited),
    mute: () => player.toggleMuted(),
    captions: () => player.toggleCaptions(),
    help: () => openSheet('keys'),
  });

  const close = () => setSheet(undefined);
  const problem = view.error === undefined ? undefined : problemWords(view.error);
  return (
    <div className="feed">
      <h1 className="hw-hidden">{t('title')}</h1>
      <p className="hw-hidden" aria-live="polite">
        {item !== undefined && t('playing', { title: item.video.title, author: item.video.author.nickname })}
      </p>
      <section
        className="feed-stage"
        data-theme="dark"
        data-raised={(buying !== undefined || sheet === 'comments') && !desktop ? 'yes' : undefined}
        aria-label={t(`surface.${surface}`)}
      >
        <FeedHead surface={surface} onMenu={() => openSheet('menu')} hasVideo={item !== undefined} />
        <div ref={scroller} className="feed-scroller" onScroll={scrolled}>
          {view.entries.map((one, at) => (
            <article key={one.key} className="feed-slide" aria-hidden={at !== view.index}>
              {one.kind === 'video' && Math.abs(at - view.index) <= nearby && (
                <>
                  <Poster
                    playback={one.item.video.playback}
                    near={Math.abs(at - view.index) <= 1}
                    current={at === view.index}
                  />
                  <Slide
                    item={one.item}
                    current={at === view.index}
                    acts={acts}
                    onSheet={openSheet}
                    onProduct={openProduct}
                    onSkip={() => goTo(at + 1)}
                  />
                </>
              )}
              {one.kind === 'all_seen' && <AllSeenCard surface={surface} last={at === view.entries.length - 1} />}
            </article>
          ))}
          {problem !== undefined && view.entries.length > 0 && (
            <article className="feed-slide">
              <div className="feed-card">
                <ErrorState {...problem} onRetry={() => void loadMore(surface, { retry: true })} />
              </div>
            </article>
          )}
        </div>
        {view.entries.length === 0 && (
          <div className="feed-card feed-nothing">
            {problem !== undefined ? (
              <ErrorState {...problem} onRetry={() => void retry(sharedId, surface)} />
            ) : view.loading || view.state === undefined ? (
              <StageSkeleton label={t('loading')} />
            ) : (
              <NoVideos view={view} />
            )}
          </div>
        )}
      </section>
      {desktop && (
        <div className="feed-steps">
          <IconButton
            name="up"
            label={t('previous')}
            disabled={view.index === 0}
            onClick={() => goTo(view.index - 1)}
          />
          <IconButton
            name="down"
            label={t('next')}
            disabled={view.index >= screens - 1}
            onClick={() => goTo(view.index + 1)}
          />
          <IconButton name="keyboard" label={t('keys')} onClick={() => setSheet('keys')} />
        </div>
      )}
      <Suspense fallback={null}>
        {withAside && item !== undefined && <FeedAside item={item} acts={acts} onProduct={openProduct} />}
        {item !== undefined && sheet === 'comments' && <CommentsSheet video={item.video} onClose={close} />}
        {item !== undefined && sheet === 'share' && (
          <ShareSheet
            path={`/v/${item.video.id}`}
            title={item.video.title}
            onShared={() => acts.shared(item)}
            onClose={close}
          />
        )}
        {item !== undefined && sheet === 'why' && <WhySheet item={item} onClose={close} />}
        {item !== undefined && sheet === 'menu' && (
          <MenuSheet
            onNotInterested={notInterested}
            onWhy={() => setSheet('why')}
            onShare={() => setSheet('share')}
            onReport={() => setSheet('report')}
            onKeys={desktop ? () => setSheet('keys') : undefined}
            onClose={close}
          />
        )}
        {item !== undefined && sheet === 'report' && <ReportSheet videoId={item.video.id} onClose={close} />}
        {item !== undefined && sheet === 'goods' && <GoodsSheet item={item} onChoose={openProduct} onClose={close} />}
        {sheet === 'keys' && <KeysSheet onClose={close} />}
        {item !== undefined && buying !== undefined && (
          <SkuSheet
            productId={buying.productId}
            scene="video"
            contentId={item.video.id}
            impressionToken={item.impressionToken}
            onClose={() => setBuying(undefined)}
            onPaid={() => setBuying(undefined)}
          />
        )}
      </Suspense>
    </div>
  );
}

function retry(sharedId: string | undefined, surface: Surface): Promise<void> {
  return sharedId === undefined ? loadMore(surface, { retry: true }) : openInFeed(sharedId);
}

/** 关注 · 推荐, search, sound and captions, over the top of the picture. */
function FeedHead({ surface, hasVideo, onMenu }: { surface: Surface; hasVideo: boolean; onMenu: () => void }) {
  const t = useWords('feed');
  return (
    <div className="feed-head">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around two words */}
      <div className="feed-surfaces" role="group" aria-label={t('surface.label')}>
        {(['following', 'recommended'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === surface} onClick={() => chooseSurface(one)}>
            {t(`surface.${one}`)}
          </button>
        ))}
      </div>
      <Link to="/search" className="hw-icon-button feed-search" aria-label={t('search')}>
        <Icon name="search" size={26} />
      </Link>
      {hasVideo && <StageControls onMenu={onMenu} />}
    </div>
  );
}

function StageSkeleton({ label }: { label: string }) {
  return (
    <div className="feed-skeleton" role="status" aria-label={label}>
      <span className="hw-skeleton" />
      <span className="hw-skeleton" />
      <span className="hw-skeleton" />
    </div>
  );
}
