import type { IdTable } from '../src/id-table.ts';
import { regionColumn } from './read-log.ts';
import { readTable } from './read-table.ts';

export type Askers = {
  /** Users of the log in its order, then further ones in theirs. */
  readonly askers: number[];
  /** Where users are, as the file says. */
  readonly regionOf: Map<number, number>;
};

/**
 * Who is to be answered: the `known` users of the log and those of a file. Of a user's rows the first that names a country counts,
 * one without a country says nothing; a country the log never saw is no country.
 */
export async function readAskers(
  file: string | undefined,
  { known, names, regions }: { known: number; names: IdTable; regions: IdTable },
): Promise<Askers> {
  const askers = Array.from({ length: known }, (_, user) => user);
  const regionOf = new Map<number, number>();
  if (file === undefined) return { askers, regionOf };
  const { ids } = await readTable(file, [
    { name: 'user', aliases: ['user_id'], kind: 'id', names, required: true },
    { ...regionColumn, names: regions, knownOnly: true },
  ]);
  for (const user of new Set(ids.user)) if (user >= known) askers.push(user);
  for (const [row, user] of ids.user!.entries()) {
    const region = ids.country?.[row] ?? -1;
    if (region >= 0 && !regionOf.has(user)) regionOf.set(user, region);
  }
  return { askers, regionOf };
}
