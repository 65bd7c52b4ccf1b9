import { useQuery } from '@tanstack/react-query';
import { api, ask, keys } from '../api.ts';

/** Counts on the tab bar, asked from the server: unread notices and lines in the cart. */
export function useBadges(): { unread: number; inCart: number } {
  const unread = useQuery({
    queryKey: keys.unread,
    queryFn: async () => (await ask(api.GET('/api/v1/notices', { params: { query: { limit: 1 } } }))).unread,
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
  const cart = useQuery({
    queryKey: keys.cart,
    queryFn: () => ask(api.GET('/api/v1/cart')),
    staleTime: 30_000,
  });
  return { unread: unread.data ?? 0, inCart: cart.data?.linesCount ?? 0 };
}
