import { Avatar, EmptyState, formatDay, formatShort, Loading, Note, Skeleton } from '@haowu/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { api, ask, type Schemas } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { filtersFrom, filtersInto } from './filters.ts';
import { ListEnd } from './list-end.tsx';
import { FilterBar } from './list-filters.tsx';
import { ProductTile, TileSkeletons, tileGrid } from './product-tile.tsx';
import { ShopBadges } from './shop-row.tsx';
import { usePages } from './use-pages.ts';
import { useShopWords } from './use-shop-words.ts';

/** /shops/:id: who sells, how well in words, and the goods. */
export default function ShopPage() {
  const { t } = useShopWords();
  const { id = '' } = useParams();
  const shop = useQuery({
    queryKey: ['shop', id],
    queryFn: () => ask(api.GET('/api/v1/shops/{id}', { params: { path: { id } } })),
  });
  return (
    <Page title={shop.data?.name ?? t('shop')} back="/mall" wide>
      <div className="grid gap-3 px-3 pb-6">
        {shop.data !== undefined ? (
          <ShopHead shop={shop.data} />
        ) : shop.isError ? (
          <ProblemState error={shop.error} onRetry={() => void shop.refetch()} />
        ) : (
          <Loading>
            <Skeleton height={140} radius={12} />
          </Loading>
        )}
        {!shop.isError && <ShopGoods shopId={id} />}
      </div>
    </Page>
  );
}

function ShopHead({ shop }: { shop: Schemas['Shop'] }) {
  const { t, locale } = useShopWords();
  const percent = (rate: number) => `${Math.round(rate * 100)}%`;
  return (
    <section className="grid gap-3 rounded-card bg-surface p-4">
      <div className="flex items-center gap-3">
        <Avatar name={shop.name} url={shop.logoUrl} size={56} />
        <div className="grid min-w-0 flex-1 gap-1">
          <p className="m-0 flex flex-wrap items-center gap-1.5 text-[13px] text-ink-2">
            {t(`subject_${shop.subjectType}`)}
            {shop.region !== null && shop.region !== '' && ` · ${shop.region}`}
            <ShopBadges shop={shop} />
          </p>
          <p className="m-0 text-[13px] text-ink-3">
            {t('followers', { text: formatShort(shop.followersCount, locale) })} ·{' '}
            {t('productsCount', { text: String(shop.productsCount) })} ·{' '}
            {t('openedSince', { day: formatDay(shop.openedAt, locale) })}
          </p>
        </div>
      </div>
      {shop.description !== '' && <p className="m-0 text-sm text-ink-2">{shop.description}</p>}
      {shop.ratingMean === null ? (
        <Note tone="amber">
          <strong className="mr-1 font-semibold">{t('shopGrowing')}</strong>
          {t('shopGrowingText', { number: shop.ratingsCount })}
        </Note>
      ) : (
        <dl className="m-0 grid auto-cols-fr grid-flow-col gap-2 rounded-control bg-surface-2 p-3 text-center">
          <Score
            label={t('shopScore')}
            value={shop.ratingMean.toFixed(1)}
            word={t(scoreWord(shop.ratingMean))}
            note={t('ratings', { text: formatShort(shop.ratingsCount, locale) })}
          />
          {shop.asShownRate !== null && (
            <Score label={t('asShownRate')} value={percent(shop.asShownRate)} word={t(rateWord(shop.asShownRate))} />
          )}
          {shop.onTimeRate !== null && (
            <Score
              label={t('onTimeRate')}
              value={percent(shop.onTimeRate)}
              word={t(rateWord(shop.onTimeRate))}
              note={t('dispatchWithin', { hours: shop.dispatchPromiseHours })}
            />
          )}
        </dl>
      )}
    </section>
  );
}

function scoreWord(mean: number): string {
  return mean >= 4.6 ? 'scoreWord_5' : mean >= 4.2 ? 'scoreWord_4' : mean >= 3.5 ? 'scoreWord_3' : 'scoreWord_2';
}

function rateWord(rate: number): string {
  return rate >= 0.95 ? 'scoreWord_5' : rate >= 0.88 ? 'scoreWord_4' : rate >= 0.75 ? 'scoreWord_3' : 'scoreWord_2';
}

function Score({ label, value, word, note }: { label: string; value: string; word: string; note?: string }) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-xs text-ink-2">{label}</dt>
      <dd className="m-0 text-lg leading-tight font-semibold text-jade tabular-nums">
        {value} <span className="text-xs font-normal">{word}</span>
      </dd>
      {note !== undefined && <dd className="m-0 text-[11px] text-ink-2">{note}</dd>}
    </div>
  );
}

function ShopGoods({ shopId }: { shopId: string }) {
  const { t } = useShopWords();
  const [params, setParams] = useSearchParams();
  const filters = filtersFrom(params);
  const { query, items } = usePages(['products', 'shop', shopId, filters], (cursor) =>
    ask(
      api.GET('/api/v1/products', {
        params: {
          query: { cursor, limit: 20, shopId, sort: filters.sort, ...(filters.inStock ? { inStock: true } : {}) },
        },
      }),
    ),
  );
  return (
    <section className="grid gap-2" aria-label={t('goods')}>
      <FilterBar
        filters={filters}
        allow="stock"
        onChange={(next) => setParams(filtersInto(params, next), { replace: true })}
      />
      {query.isPending ? (
        <Loading>
          <TileSkeletons />
        </Loading>
      ) : query.isError && items.length === 0 ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState title={t('emptyShop')} />
      ) : (
        <>
          <div className={tileGrid}>
            {items.map((product) => (
              <ProductTile key={product.id} product={product} scene="shop_page" />
            ))}
          </div>
          <ListEnd
            hasMore={query.hasNextPage}
            busy={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </>
      )}
    </section>
  );
}
