import { ask } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { useQuery } from '@tanstack/react-query';
import { useCurrentShop } from './current-shop.tsx';

/** What is due and how today goes, for the chosen shop or all of mine. */
export function useToday(enabled = true) {
  const { shopId } = useCurrentShop();
  return useQuery({
    queryKey: ['today', shopId ?? null],
    enabled,
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/studio/today', { params: { query: shopId ? { shopId } : {} }, signal })),
    refetchInterval: 60_000,
  });
}
