import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Reads and writes parts of the query string; an empty value removes its key, so that a shared address stays short. */
export function useUrlState(): {
  get: (key: string) => string | undefined;
  set: (changes: Record<string, string | undefined>, options?: { push?: boolean }) => void;
} {
  const [params, setParams] = useSearchParams();
  const get = useCallback((key: string) => params.get(key) ?? undefined, [params]);
  const set = useCallback(
    (changes: Record<string, string | undefined>, options: { push?: boolean } = {}) => {
      setParams(
        (current) => {
          const next = new URLSearchParams(current);
          for (const [key, value] of Object.entries(changes)) {
            if (value === undefined || value === '') next.delete(key);
            else next.set(key, value);
          }
          return next;
        },
        { replace: !options.push },
      );
    },
    [setParams],
  );
  return { get, set };
}
