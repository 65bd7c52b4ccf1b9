import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

type Page = { items: unknown[]; nextCursor: string | null };

/** A list read page by page; the items of all pages are joined. */
export function usePages<Answer extends Page>(
  queryKey: QueryKey,
  read: (cursor: string | undefined) => Promise<Answer>,
  options: { enabled?: boolean; keep?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: options.enabled ?? true,
    placeholderData: options.keep === true ? keepPreviousData : undefined,
  });
  const items: Answer['items'][number][] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { query, items, first: query.data?.pages[0] };
}

/** Calls `onReach` when the element comes within a screen of view; give the ref to something at the end of a list. */
export function useReach(onReach: () => void, enabled: boolean) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onReach);
  latest.current = onReach;
  useEffect(() => {
    const element = ref.current;
    if (element === null || !enabled) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [enabled]);
  return ref;
}
