import type { DecidedBy, ExplainedCandidate, Explanation } from './explain.ts';
import type { HeadErrors } from './head-errors.ts';
import type { Heads } from './heads.ts';
import { type PoolStatus, poolStatuses } from './pools/pool-state.ts';
import { type SourceName, sourceNames } from './source-names.ts';
import type { Reason } from './sources/source.ts';
import { valueOfComponents } from './value.ts';

/**
 * An explanation as bytes, to be kept for every page that was served: a JSON head (weights, the page's reasons, names of
 * columns), then for each candidate its id, a few small numbers and 32 bit floats. Terms are not kept: they follow from
 * weights and components. Features and errors are kept for the page alone. About 90 bytes for a candidate.
 *
 *   0  format, u8    2  candidates, u16    4  bytes of the head, u32    8  head, ids, numbers, floats
 */
const format = 2;
/** Read as well: without the states of interests. */
const formatBefore = 1;
const headAt = 8;

type PageRow = [
  index: number,
  position: number,
  propensity: number,
  reasons: readonly Reason[],
  drawnFrom: readonly string[] | null,
];

interface Head {
  requestId: string;
  policyVersion: string;
  personalised: boolean;
  considered: number;
  value: Explanation['value'];
  sources: readonly SourceName[];
  heads: (keyof Heads)[];
  features: string[];
  decisions: DecidedBy[];
  multiplierReasons: string[];
  /** Ids that are no UUIDs, by index. */
  ids: Record<number, string>;
  page: PageRow[];
}

const componentFloats = 8;
/** rank u16, sources u32, decided by, multiplier reason, load, pool. */
const smallBytes = 10;
const poolNone = 0xff;

/** The page and the best of the rest, at most `most` candidates (120), at most 65,535. */
export function packExplanation(explanation: Explanation, options: { most?: number } = {}): Uint8Array {
  const candidates = choose(explanation.candidates, Math.min(65_535, options.most ?? 120));
  const first = candidates[0];
  const decisions = new Names<DecidedBy>();
  const multiplierReasons = new Names<string>();
  const head: Head = {
    requestId: explanation.requestId,
    policyVersion: explanation.policyVersion,
    personalised: explanation.personalised,
    considered: explanation.considered,
    value: explanation.value,
    sources: sourceNames,
    heads: first ? (Object.keys(first.heads) as (keyof Heads)[]) : [],
    features: Object.keys(candidates.find(({ position }) => position !== null)?.features ?? {}),
    decisions: decisions.list,
    multiplierReasons: multiplierReasons.list,
    ids: {},
    page: [],
  };
  const idBytes = new Uint8Array(16 * candidates.length);
  const small = new DataView(new ArrayBuffer(smallBytes * candidates.length));
  const perCandidate = head.heads.length + componentFloats + 2;
  const floats: number[] = [];
  const pageFloats: number[] = [];
  candidates.forEach((candidate, index) => {
    if (!writeUuid(candidate.itemId, idBytes, 16 * index)) head.ids[index] = candidate.itemId;
    const { components, pool, position } = candidate;
    const at = smallBytes * index;
    small.setUint16(at, Math.min(65_535, candidate.rank), true);
    small.setUint32(at + 2, sourceBits(candidate.sources), true);
    small.setUint8(at + 6, decisions.indexOf(candidate.decidedBy));
    small.setUint8(
      at + 7,
      candidate.multiplierReason === null
        ? 0
        : Math.min(255, 1 + multiplierReasons.indexOf(candidate.multiplierReason)),
    );
    small.setUint8(at + 8, Number(components.load.commercial) | (Number(components.load.goods) << 1));
    small.setUint8(at + 9, pool ? (pool.pool << 4) | poolStatuses.indexOf(pool.status) : poolNone);
    for (const name of head.heads) floats.push(candidate.heads[name]!);
    const { fatigue, seen } = components.load;
    floats.push(
      components.priceMinor,
      components.ignorance,
      components.asleep,
      components.woken,
      fatigue,
      seen,
      components.multiplier,
      pool?.owedShare ?? 0,
    );
    floats.push(candidate.score, candidate.valueError);
    if (position === null) return;
    head.page.push([index, position, candidate.propensity ?? 1, candidate.reasons, candidate.drawnFrom]);
    for (const name of head.heads) pageFloats.push(candidate.errors?.[name] ?? 0);
    for (const name of head.features) pageFloats.push(candidate.features[name] ?? 0);
  });

  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const floatsAt = headAt + headBytes.length + idBytes.length + small.byteLength;
  const bytes = new Uint8Array(floatsAt + 4 * (perCandidate * candidates.length + pageFloats.length));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, format);
  view.setUint16(2, candidates.length, true);
  view.setUint32(4, headBytes.length, true);
  bytes.set(headBytes, headAt);
  bytes.set(idBytes, headAt + headBytes.length);
  bytes.set(new Uint8Array(small.buffer), headAt + headBytes.length + idBytes.length);
  let at = floatsAt;
  for (const list of [floats, pageFloats]) {
    for (const float of list) {
      view.setFloat32(at, float, true);
      at += 4;
    }
  }
  return bytes;
}

