import type { SnapshotReader, SnapshotWriter } from './layout.ts';

/** First in, first out, of whole numbers, in a ring that grows. */
export interface Queue {
  readonly length: number;
  push(value: number): void;
  /** The oldest, or -1. */
  first(): number;
  shift(): number;
  save(writer: SnapshotWriter): void;
}

export function createQueue(name: string, saved?: SnapshotReader): Queue {
  let places = new Int32Array(64);
  let start = 0;
  let length = 0;
  const queue: Queue = {
    get length() {
      return length;
    },
    push(value) {
      if (length === places.length) {
        const wider = new Int32Array(length * 2);
        for (let index = 0; index < length; index++) wider[index] = places[(start + index) % length]!;
        places = wider;
        start = 0;
      }
      places[(start + length) & (places.length - 1)] = value;
      length++;
    },
    first: () => (length === 0 ? -1 : places[start]!),
    shift() {
      const value = places[start]!;
      start = (start + 1) & (places.length - 1);
      length--;
      return value;
    },
    save(writer) {
      writer.section(
        name,
        Int32Array.from({ length }, (_, index) => places[(start + index) & (places.length - 1)]!),
      );
    },
  };
  for (const value of saved?.i32(name) ?? []) queue.push(value);
  return queue;
}
