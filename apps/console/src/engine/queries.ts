import { ask, type Schemas } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

export type PolicyRow = Schemas['PolicyRow'];
export type Policy = Schemas['Policy'];

/** The version the server ships with, which holds the default of every key; a server without it shows no defaults. */
export const builtInPolicyId = '00000000-0000-7000-8000-000000000001';

const steadyMs = 60_000;

/** The policy a version names, whole; null when no such version is kept. A published version never changes. */
export function usePolicyOfVersion(version: string | undefined) {
  return useQuery({
    queryKey: ['policy-of-version', version],
    enabled: version !== undefined,
    staleTime: steadyMs,
    queryFn: async ({ signal }): Promise<Policy | null> => {
      const found = await ask(
        api.GET('/api/v1/console/policies', { params: { query: { q: version ?? '', limit: 20 } }, signal }),
      );
      const row = found.items.find((entry) => entry.version === version);
      if (!row) return null;
      return ask(api.GET('/api/v1/console/policies/{id}', { params: { path: { id: row.id } }, signal }));
    },
  });
}

export function usePolicy(id: string | undefined, options: { keepPrevious?: boolean } = {}) {
  return useQuery({
    queryKey: ['policy', id],
    enabled: id !== undefined,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/console/policies/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });
}

/** The version that fills places now; null while none is known. */
export function usePublishedPolicy() {
  return useQuery({
    queryKey: ['policies', 'published'],
    queryFn: async ({ signal }): Promise<PolicyRow | null> => {
      const answer = await ask(
        api.GET('/api/v1/console/policies', { params: { query: { state: 'published', limit: 1 } }, signal }),
      );
      return answer.items[0] ?? null;
    },
  });
}

/** The version the one in force replaced: of those replaced, the last published. Null while none was. */
export function usePolicyBefore() {
  return useQuery({
    queryKey: ['policies', 'before'],
    queryFn: async ({ signal }): Promise<PolicyRow | null> => {
      const answer = await ask(
        api.GET('/api/v1/console/policies', {
          params: { query: { state: 'retired', sort: 'published_at', limit: 1 } },
          signal,
        }),
      );
      return answer.items[0] ?? null;
    },
  });
}

export function usePools() {
  return useQuery({
    queryKey: ['pools'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/console/pools', { signal })),
    refetchInterval: 30_000,
  });
}

export function useModelHealth() {
  return useQuery({
    queryKey: ['model-health'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/console/model-health', { signal })),
    refetchInterval: 5_000,
  });
}
