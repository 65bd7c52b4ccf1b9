/**
 * Reads a table of events: plain or gzip, separated by tabs, commas or spaces, with a header naming its columns.
 * Promises: columns as typed arrays and interned ids, one line of memory at a time, each bad row counted with its line and reason.
 * Never guesses a column: what the header does not name is absent.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import type { IdTable } from '../src/id-table.ts';

/**
 * A column one would like to have. `id`: text, interned in `names` (up to 256 characters). `number`: finite, within `min` and `max`.
 * `time`: unix seconds, from seconds, milliseconds (above 1e11) or an ISO date.
 * A value that does not fit refuses its row, or, when there is a `fallback`, is replaced by it and counted as absorbed. With the
 * fallback NaN the row stays, broken: whoever asked for the table leaves it out.
 */
export type Column = {
  name: string;
  aliases?: readonly string[];
  required?: boolean;
} & (
  | {
      kind: 'id';
      names: IdTable;
      /** Ids outside `names` become -1 instead of new. */
      knownOnly?: boolean;
      /** An empty value becomes -1 instead of refusing its row. */
      mayBeEmpty?: boolean;
    }
  | { kind: 'number'; min?: number; max?: number; fallback?: number }
  | { kind: 'time'; fallback?: number }
);

type ReadOptions = {
  /** Keep a refused row in its place, with ids -1 and numbers NaN, so that rows and lines still correspond. */
  keepRefused?: boolean;
  /** Where remarks go; standard error unless given. */
  say?: (line: string) => void;
};

export type Table = {
  file: string;
  rows: number;
  ids: Record<string, Int32Array | undefined>;
  numbers: Record<string, Float64Array | undefined>;
  refused: number;
  absorbed: number;
};

const remarksMax = 5;
const lineLengthMax = 1_000_000;

export async function readTable(file: string, columns: Column[], options: ReadOptions = {}): Promise<Table> {
  const say = options.say ?? ((line: string) => process.stderr.write(`${line}\n`));
  await expectFile(file);
  const reader = new TableReader(file, columns, options.keepRefused ?? false, say);
  for await (const lines of readLines(file)) for (const line of lines) reader.take(line);
  return reader.finish();
}

async function expectFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new Error(`There is no file "${file}".`);
  if (found.isDirectory()) throw new Error(`"${file}" is a folder, not a table.`);
}

/** Batches of whole lines, without their ends. */
async function* readLines(file: string): AsyncGenerator<string[]> {
  const raw = createReadStream(file, { highWaterMark: 1 << 18 });
  let input: Readable = raw;
  if (file.endsWith('.gz')) {
    const unzip = createGunzip({ chunkSize: 1 << 18 });
    raw.on('error', (error) => unzip.destroy(error));
    input = raw.pipe(unzip);
  }
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of input) {
      const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > lineLengthMax) throw new Error(`"${file}" has a line longer than ${lineLengthMax} characters.`);
      yield lines;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('Z_')) throw new Error(`"${file}" is not a whole gzip file (${code}).`);
    throw error;
  }
  rest += decoder.end();
  if (rest !== '') yield [rest];
}

type Slot = { column: Column; field: number; ids: Int32Array; numbers: Float64Array };

class TableReader {
  readonly #file: string;
  readonly #columns: Column[];
  readonly #keepRefused: boolean;
  readonly #say: (line: string) => void;
  #slots: Slot[] | undefined;
  #separator = '\t';
  #line = 0;
  #rows = 0;
  #room = 0;
  #refused = 0;
  #absorbed = 0;
  #breaking = 0;
  #comments = 0;

  constructor(file: string, columns: Column[], keepRefused: boolean, say: (line: string) => void) {
    this.#file = file;
    this.#columns = columns;
    this.#keepRefused = keepRefused;
    this.#say = say;
  }

