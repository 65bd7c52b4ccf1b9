import type { SnapshotReader, SnapshotWriter } from './layout.ts';

const types = { u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array } as const;
type CellType = keyof typeof types;
type Cells = InstanceType<(typeof types)[CellType]>;
export type Shape = Readonly<Record<string, readonly [type: CellType, width: number]>>;
type CellsOf<S extends Shape> = { [Name in keyof S]: InstanceType<(typeof types)[S[Name][0]]> };

/** Rows of numbers in columns, opened and closed in any order; the last one closed is opened next. */
export interface Table<S extends Shape> {
  /** Read anew after `open`, which may move the columns. */
  readonly cells: CellsOf<S>;
  /** Rows open now. */
  readonly size: number;
  /** Rows ever open: all numbers are below. */
  readonly reach: number;
  /** A row with whatever its last holder left in it. */
  open(): number;
  close(row: number): void;
  save(writer: SnapshotWriter): void;
}

export function createTable<S extends Shape>(name: string, shape: S, saved?: SnapshotReader): Table<S> {
  const columns = Object.entries(shape);
  const cells = {} as Record<string, Cells>;
  let used = 0;
  let room = 64;
  const free: number[] = [];

  if (saved) {
    free.push(...saved.i32(`${name}.free`));
    const bytes = saved.u8(name);
    let rowBytes = 0;
    for (const [, [type, width]] of columns) rowBytes += types[type].BYTES_PER_ELEMENT * width;
    used = bytes.byteLength / rowBytes;
    room = used;
    let start = 0;
    for (const [column, [type, width]] of columns) {
      const end = start + used * width * types[type].BYTES_PER_ELEMENT;
      cells[column] = new types[type](bytes.slice(start, end).buffer);
      start = end;
    }
  } else {
    for (const [column, [type, width]] of columns) cells[column] = new types[type](room * width);
  }
  const grow = (): void => {
    room = Math.max(64, room * 2);
    for (const [column, [type, width]] of columns) {
      const wider = new types[type](room * width);
      wider.set(cells[column]!);
      cells[column] = wider;
    }
  };
  return {
    cells: cells as CellsOf<S>,
    get size() {
      return used - free.length;
    },
    get reach() {
      return used;
    },
    open() {
      const given = free.pop();
      if (given !== undefined) return given;
      if (used === room) grow();
      return used++;
    },
    close: (row) => void free.push(row),
    save(writer) {
      writer.section(`${name}.free`, Int32Array.from(free));
      const parts = columns.map(([column, [, width]]) => {
        const held = cells[column]!;
        return new Uint8Array(held.buffer, held.byteOffset, used * width * held.BYTES_PER_ELEMENT);
      });
      const bytes = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
      let start = 0;
      for (const part of parts) {
        bytes.set(part, start);
        start += part.byteLength;
      }
      writer.section(name, bytes);
    },
  };
}
