import { ask } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { useQuery } from '@tanstack/react-query';

/** Business time of the platform; polled closely while the work of an advance runs. */
export function useBusinessTime() {
  return useQuery({
    queryKey: ['clock'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/console/clock', { signal })),
    refetchInterval: (query) => (query.state.data?.working ? 1_000 : 20_000),
  });
}

/** The business day (Asia/Shanghai) of an instant, `2026-11-23`. */
export function businessDay(at: string | number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date(at));
}

/** A day so many days after another; both `YYYY-MM-DD`. */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
