import { SnapshotError } from './errors.ts';

/**
 * The container of a snapshot: named sections of JSON text or of numbers, one after the other, each beginning on a
 * multiple of 8 bytes, all little-endian. In front stand a magic word, the format, the whole length and a checksum of
 * everything, so that a file cut short or altered anywhere is refused as a whole. Equal sections give equal bytes.
 *
 *   0  "haowueng"                16  whole length in bytes, f64
 *   8  format, u32               24  checksum, 4 x u32, over all other bytes
 *  12  length of the table, u32  40  table: JSON of [name, type, bytes][], then the sections, the host's offset last
 */
export const snapshotFormat = 3;

const magic = 'haowueng';
const headBytes = 40;
const offsetSection = 'offset';

const numberTypes = {
  u8: Uint8Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

type NumberType = keyof typeof numberTypes;
export type SnapshotNumbers = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

export interface SnapshotWriter {
  /** Adds numbers under a name that is not taken yet. They are copied when the snapshot is finished, not before. */
  section(name: string, numbers: SnapshotNumbers): void;
  /** Adds plain data. Give objects with keys in a fixed order: equal states must give equal text. */
  json(name: string, value: unknown): void;
  /** `offset`: where in the host's log this state stands, in the host's own words; comes back on restore. */
  finish(offset: string): Uint8Array;
}

/** A checked snapshot. Every read throws `SnapshotError` when the section is missing or of another type; numbers are copies. */
export interface SnapshotReader {
  readonly offset: string;
  has(name: string): boolean;
  json<T>(name: string): T;
  u8(name: string): Uint8Array<ArrayBuffer>;
  i32(name: string): Int32Array<ArrayBuffer>;
  u32(name: string): Uint32Array<ArrayBuffer>;
  f32(name: string): Float32Array<ArrayBuffer>;
  f64(name: string): Float64Array<ArrayBuffer>;
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8;

function typeOf(numbers: SnapshotNumbers): NumberType {
  for (const type of Object.keys(numberTypes) as NumberType[]) if (numbers instanceof numberTypes[type]) return type;
  throw new TypeError('A section holds 8 bit, 32 bit or floating numbers.');
}

const bytesOf = (numbers: SnapshotNumbers): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** Typed arrays go by the order of bytes of the machine; the format is little-endian, as all common machines are. */
const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function requireLittleEndian(): void {
  if (!isLittleEndian) throw new SnapshotError('snapshot.other_format', 'Snapshots need a little-endian machine.');
}

export function createSnapshotWriter(): SnapshotWriter {
  requireLittleEndian();
  const names = new Set<string>();
  const parts: { name: string; type: NumberType | 'json'; bytes: Uint8Array }[] = [];
  const add = (name: string, type: NumberType | 'json', bytes: Uint8Array): void => {
    if (names.has(name)) throw new TypeError(`The snapshot has a section "${name}" already.`);
    names.add(name);
    parts.push({ name, type, bytes });
  };
  return {
    section: (name, numbers) => add(name, typeOf(numbers), bytesOf(numbers)),
    json: (name, value) => add(name, 'json', new TextEncoder().encode(JSON.stringify(value))),
    finish(offset) {
      add(offsetSection, 'u8', new TextEncoder().encode(offset));
      const rows = parts.map(({ name, type, bytes }) => [name, type, bytes.byteLength]);
      const table = new TextEncoder().encode(JSON.stringify(rows));
      let length = headBytes + aligned(table.byteLength);
      for (const { bytes } of parts) length += aligned(bytes.byteLength);
      const whole = new Uint8Array(length);
      whole.set(new TextEncoder().encode(magic), 0);
      const head = new DataView(whole.buffer);
      head.setUint32(8, snapshotFormat, true);
      head.setUint32(12, table.byteLength, true);
      head.setFloat64(16, length, true);
      whole.set(table, headBytes);
      let at = headBytes + aligned(table.byteLength);
      for (const { bytes } of parts) {
        whole.set(bytes, at);
        at += aligned(bytes.byteLength);
      }
      whole.set(new Uint8Array(checksumOf(whole).buffer), 24);
      return whole;
    },
  };
}

/** Four lanes in the manner of xxHash32 over all words but the checksum's own; the length must be a multiple of 8. */
function checksumOf(whole: Uint8Array): Uint32Array<ArrayBuffer> {
  const words = new Int32Array(whole.buffer, whole.byteOffset, whole.byteLength / 4);
  let [a, b, c, d] = [0x24234428, 0x85ebca77 | 0, whole.byteLength | 0, 0x61c8864f];
  const turn = (lane: number, word: number): number => {
    const sum = (lane + Math.imul(word, 0x85ebca77)) | 0;
    return Math.imul((sum << 13) | (sum >>> 19), 0x9e3779b1);
  };
  for (let index = 0; index < 6; index++) a = turn(a, words[index]!);
  let index = headBytes / 4;
  for (; index + 3 < words.length; index += 4) {
    a = turn(a, words[index]!);
    b = turn(b, words[index + 1]!);
    c = turn(c, words[index + 2]!);
    d = turn(d, words[index + 3]!);
  }
  for (; index < words.length; index++) a = turn(a, words[index]!);
  const lanes = new Uint32Array([a, b, c, d]);
  for (let round = 0; round < 8; round++) {
    const lane = round % 4;
    let mixed = (lanes[lane]! ^ lanes[(lane + 1) % 4]!) | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    lanes[lane] = mixed ^ (mixed >>> 16);
  }
  return lanes;
}

const corrupt = (): SnapshotError =>
  new SnapshotError('snapshot.corrupt', 'The snapshot is cut short or altered. Use an older one and replay.');

/** Checks the whole before any of it is used. @throws SnapshotError when it is no snapshot, of another format, cut short or altered. */
export function createSnapshotReader(bytes: Uint8Array): SnapshotReader {
  requireLittleEndian();
  // Typed arrays must begin on a multiple of their width; a view into a larger buffer may not, and is copied.
  const isAligned = bytes.byteOffset % 8 === 0;
  const whole = isAligned ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  if (new TextDecoder().decode(whole.subarray(0, 8)) !== magic) {
    throw new SnapshotError('snapshot.not_a_snapshot', 'This is not a snapshot of an interest engine.');
  }
  if (whole.byteLength < headBytes) throw corrupt();
  const head = new DataView(whole.buffer, whole.byteOffset, headBytes);
  const format = head.getUint32(8, true);
  if (format !== snapshotFormat) {
    throw new SnapshotError(
      'snapshot.other_format',
      `The snapshot has format ${format}; this engine reads ${snapshotFormat}.`,
    );
  }
  const tableBytes = head.getUint32(12, true);
  if (whole.byteLength % 8 !== 0 || head.getFloat64(16, true) !== whole.byteLength) throw corrupt();
  if (checksumOf(whole).some((lane, index) => lane !== head.getUint32(24 + index * 4, true))) throw corrupt();

  const tableText = new TextDecoder().decode(whole.subarray(headBytes, headBytes + tableBytes));
  const rows = JSON.parse(tableText) as [name: string, type: NumberType | 'json', byteLength: number][];
  const places = new Map<string, { type: NumberType | 'json'; start: number; byteLength: number }>();
  let start = headBytes + aligned(tableBytes);
  for (const [name, type, byteLength] of rows) {
    places.set(name, { type, start, byteLength });
    start += aligned(byteLength);
  }
  const bytesFor = (name: string, type: NumberType | 'json'): Uint8Array<ArrayBuffer> => {
    const place = places.get(name);
    if (place?.type !== type) {
      throw new SnapshotError('snapshot.other_format', `The snapshot has no section "${name}" of type ${type}.`);
    }
    return whole.slice(place.start, place.start + place.byteLength);
  };
  return {
    offset: new TextDecoder().decode(bytesFor(offsetSection, 'u8')),
    has: (name) => places.has(name),
    json: (name) => JSON.parse(new TextDecoder().decode(bytesFor(name, 'json'))),
    u8: (name) => bytesFor(name, 'u8'),
    i32: (name) => new Int32Array(bytesFor(name, 'i32').buffer),
    u32: (name) => new Uint32Array(bytesFor(name, 'u32').buffer),
    f32: (name) => new Float32Array(bytesFor(name, 'f32').buffer),
    f64: (name) => new Float64Array(bytesFor(name, 'f64').buffer),
  };
}
