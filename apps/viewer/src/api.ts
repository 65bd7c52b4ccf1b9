/**
 * The one client, the one cache and the session of the viewer app.
 * Promises that a write is sent once with one Idempotency-Key and that errors are `ApiProblem`s. Never keeps a token: the session is a cookie.
 */
import { ApiProblem, ask, createApi, type Schemas } from '@haowu/api-client';
import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { currentLocale } from './i18n/index.ts';

export type { Schemas };
export { ApiProblem, ask };

export const api = createApi();
api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', currentLocale());
    return request;
  },
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) =>
        failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 500),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
  },
});

/** Cache keys that several areas read or invalidate. */
export const keys = {
  session: ['session'],
  cart: ['cart'],
  notices: ['notices'],
  unread: ['notices', 'unread'],
  orders: ['orders'],
  following: ['following'],
  favourites: ['favourites'],
} as const;

export type Session = Schemas['Session'];
export type Account = Schemas['Account'];

/** Who is here: `account` is null for a visitor, who still has a viewer identity, a cart and a feed. */
export function useSession() {
  const query = useQuery({
    queryKey: keys.session,
    queryFn: () => ask(api.GET('/api/v1/sessions/current')),
    staleTime: 60_000,
  });
  return {
    session: query.data,
    account: query.data?.account ?? null,
    demo: query.data?.mode === 'demo',
    pending: query.isPending,
    error: query.error,
  };
}

/** After signing in or out: everything personal is asked again. */
export function useSessionChange() {
  const client = useQueryClient();
  return (session: Session | undefined) => {
    client.clear();
    if (session !== undefined) client.setQueryData(keys.session, session);
    for (const listener of sessionListeners) listener();
  };
}

const sessionListeners = new Set<() => void>();

/** Called when another person is here: state kept outside the cache (the feed) starts again. */
export function onSessionChange(listener: () => void): void {
  sessionListeners.add(listener);
}