  take(text: string): void {
    this.#line++;
    const from = this.#line === 1 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const line = text.slice(from, text.endsWith('\r') ? -1 : undefined);
    if (line === '') return;
    if (line.charCodeAt(0) === 35) {
      if (this.#slots) this.#comments++;
      return;
    }
    if (!this.#slots) {
      this.#openHeader(line);
      return;
    }
    if (this.#rows === this.#room) this.#grow(this.#slots);
    const row = this.#rows;
    const fields = splitLine(line, this.#separator);
    for (const slot of this.#slots) {
      const problem = this.#put(slot, row, fields[slot.field]);
      if (problem === undefined) continue;
      this.#remark(++this.#refused, `line ${this.#line} refused: ${problem}`);
      if (!this.#keepRefused) return;
      for (const each of this.#slots) {
        if (each.column.kind === 'id') each.ids[row] = -1;
        else each.numbers[row] = Number.NaN;
      }
      break;
    }
    this.#rows++;
  }

  finish(): Table {
    if (!this.#slots) throw new Error(`"${this.#file}" is empty; a header naming its columns is expected.`);
    const table: Table = {
      file: this.#file,
      rows: this.#rows,
      ids: {},
      numbers: {},
      refused: this.#refused,
      absorbed: this.#absorbed,
    };
    for (const { column, ids, numbers } of this.#slots) {
      if (column.kind === 'id') table.ids[column.name] = ids.slice(0, this.#rows);
      else table.numbers[column.name] = numbers.slice(0, this.#rows);
    }
    this.#summarise();
    return table;
  }

  #summarise(): void {
    const counts = [`${this.#rows} rows`, `${this.#refused} refused`];
    if (this.#absorbed > 0 || this.#breaking === 0) counts.push(`${this.#absorbed} values replaced`);
    if (this.#breaking > 0) counts.push(`${this.#breaking} values that break their rows`);
    if (this.#refused + this.#absorbed + this.#breaking > 0) this.#say(`${this.#file}: ${counts.join(', ')}`);
    // An id may begin with #, so whoever has such ids must hear that their rows are gone.
    if (this.#comments > 0)
      this.#say(`${this.#file}: lines skipped as comments, as they begin with #: ${this.#comments}`);
  }

  #openHeader(line: string): void {
    this.#separator = line.includes('\t') ? '\t' : line.includes(',') ? ',' : ' ';
    const names = splitLine(line, this.#separator).map((name) => name.trim().toLowerCase());
    this.#slots = [];
    for (const column of this.#columns) {
      const field = [column.name, ...(column.aliases ?? [])].map((name) => names.indexOf(name)).find((at) => at >= 0);
      if (field === undefined) {
        if (!column.required) continue;
        const hint =
          names.length === 1 || line.includes(';') ? ' Columns are separated by tabs, commas or spaces.' : '';
        throw new Error(
          `"${this.#file}" has no column "${column.name}"; its header names ${names.slice(0, 20).join(', ')}.${hint}`,
        );
      }
      this.#slots.push({ column, field, ids: new Int32Array(0), numbers: new Float64Array(0) });
    }
    // Ids last, so that a row refused for a number leaves no new id behind.
    this.#slots.sort((left, right) => Number(left.column.kind === 'id') - Number(right.column.kind === 'id'));
  }

  #grow(slots: Slot[]): void {
    this.#room = Math.max(4096, this.#room * 2);
    for (const slot of slots) {
      if (slot.column.kind === 'id') {
        const ids = new Int32Array(this.#room);
        ids.set(slot.ids);
        slot.ids = ids;
      } else {
        const numbers = new Float64Array(this.#room);
        numbers.set(slot.numbers);
        slot.numbers = numbers;
      }
    }
  }

  /** Stores one value; a text says why the row must be refused. */
  #put(slot: Slot, row: number, text: string | undefined): string | undefined {
    const { column } = slot;
    if (column.kind === 'id') {
      if (text === undefined || text === '') {
        slot.ids[row] = -1;
        return column.mayBeEmpty ? undefined : `${column.name} is missing`;
      }
      if (text.length > 256) return `${column.name} is longer than 256 characters`;
      slot.ids[row] = column.knownOnly ? column.names.find(text) : column.names.intern(text);
      return undefined;
    }
    const value =
      column.kind === 'time' ? parseTime(text) : text === undefined || text === '' ? Number.NaN : Number(text);
    const fits =
      Number.isFinite(value) &&
      (column.kind === 'time' || (value >= (column.min ?? -Infinity) && value <= (column.max ?? Infinity)));
    if (fits) {
      slot.numbers[row] = value;
      return undefined;
    }
    const problem = `${column.name} is ${text === undefined || text === '' ? 'missing' : `"${text.slice(0, 40)}"`}`;
    if (column.fallback === undefined) return problem;
    slot.numbers[row] = column.fallback;
    if (Number.isNaN(column.fallback)) {
      this.#remark(++this.#breaking, `line ${this.#line}: ${problem}, its row is left out as broken`);
    } else this.#remark(++this.#absorbed, `line ${this.#line}: ${problem}, taken as ${column.fallback}`);
    return undefined;
  }

  #remark(count: number, text: string): void {
    if (count <= remarksMax) this.#say(`${this.#file}: ${text}`);
  }
}

/** Commas may stand inside double quotes; a run of spaces is one separator. */
function splitLine(line: string, separator: string): string[] {
  if (separator === ' ') return line.trim().split(/[ \t]+/);
  if (separator === '\t' || !line.includes('"')) return line.split(separator);
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at];
    if (sign === '"') {
      if (quoted && line[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = !quoted;
    } else if (sign === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += sign;
  }
  fields.push(field);
  return fields;
}

/** Unix seconds from seconds, milliseconds or an ISO date; NaN when it is none of them or outside the years 1970 to 2200. */
export function parseTime(text: string | undefined): number {
  if (text === undefined || text === '') return Number.NaN;
  let seconds = Number(text);
  if (Number.isNaN(seconds)) seconds = /^\d{4}-\d{2}/.test(text) ? Date.parse(withZone(text)) / 1000 : Number.NaN;
  else if (seconds > 1e11) seconds /= 1000;
  return seconds >= 0 && seconds < 7_258_118_400 ? seconds : Number.NaN;
}

/** A time of day without a zone means UTC. */
function withZone(text: string): string {
  return /\d{2}:\d{2}/.test(text) && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? `${text.replace(' ', 'T')}Z` : text;
}
