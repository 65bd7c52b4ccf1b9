import { Chip, EmptyState, Loading } from '@haowu/ui';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { api, ask } from '../api.ts';
import { Page } from '../shell/page.tsx';
import { ProblemState } from '../shell/problem.tsx';
import { filtersFrom, filtersInto } from './filters.ts';
import { ListEnd } from './list-end.tsx';
import { FilterBar } from './list-filters.tsx';
import { ProductTile, TileSkeletons, tileGrid } from './product-tile.tsx';
import { useCategories } from './queries.ts';
import { usePages } from './use-pages.ts';
import { useShopWords } from './use-shop-words.ts';

/** /categories/:id: the goods of a category, with its children as chips. */
export default function CategoryPage() {
  const { t, locale } = useShopWords();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const filters = filtersFrom(params);
  const categories = useCategories().data?.items ?? [];
  const category = categories.find((candidate) => candidate.id === id);
  const parentId = category === undefined ? null : (category.parentId ?? category.id);
  const children = categories.filter((candidate) => candidate.parentId === parentId);
  const parent = categories.find((candidate) => candidate.id === parentId);
  const nameOf = (of: typeof category) => (of === undefined ? '' : locale === 'zh-CN' ? of.name.zh : of.name.en);
  const { query, items } = usePages(['products', 'category', id, filters], (cursor) =>
    ask(
      api.GET('/api/v1/products', {
        params: {
          query: {
            cursor,
            limit: 20,
            categoryId: id,
            sort: filters.sort,
            ...(filters.inStock ? { inStock: true } : {}),
          },
        },
      }),
    ),
  );
  return (
    <Page title={nameOf(category) || t('categories')} back="/mall" wide>
      <div className="grid gap-2 px-3 pb-6">
        {children.length > 0 && parent !== undefined && (
          <nav
            aria-label={t('categories')}
            className="flex min-w-0 gap-2 overflow-x-auto py-1 [scrollbar-width:none] [&_.hw-chip]:flex-none"
          >
            <Chip selected={id === parent.id} onClick={() => navigate(`/categories/${parent.id}`, { replace: true })}>
              {t('allCategories')}
            </Chip>
            {children.map((child) => (
              <Chip
                key={child.id}
                selected={child.id === id}
                onClick={() => navigate(`/categories/${child.id}`, { replace: true })}
              >
                {nameOf(child)}
              </Chip>
            ))}
          </nav>
        )}
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
          <EmptyState
            title={t('emptyCategory')}
            action={
              <Link to="/mall" className="hw-button hw-button-primary hw-button-medium">
                {t('emptyCategoryAction')}
              </Link>
            }
          />
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
      </div>
    </Page>
  );
}
