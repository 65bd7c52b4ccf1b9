import { ask, type Schemas } from '@haowu/api-client';
import { api, EmptyState, ErrorState, Loading } from '@haowu/ui/desk/index.ts';
import { formatMoney } from '@haowu/ui/format.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Modal } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentShop } from '../current-shop.tsx';

type ProductCard = Schemas['ProductCard'];

/** Pick a product on sale to attach; one's own shop first, the whole market by search. */
export function ProductPicker(props: {
  open: boolean;
  attached: ReadonlySet<string>;
  onPick: (product: ProductCard) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { shops, shopId } = useCurrentShop();
  const [text, setText] = useState('');
  const [mine, setMine] = useState(shops.length > 0);
  const q = useDeferredValue(text.trim());
  const ownShop = mine ? (shopId ?? shops[0]?.id) : undefined;
  const found = useQuery({
    queryKey: ['pick-products', q, ownShop ?? null],
    enabled: props.open,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<ProductCard[]> => {
      if (q === '') {
        const page = await ask(
          api.GET('/api/v1/products', {
            params: { query: { limit: 30, ...(ownShop ? { shopId: ownShop } : {}) } },
            signal,
          }),
        );
        return page.items;
      }
      const page = await ask(api.GET('/api/v1/search', { params: { query: { q, limit: 30 } }, signal }));
      return ownShop ? page.items.filter((product) => product.shop.id === ownShop) : page.items;
    },
  });
  return (
    <Modal open={props.open} onCancel={props.onClose} footer={null} title={t('goods.pick')} width={560} destroyOnHidden>
      <div className="desk-row desk-gap">
        <Input.Search
          autoFocus
          allowClear
          className="desk-grow"
          value={text}
          placeholder={t('goods.search')}
          aria-label={t('goods.search')}
          onChange={(event) => setText(event.target.value)}
        />
        {shops.length > 0 ? (
          <Checkbox checked={mine} onChange={(event) => setMine(event.target.checked)}>
            {t('goods.mine')}
          </Checkbox>
        ) : null}
      </div>
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading rows={4} />
      ) : found.data.length === 0 ? (
        <EmptyState text={t('goods.none')} />
      ) : (
        <ul className="studio-picker">
          {found.data.map((product) => {
            const taken = props.attached.has(product.id);
            return (
              <li key={product.id}>
                {product.image ? (
                  <img className="desk-thumb" src={product.image.url} alt="" loading="lazy" />
                ) : (
                  <span className="desk-thumb" />
                )}
                <span className="desk-grow studio-picker-words">
                  <span className="desk-clip">{product.title}</span>
                  <span className="desk-second desk-small">
                    {product.shop.name} · {formatMoney(product.price)} · {t('goods.stock', { count: product.stock })}
                  </span>
                </span>
                <Button
                  size="small"
                  disabled={taken}
                  aria-label={taken ? undefined : t('goods.attachNamed', { title: product.title })}
                  onClick={() => props.onPick(product)}
                >
                  {taken ? t('goods.attached') : t('goods.attach')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </Modal>
  );
}
