import { hash32 } from './random.ts';

/**
 * Remembers what each viewer has already said about each item (the records of public-evidence). Two generations of
 * bounded size: when the younger is full the older is forgotten. Only *distinct* pairs fill it, so one viewer who
 * floods the same items cannot make it forget him.
 */
export interface Influence {
  get(viewerId: string, slot: number): number;
  set(viewerId: string, slot: number, bits: number): void;
  toJson(): [older: number[], younger: number[]];
}

const slotsMax = 2 ** 21;
const keyOf = (viewerId: string, slot: number): number => hash32(viewerId) * slotsMax + slot;
const flatten = (map: Map<number, number>): number[] => [...map].flat();

function unflatten(list: readonly number[]): Map<number, number> {
  const map = new Map<number, number>();
  for (let index = 0; index + 1 < list.length; index += 2) map.set(list[index]!, list[index + 1]!);
  return map;
}

export function createInfluence(pairsMax: number, saved: readonly (readonly number[])[] = []): Influence {
  let older = unflatten(saved[0] ?? []);
  let younger = unflatten(saved[1] ?? []);
  return {
    get(viewerId, slot) {
      const key = keyOf(viewerId, slot);
      return younger.get(key) ?? older.get(key) ?? 0;
    },
    set(viewerId, slot, bits) {
      const key = keyOf(viewerId, slot);
      if (younger.size >= pairsMax && !younger.has(key)) {
        older = younger;
        younger = new Map();
      }
      younger.set(key, bits);
    },
    toJson: () => [flatten(older), flatten(younger)],
  };
}