/** What `packExplanation` kept, numbers rounded to 32 bits. @throws RangeError or SyntaxError when the bytes are cut short or altered. */
export function unpackExplanation(bytes: Uint8Array): Explanation {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const written = view.getUint8(0);
  if (written !== format && written !== formatBefore)
    throw new RangeError(`A packed explanation of format ${written} is not known.`);
  const count = view.getUint16(2, true);
  const headLength = view.getUint32(4, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(headAt, headAt + headLength))) as Head;
  const idsAt = headAt + headLength;
  const smallAt = idsAt + 16 * count;
  let at = smallAt + smallBytes * count;
  const float = (): number => {
    const number = view.getFloat32(at, true);
    at += 4;
    return number;
  };
  const headsRow = (): Heads => Object.fromEntries(head.heads.map((name) => [name, float()])) as unknown as Heads;
  // Before interests had states, nothing weighed them.
  const value: Explanation['value'] = Object.assign({ asleep: 0, woken: 0 }, head.value);
  const pageRows = new Map(head.page.map((row) => [row[0], row]));
  const candidates = Array.from({ length: count }, (_, index): ExplainedCandidate => {
    const small = smallAt + smallBytes * index;
    const heads = headsRow();
    const [priceMinor, ignorance] = [float(), float()];
    const [asleep, woken] = written === formatBefore ? [0, 0] : [float(), float()];
    const [fatigue, seen, multiplier, owedShare] = [float(), float(), float(), float()];
    const load = view.getUint8(small + 8);
    const pool = view.getUint8(small + 9);
    const multiplierReason = view.getUint8(small + 7);
    const components = {
      heads,
      priceMinor,
      ignorance,
      asleep,
      woken,
      load: { commercial: (load & 1) === 1, goods: (load & 2) === 2, fatigue, seen },
      multiplier,
    };
    const row = pageRows.get(index);
    const bits = view.getUint32(small + 2, true);
    return {
      itemId: head.ids[index] ?? readUuid(bytes, idsAt + 16 * index),
      sources: head.sources.filter((_name, bit) => (bits >>> bit) & 1),
      reasons: row?.[3] ?? [],
      features: {},
      heads,
      errors: null,
      components,
      terms: valueOfComponents(components, { value }).terms,
      multiplier,
      multiplierReason: multiplierReason === 0 ? null : (head.multiplierReasons[multiplierReason - 1] ?? null),
      score: float(),
      valueError: float(),
      pool: pool === poolNone ? null : { pool: pool >> 4, status: poolStatuses[pool & 15] as PoolStatus, owedShare },
      rank: view.getUint16(small, true),
      position: row?.[1] ?? null,
      propensity: row?.[2] ?? null,
      drawnFrom: row?.[4] ?? null,
      decidedBy: head.decisions[view.getUint8(small + 6)]!,
    };
  });
  for (const [index] of head.page) {
    const errors: HeadErrors = headsRow();
    const features = Object.fromEntries(head.features.map((name) => [name, float()]));
    candidates[index] = { ...candidates[index]!, errors, features };
  }
  const { requestId, policyVersion, personalised, considered } = head;
  return { requestId, policyVersion, personalised, considered, value, candidates };
}

function choose(candidates: readonly ExplainedCandidate[], most: number): ExplainedCandidate[] {
  let room = most - candidates.filter(({ position }) => position !== null).length;
  return candidates.filter(({ position }) => position !== null || room-- > 0);
}

/** Words given numbers as they come. */
class Names<Name extends string> {
  readonly list: Name[] = [];
  indexOf(name: Name): number {
    const known = this.list.indexOf(name);
    return known >= 0 ? known : this.list.push(name) - 1;
  }
}

function sourceBits(sources: readonly SourceName[]): number {
  let bits = 0;
  for (const source of sources) bits |= 1 << sourceNames.indexOf(source);
  return bits >>> 0;
}

/** Value of a lower-case hexadecimal digit by its code; 255 for every other code. */
const digitValues = new Uint8Array(128).fill(255);
for (let value = 0; value < 16; value++) digitValues[value.toString(16).charCodeAt(0)] = value;
const isDash = (at: number): boolean => at === 8 || at === 13 || at === 18 || at === 23;

/** Writes the 16 bytes of a UUID in lower case; false when it is none, whatever was written. */
function writeUuid(id: string, bytes: Uint8Array, at: number): boolean {
  if (id.length !== 36) return false;
  let half = 0;
  for (let index = 0; index < 36; index++) {
    const code = id.charCodeAt(index);
    if (isDash(index)) {
      if (code !== 45) return false;
      continue;
    }
    const value = code < 128 ? digitValues[code]! : 255;
    if (value === 255) return false;
    const byte = at + (half >> 1);
    bytes[byte] = half & 1 ? bytes[byte]! | value : value << 4;
    half++;
  }
  return true;
}

function readUuid(bytes: Uint8Array, at: number): string {
  let digits = '';
  for (let index = 0; index < 16; index++) digits += bytes[at + index]!.toString(16).padStart(2, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
