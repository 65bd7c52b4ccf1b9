import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ask, keys, type Schemas } from '../api.ts';
import type { CheckoutItem } from './use-buying.ts';

export function useProduct(productId: string) {
  return useQuery({
    queryKey: ['product', productId],
    queryFn: () => ask(api.GET('/api/v1/products/{id}', { params: { path: { id: productId } } })),
  });
}

/** What these goods cost now; the figures of the last quote stay on screen while the next one is on its way. */
export function useQuote(items: CheckoutItem[]) {
  return useQuery({
    queryKey: ['quote', items],
    queryFn: () => ask(api.POST('/api/v1/checkouts/quote', { body: { items } })),
    enabled: items.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
}

export function useCategories() {
  return useQuery({
    queryKey: ['categories'],
    queryFn: () => ask(api.GET('/api/v1/categories')),
    staleTime: 600_000,
  });
}

export function useCart() {
  return useQuery({ queryKey: keys.cart, queryFn: () => ask(api.GET('/api/v1/cart')) });
}

export type CartChange = { skuId: string; quantity: number; selected: boolean; contentId?: string | null };

/** Sets one cart line; the answer is the whole cart, so the page is right after one request. */
export function usePutCartLine() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ skuId, ...body }: CartChange) =>
      ask(api.PUT('/api/v1/cart/lines/{id}', { params: { path: { id: skuId } }, body })),
    onSuccess: (cart: Schemas['Cart']) => queries.setQueryData(keys.cart, cart),
    scope: { id: 'cart' },
  });
}

export function useFavouriteProduct(productId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (favourited: boolean) =>
      ask(api.PUT('/api/v1/products/{id}/favourite', { params: { path: { id: productId } }, body: { favourited } })),
    onSuccess: ({ favourited }) => {
      queries.setQueryData<Schemas['Product']>(['product', productId], (before) =>
        before === undefined ? before : { ...before, favourited },
      );
      void queries.invalidateQueries({ queryKey: keys.favourites });
    },
  });
}

export function useAddresses(enabled: boolean) {
  return useQuery({ queryKey: ['addresses'], queryFn: () => ask(api.GET('/api/v1/addresses')), enabled });
}
