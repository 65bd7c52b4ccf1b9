import { ask, type Schemas } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type ShopCard = Schemas['ShopCard'];
type CurrentShop = {
  shops: ShopCard[];
  loading: boolean;
  /** Chosen in the top bar; undefined means all of mine. */
  shopId: string | undefined;
  choose: (shopId: string | undefined) => void;
};

const CurrentShopContext = createContext<CurrentShop | null>(null);
const storageKey = 'haowu.studio.shop';

export function CurrentShopProvider({ children }: { children: ReactNode }) {
  const list = useQuery({
    queryKey: ['my-shops'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/studio/shops', { signal })),
    staleTime: 60_000,
  });
  const [chosen, setChosen] = useState<string | undefined>(() => {
    try {
      return localStorage.getItem(storageKey) ?? undefined;
    } catch {
      return undefined;
    }
  });
  const shops = list.data?.items;
  const value = useMemo<CurrentShop>(() => {
    const known = shops?.some((shop) => shop.id === chosen) ? chosen : undefined;
    return {
      shops: shops ?? [],
      loading: list.isPending,
      shopId: shops?.length === 1 ? shops[0]?.id : known,
      choose: (next) => {
        setChosen(next);
        try {
          if (next) localStorage.setItem(storageKey, next);
          else localStorage.removeItem(storageKey);
        } catch {
          // blocked storage: the choice lasts for this page
        }
      },
    };
  }, [shops, chosen, list.isPending]);
  return <CurrentShopContext value={value}>{children}</CurrentShopContext>;
}

export function useCurrentShop(): CurrentShop {
  const value = useContext(CurrentShopContext);
  if (!value) throw new Error('CurrentShopProvider is missing');
  return value;
}

export function ShopSwitcher() {
  const { t } = useTranslation();
  const { shops, shopId, choose } = useCurrentShop();
  if (shops.length === 0) return null;
  if (shops.length === 1) return <span className="desk-strong studio-shop-name">{shops[0]?.name}</span>;
  return (
    <Select
      aria-label={t('shop.switch')}
      className="studio-shop-switch"
      variant="filled"
      value={shopId ?? ''}
      options={[
        { value: '', label: t('shop.all', { count: shops.length }) },
        ...shops.map((shop) => ({ value: shop.id, label: shop.name })),
      ]}
      onChange={(value: string) => choose(value || undefined)}
    />
  );
}
