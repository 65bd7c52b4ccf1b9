import { EmptyState, Icon, Loading, Skeleton } from '@haowu/ui';
import { Link } from 'react-router';
import { api, ask } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { CategoryIcon } from './category-icon.tsx';
import { ListEnd } from './list-end.tsx';
import { ProductTile, TileSkeletons, tileGrid } from './product-tile.tsx';
import { useCategories } from './queries.ts';
import { usePages } from './use-pages.ts';
import { useShopWords } from './use-shop-words.ts';

/** Where imported goods wait for their category; nothing for shoppers. */
const unsortedCategoryId = 'unsorted';

/** /mall: search, categories, and what this viewer may like. */
export default function MallPage() {
  const { t } = useShopWords();
  return (
    <Page title={t('mall')} back={false} wide head={<SearchEntry />}>
      <div className="grid gap-4 px-3 pt-1 pb-6">
        <CategoryGrid />
        <Recommended />
      </div>
    </Page>
  );
}

function SearchEntry() {
  const { t } = useShopWords();
  return (
    <Link
      to="/search"
      className="absolute inset-x-3 flex h-11 items-center gap-2 rounded-full border border-control bg-surface px-4 text-sm !text-ink-3 lg:static lg:w-[560px]"
    >
      <Icon name="search" size={18} />
      {t('searchHint')}
    </Link>
  );
}

function CategoryGrid() {
  const { t, locale } = useShopWords();
  const categories = useCategories();
  if (categories.isError) return null;
  const top =
    categories.data?.items.filter((category) => category.parentId === null && category.id !== unsortedCategoryId) ?? [];
  return (
    <nav aria-label={t('categories')} className="rounded-card bg-surface px-1 py-2">
      <ul className="m-0 grid list-none grid-cols-5 gap-y-1 p-0 lg:grid-cols-10">
        {categories.isPending
          ? Array.from({ length: 10 }, (_, index) => (
              <li key={index} className="grid justify-items-center gap-1.5 py-2">
                <Skeleton width={44} height={44} radius={22} />
                <Skeleton width={40} height={12} />
              </li>
            ))
          : top.map((category) => (
              <li key={category.id}>
                <Link
                  to={`/categories/${category.id}`}
                  className="grid justify-items-center gap-1 rounded-control px-0.5 py-2 text-center text-xs hover:bg-surface-2"
                >
                  <CategoryIcon categoryId={category.id} name={category.name.zh} />
                  <span className="line-clamp-2 leading-tight">
                    {locale === 'zh-CN' ? category.name.zh : category.name.en}
                  </span>
                </Link>
              </li>
            ))}
      </ul>
    </nav>
  );
}

function Recommended() {
  const { t } = useShopWords();
  const { query, items } = usePages(['products', 'mall'], (cursor) =>
    ask(api.GET('/api/v1/products', { params: { query: { cursor, limit: 20, sort: 'recommended', inStock: true } } })),
  );
  return (
    <section className="grid gap-2" aria-label={t('recommended')}>
      <h2 className="m-0 text-base font-semibold">{t('recommended')}</h2>
      {query.isPending ? (
        <Loading>
          <TileSkeletons />
        </Loading>
      ) : query.isError && items.length === 0 ? (
        <ProblemState error={query.error} onRetry={() => void query.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState title={t('emptyCategory')} />
      ) : (
        <>
          <div className={tileGrid}>
            {items.map((product) => (
              <ProductTile key={product.id} product={product} scene="product_card" />
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
