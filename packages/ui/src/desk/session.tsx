import { ask, type Schemas } from '@haowu/api-client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api } from './api.ts';

export type Account = Schemas['Account'];

/** Who is signed in; `account` is null for an anonymous visitor. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/sessions/current', { signal })),
    staleTime: 60_000,
  });
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await ask(api.DELETE('/api/v1/sessions/current'));
    client.clear();
    location.assign(import.meta.env.BASE_URL);
  }, [client]);
}
