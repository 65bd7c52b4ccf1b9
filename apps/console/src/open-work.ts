import { ask } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { useQuery } from '@tanstack/react-query';

const pageSizeMax = 50;

/** What waits for the operator; counts stop at one page, which the badges show as it is. */
export function useOpenWork() {
  const reports = useQuery({
    queryKey: ['reports', 'open-count'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/console/reports', { params: { query: { state: 'open', limit: pageSizeMax } }, signal })),
    refetchInterval: 60_000,
  });
  const cases = useQuery({
    queryKey: ['escalated', 'open-count'],
    queryFn: ({ signal }) =>
      ask(api.GET('/api/v1/console/aftersales', { params: { query: { limit: pageSizeMax } }, signal })),
    refetchInterval: 60_000,
  });
  return {
    reports,
    cases,
    reportsCount: reports.data?.items.length,
    casesCount: cases.data?.items.length,
  };
}
