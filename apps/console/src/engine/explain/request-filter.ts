import { useUrlState } from '@haowu/ui/desk/index.ts';
import { useMemo } from 'react';
import { idIn } from './id-in.ts';

export type RequestFilter = {
  viewerId?: string;
  itemId?: string;
  requestId?: string;
  source?: string;
  from?: string;
  to?: string;
};

/** What of the served pages to list, from the address. */
export function useRequestFilter(): RequestFilter {
  const { get } = useUrlState();
  const [viewer, item, request, source, from, to] = ['viewer', 'item', 'request', 'source', 'from', 'to'].map(get);
  return useMemo(() => {
    const viewerId = idIn(viewer);
    const itemId = idIn(item);
    const requestId = idIn(request);
    return {
      ...(viewerId ? { viewerId } : {}),
      ...(itemId ? { itemId } : {}),
      ...(requestId ? { requestId } : {}),
      ...(source ? { source } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    };
  }, [viewer, item, request, source, from, to]);
}
