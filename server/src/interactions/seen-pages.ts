import type { Queryable } from '../kernel/index.ts';
import { countPages } from './store.ts';

/** Pages of which at least one place was seen in a time (business time, `to` excluded), filled by the policies named. */
export function seenPages(
  database: Queryable,
  { from, to }: { from: Date; to: Date },
  policyVersions: readonly string[],
): Promise<number> {
  return countPages(database, from, to, policyVersions);
}
