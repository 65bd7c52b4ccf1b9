import { EmptyState, formatShort, Icon, Loading, Tabs, tabPanelProps } from '@haowu/ui';
import { Link, useSearchParams } from 'react-router';
import { api, ask, keys } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { ListEnd } from '../shop/list-end.tsx';
import { Picture } from '../shop/picture.tsx';
import { ProductTile, TileSkeletons, tileGrid } from '../shop/product-tile.tsx';
import { usePages } from '../shop/use-pages.ts';
import { useMeWords } from './use-me-words.ts';

/** /me/favourites?tab=videos: goods and videos I kept. */
export default function FavouritesPage() {
  const { t } = useMeWords();
  const [params, setParams] = useSearchParams();
  const tab = params.get('tab') === 'videos' ? 'videos' : 'goods';
  return (
    <Page title={t('favourites')} back="/me" wide>
      <div className="px-4">
        <Tabs
          id="favourites"
          label={t('favourites')}
          value={tab}
          onChange={(next) => setParams(next === 'goods' ? {} : { tab: next }, { replace: true })}
          items={[
            { key: 'goods', label: t('favouriteGoods') },
            { key: 'videos', label: t('favouriteVideos') },
          ]}
        />
      </div>
      <div {...tabPanelProps('favourites', tab)} className="px-3 pt-3 pb-6 outline-none">
        {tab === 'goods' ? <Goods /> : <Videos />}
      </div>
    </Page>
  );
}

function Goods() {
  const { t } = useMeWords();
  const { query, items } = usePages([...keys.favourites, 'goods'], (cursor) =>
    ask(api.GET('/api/v1/me/favourite-products', { params: { query: { cursor, limit: 20 } } })),
  );
  if (query.isPending)
    return (
      <Loading>
        <TileSkeletons count={4} />
      </Loading>
    );
  if (query.isError && items.length === 0)
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0)
    return (
      <EmptyState
        drawing="heart"
        title={t('favouriteGoodsEmpty')}
        action={
          <Link to="/mall" className="hw-button hw-button-primary hw-button-medium">
            {t('goMall')}
          </Link>
        }
      />
    );
  return (
    <>
      <div className={tileGrid}>
        {items.map((product) => (
          <ProductTile key={product.id} product={product} scene="product_card" />
        ))}
      </div>
      <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </>
  );
}

function Videos() {
  const { t, locale } = useMeWords();
  const { query, items } = usePages([...keys.favourites, 'videos'], (cursor) =>
    ask(api.GET('/api/v1/me/favourite-videos', { params: { query: { cursor, limit: 20 } } })),
  );
  if (query.isPending)
    return (
      <Loading>
        <TileSkeletons count={4} />
      </Loading>
    );
  if (query.isError && items.length === 0)
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} />;
  if (items.length === 0)
    return (
      <EmptyState
        drawing="film"
        title={t('favouriteVideosEmpty')}
        action={
          <Link to="/" className="hw-button hw-button-primary hw-button-medium">
            {t('goFeed')}
          </Link>
        }
      />
    );
  return (
    <>
      <ul className="m-0 grid list-none grid-cols-3 gap-1.5 p-0 sm:grid-cols-4 lg:grid-cols-6">
        {items.map((video) => (
          <li key={video.id}>
            <Link to={`/v/${video.id}`} className="relative block overflow-hidden rounded-control">
              <Picture image={{ url: video.posterUrl }} className="aspect-[9/16] w-full" />
              <span className="absolute inset-x-0 bottom-0 grid gap-0.5 bg-linear-to-t from-black/80 px-2 pt-8 pb-1.5 text-white">
                <span className="line-clamp-1 text-xs">{video.title}</span>
                <span className="flex items-center gap-1 text-xs">
                  <Icon name="heart" size={13} solid />
                  {formatShort(video.likesCount, locale)}
                  {video.hasGoods && <span className="ml-auto">{t('hasGoods')}</span>}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
    </>
  );
}
