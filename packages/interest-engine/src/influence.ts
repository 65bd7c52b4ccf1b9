import { createKeyIndex, type KeyIndex } from './key-index.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';

/**
 * Remembers what each speaker has already said about each item (the records of public-evidence). A speaker is a viewer,
 * or the viewers who share a device: whoever comes from a device speaks in the record that device has on the item, and
 * a viewer stays with the record he first spoke in. So neither many events of one viewer nor many names on one device
 * say more than one record can. Two generations of bounded size: when the younger is full the older is forgotten. Only
 * *distinct* pairs fill it, so one viewer who floods the same items cannot make it forget him.
 */
export interface Influence {
  /**
   * Whose record an event goes to: a viewer's hash, or -1 when the viewer and the device have each spoken on the item in
   * another record, and a third voice would be one too many. `device` is 0 when the event names none.
   */
  speakerOf(viewer: number, device: number, slot: number): number;
  get(speaker: number, slot: number): number;
  set(speaker: number, slot: number, bits: number): void;
  /** Takes items out, for numbers that go to other items. Reads everything: do many at once. */
  forget(slots: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

/** Pairs in the order they came, with one 32 bit number each; two generations. */
interface Memory {
  has(high: number, slot: number): boolean;
  get(high: number, slot: number): number;
  set(high: number, slot: number, value: number): void;
  forget(slots: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

interface Generation {
  index: KeyIndex;
  values: Int32Array;
}

const createGeneration = (): Generation => ({ index: createKeyIndex(), values: new Int32Array(32) });

function append({ index, values }: Generation, high: number, slot: number, value: number): Int32Array {
  const number = index.size;
  let room = values;
  if (number >= values.length) {
    room = new Int32Array(values.length * 2);
    room.set(values);
  }
  index.put(high, slot, number);
  room[number] = value;
  return room;
}

function readGeneration(saved: SnapshotReader | undefined, name: string): Generation {
  const generation = createGeneration();
  if (!saved) return generation;
  const highs = saved.u32(`${name}.viewers`);
  const slots = saved.u32(`${name}.slots`);
  const values = saved.i32(`${name}.values`);
  for (let index = 0; index < highs.length; index++) {
    generation.values = append(generation, highs[index]!, slots[index]!, values[index]!);
  }
  return generation;
}

function createMemory(name: string, pairsMax: number, saved?: SnapshotReader): Memory {
  let older = readGeneration(saved, `${name}.older`);
  let younger = readGeneration(saved, `${name}.younger`);
  const without = (generation: Generation, slots: ReadonlySet<number>): Generation => {
    const kept = createGeneration();
    for (let number = 0; number < generation.index.size; number++) {
      const slot = generation.index.lowOf(number);
      if (slots.has(slot)) continue;
      kept.values = append(kept, generation.index.highOf(number), slot, generation.values[number]!);
    }
    return kept;
  };
  return {
    has: (high, slot) => younger.index.find(high, slot) >= 0 || older.index.find(high, slot) >= 0,
    get(high, slot) {
      const number = younger.index.find(high, slot);
      if (number >= 0) return younger.values[number]!;
      const former = older.index.find(high, slot);
      return former >= 0 ? older.values[former]! : 0;
    },
    set(high, slot, value) {
      const number = younger.index.find(high, slot);
      if (number >= 0) {
        younger.values[number] = value;
        return;
      }
      if (younger.index.size >= pairsMax) {
        older = younger;
        younger = createGeneration();
      }
      younger.values = append(younger, high, slot, value);
    },
    forget(slots) {
      older = without(older, slots);
      younger = without(younger, slots);
    },
    save(writer) {
      for (const [age, { index, values }] of [['older', older] as const, ['younger', younger] as const]) {
        const all = { length: index.size };
        writer.section(
          `${name}.${age}.viewers`,
          Uint32Array.from(all, (_, number) => index.highOf(number)),
        );
        writer.section(
          `${name}.${age}.slots`,
          Uint32Array.from(all, (_, number) => index.lowOf(number)),
        );
        writer.section(`${name}.${age}.values`, values.slice(0, index.size));
      }
    },
  };
}

export function createInfluence(pairsMax: number, saved?: SnapshotReader): Influence {
  const records = createMemory('influence', pairsMax, saved);
  /** Whose record a viewer or device speaks in, where it is not his own. */
  const voices = createMemory('voices', pairsMax, saved);
  return {
    speakerOf(viewer, device, slot) {
      const spoken = voices.has(viewer, slot)
        ? voices.get(viewer, slot) >>> 0
        : records.has(viewer, slot)
          ? viewer
          : undefined;
      if (device === 0) return spoken ?? viewer;
      if (!voices.has(device, slot)) {
        voices.set(device, slot, (spoken ?? viewer) | 0);
        return spoken ?? viewer;
      }
      const owner = voices.get(device, slot) >>> 0;
      if (spoken === undefined && owner !== viewer) voices.set(viewer, slot, owner | 0);
      return spoken === undefined || spoken === owner ? owner : -1;
    },
    get: (speaker, slot) => records.get(speaker, slot),
    set: (speaker, slot, bits) => records.set(speaker, slot, bits),
    forget(slots) {
      records.forget(slots);
      voices.forget(slots);
    },
    save(writer) {
      records.save(writer);
      voices.save(writer);
    },
  };
}
