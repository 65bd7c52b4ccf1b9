import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { ask } from '@haowu/api-client';
import { api, type Column, Page, SchemaTable, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatCount, formatDateTime, formatMoney } from '@haowu/ui/format.ts';
import { Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useCategories } from '../categories.tsx';
import { useCurrentShop } from '../current-shop.tsx';
import { availableOf, type Product, ProductState, productStates } from './product-state.tsx';

const sorts = ['updated', 'title', 'stock'] as const;
const lowStockBelow = 10;

/** Products of my shops with stock and review state. */
export function ProductsPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const { shopId } = useCurrentShop();
  const navigate = useNavigate();
  const categories = useCategories();
  const state = productStates.find((value) => value === get('state'));
  const q = get('q');
  const low = get('low') === '1';
  const sort = sorts.find((value) => value === get('sort')) ?? (low ? 'stock' : 'updated');
  const columns = useMemo<Column<Product>[]>(() => {
    const language = locale === 'zh-CN' ? 'zh' : 'en';
    const categoryName = (id: string) =>
      categories.data?.items.find((category) => category.id === id)?.name[language] ?? id;
    const prices = (product: Product) => product.variants.map((variant) => variant.price.amountMinor);
    return [
      {
        key: 'title',
        title: t('products.title'),
        cell: (product) => (
          <span className="desk-goods">
            {product.images[0] ? (
              <img className="desk-thumb" src={product.images[0].url} alt="" loading="lazy" />
            ) : (
              <span className="desk-thumb" />
            )}
            <span className="desk-clip" title={product.title}>
              {product.title}
            </span>
          </span>
        ),
        csv: (product) => product.title,
      },
      {
        key: 'state',
        title: t('products.stateName'),
        cell: (product) => <ProductState state={product.state} />,
        csv: (product) => product.state,
      },
      {
        key: 'category',
        title: t('products.category'),
        cell: (product) => categoryName(product.categoryId),
        csv: (product) => categoryName(product.categoryId),
      },
      {
        key: 'variants',
        title: t('products.variants'),
        align: 'right',
        cell: (product) => product.variants.length,
        csv: (product) => product.variants.length,
      },
      {
        key: 'price',
        title: t('products.price'),
        align: 'right',
        cell: (product) => {
          const currency = product.variants[0]?.price.currency ?? 'CNY';
          const low = Math.min(...prices(product));
          const high = Math.max(...prices(product));
          if (!Number.isFinite(low)) return '–';
          return low === high
            ? formatMoney({ amountMinor: low, currency })
            : `${formatMoney({ amountMinor: low, currency })} – ${formatMoney({ amountMinor: high, currency })}`;
        },
        csv: (product) => (product.variants.length > 0 ? Math.min(...prices(product)) / 100 : null),
      },
      {
        key: 'stock',
        title: t('products.stock'),
        align: 'right',
        cell: (product) => {
          const available = availableOf(product);
          const text = formatCount(available);
          return available < lowStockBelow ? (
            <span className="desk-down">
              {text} · {available === 0 ? t('products.soldOut') : t('products.low')}
            </span>
          ) : (
            text
          );
        },
        csv: availableOf,
      },
      {
        key: 'updated',
        title: t('products.updatedAt'),
        cell: (product) => formatDateTime(product.updatedAt, locale),
        csv: (product) => product.updatedAt,
      },
    ];
  }, [t, locale, categories.data]);
  return (
    <Page
      title={t('products.name')}
      purpose={t('products.purpose')}
      actions={
        <>
          <Button icon={<UploadOutlined aria-hidden="true" />} onClick={() => navigate('/products/import')}>
            {t('import.name')}
          </Button>
          <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => navigate('/products/new')}>
            {t('products.new')}
          </Button>
        </>
      }
      filters={
        <>
          <Segmented
            aria-label={t('products.stateName')}
            value={state ?? 'all'}
            onChange={(value) => set({ state: value === 'all' ? undefined : value })}
            options={[
              { value: 'all', label: t('desk.all') },
              ...productStates.map((value) => ({ value, label: t(`products.state.${value}`) })),
            ]}
          />
          <Input.Search
            allowClear
            className="studio-search"
            defaultValue={q ?? ''}
            placeholder={t('products.search')}
            aria-label={t('products.search')}
            onSearch={(value) => set({ q: value.trim() || undefined })}
          />
          <Checkbox checked={low} onChange={(event) => set({ low: event.target.checked ? '1' : undefined })}>
            {t('products.lowOnly')}
          </Checkbox>
          <span className="desk-grow" />
          <Select
            aria-label={t('products.sort')}
            value={sort}
            options={sorts.map((value) => ({ value, label: t(`products.sortBy.${value}`) }))}
            onChange={(value) => set({ sort: value })}
          />
        </>
      }
    >
      <SchemaTable
        name="products"
        label={t('products.name')}
        columns={columns}
        rowKey={(product) => product.id}
        queryKey={['products', shopId ?? null, state, q, low, sort]}
        load={(paging, signal) =>
          ask(
            api.GET('/api/v1/studio/products', {
              params: {
                query: {
                  ...paging,
                  sort,
                  ...(shopId ? { shopId } : {}),
                  ...(state ? { state } : {}),
                  ...(q ? { q } : {}),
                  ...(low ? { lowStock: true } : {}),
                },
              },
              ...(signal ? { signal } : {}),
            }),
          )
        }
        onOpen={(product) => navigate(`/products/${product.id}`)}
        empty={
          <>
            {t('products.empty')} <Link to="/products/new">{t('products.new')}</Link>
          </>
        }
      />
    </Page>
  );
}
