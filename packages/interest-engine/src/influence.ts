import { hash32 } from './random.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';

/**
 * Remembers what each viewer has already said about each item (the records of public-evidence). Two generations of
 * bounded size: when the younger is full the older is forgotten. Only *distinct* pairs fill it, so one viewer who
 * floods the same items cannot make it forget him.
 */
export interface Influence {
  get(viewerId: string, slot: number): number;
  set(viewerId: string, slot: number, bits: number): void;
  /** Takes items out, for numbers that go to other items. Reads everything: do many at once. */
  forget(slots: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

const slotsMax = 2 ** 21;
const keyOf = (viewerId: string, slot: number): number => hash32(viewerId) * slotsMax + slot;

function readGeneration(saved: SnapshotReader | undefined, name: string): Map<number, number> {
  const map = new Map<number, number>();
  if (!saved) return map;
  const keys = saved.f64(`influence.${name}.keys`);
  const records = saved.i32(`influence.${name}.records`);
  for (let index = 0; index < keys.length; index++) map.set(keys[index]!, records[index]!);
  return map;
}

export function createInfluence(pairsMax: number, saved?: SnapshotReader): Influence {
  let older = readGeneration(saved, 'older');
  let younger = readGeneration(saved, 'younger');
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
    forget(slots) {
      for (const map of [older, younger]) {
        for (const key of map.keys()) if (slots.has(key % slotsMax)) map.delete(key);
      }
    },
    save(writer) {
      for (const [name, map] of [['older', older] as const, ['younger', younger] as const]) {
        writer.section(`influence.${name}.keys`, Float64Array.from(map.keys()));
        writer.section(`influence.${name}.records`, Int32Array.from(map.values()));
      }
    },
  };
}
