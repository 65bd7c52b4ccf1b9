import {
  doublesLength,
  factors,
  gates,
  guess,
  headsOfModel,
  ofHead,
  row,
  type SnapshotReader,
  type SnapshotWriter,
} from './layout.ts';

/**
 * Everything that training changes: the table of embeddings and the parameters of the heads. In shared memory a worker
 * trains while others read, without locks: a reader may meet a row half a step old, never a broken number.
 */
export interface Weights {
  rows: Float32Array;
  readonly doubles: Float64Array;
  /** By open impression: what was guessed before its first label, so that a correction is held against the same guess. */
  guesses: Float32Array;
  /** Makes room for a row; shared memory has all its rows from the beginning. */
  reach(slot: number): void;
  reachGuess(impression: number): void;
  save(writer: SnapshotWriter, slots: number, impressions: number): void;
}

/** The memory of weights for a worker that trains; goes through `postMessage`. */
export interface SharedWeights {
  readonly rows: SharedArrayBuffer;
  /** One number: rows from this one on were never written. */
  readonly reached: SharedArrayBuffer;
  readonly doubles: SharedArrayBuffer;
  readonly guesses: SharedArrayBuffer;
}

/** The join may go a little over its limit before it makes room. */
const spareImpressions = 64;

export function shareWeights(slotsMax: number, impressionsMax: number): SharedWeights {
  return {
    rows: new SharedArrayBuffer(slotsMax * row.length * 4),
    reached: new SharedArrayBuffer(4),
    doubles: new SharedArrayBuffer(doublesLength * 8),
    guesses: new SharedArrayBuffer((impressionsMax + spareImpressions) * guess.length * 4),
  };
}

/** Weights in memory of their own, which grows, or in shared memory; as saved, new, or as another thread left them. */
export function openWeights(shared?: SharedWeights, saved?: SnapshotReader, found?: 'as it is'): Weights {
  const doubles = new Float64Array(shared?.doubles ?? new ArrayBuffer(doublesLength * 8));
  const reached = shared ? new Int32Array(shared.reached) : undefined;
  const kept = saved?.f32('model.rows');
  const keptGuesses = saved?.f32('model.guesses');
  const widen = (array: Float32Array<ArrayBufferLike>, length: number): Float32Array<ArrayBufferLike> => {
    const wider = new Float32Array(Math.max(length, array.length * 2));
    wider.set(array);
    return wider;
  };
  const weights: Weights = {
    guesses: shared ? new Float32Array(shared.guesses) : (keptGuesses ?? new Float32Array(64 * guess.length)),
    rows: shared ? new Float32Array(shared.rows) : (kept ?? new Float32Array(64 * row.length)),
    doubles,
    reach(slot) {
      // Whoever trains is the only one who writes rows, and so this.
      if (reached) reached[0] = Math.max(reached[0]!, slot + 1);
      const length = (slot + 1) * row.length;
      if (length > weights.rows.length) weights.rows = widen(weights.rows, length);
    },
    reachGuess(impression) {
      const length = (impression + 1) * guess.length;
      if (length > weights.guesses.length) weights.guesses = widen(weights.guesses, length);
    },
    save(writer, slots, impressions) {
      if (!shared) weights.reach(slots);
      weights.reachGuess(impressions);
      writer.section('model.rows', weights.rows.slice(0, slots * row.length));
      writer.section('model.doubles', doubles.slice());
      writer.section('model.guesses', weights.guesses.slice(0, impressions * guess.length));
    },
  };
  if (found) return weights;
  if (saved) {
    if (reached && kept) {
      const used = kept.subarray(0, weights.rows.length);
      weights.rows.set(used);
      // No further than was written: in shared memory even reading claims the page, and most rows of a small shop are never used.
      weights.rows.fill(0, used.length, Math.max(used.length, reached[0]! * row.length));
      reached[0] = used.length / row.length;
    }
    if (shared && keptGuesses) weights.guesses.set(keptGuesses.subarray(0, weights.guesses.length));
    doubles.set(saved.f64('model.doubles').subarray(0, doublesLength));
  } else {
    doubles.fill(0);
    for (let head = 0; head < headsOfModel; head++) startHead(doubles, head * ofHead.length);
  }
  return weights;
}

/** What being drawn adds to the log odds of a new head: less than it will be found to say. */
const drawnAtFirst = 0.5;

/** A new head says what counts and lens say: scales of one, no residual let in. */
function startHead(doubles: Float64Array, at: number): void {
  doubles[at + ofHead.base] = 1;
  doubles[at + ofHead.base + 1] = 1;
  doubles[at + ofHead.base + 3] = drawnAtFirst;
  doubles[at + ofHead.platt] = 1;
  for (let factor = 0; factor < factors; factor++) doubles[at + ofHead.mix + factor] = 1;
  // The residual has to earn its place: a lead of so much log loss is given to those who let less of it in.
  for (let gate = 0; gate < gates.length; gate++) doubles[at + ofHead.gateLosses + gate] = 2 * gates[gate]!;
}

const spread = 0.1;

/** Makes a row new: small numbers that follow from its place alone, so that every process makes the same. */
export function renewRow(rows: Float32Array, slot: number): void {
  const start = slot * row.length;
  rows.fill(0, start, start + row.length);
  let state = Math.imul(slot + 1, 0x9e3779b1);
  for (let factor = 0; factor < factors; factor++) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    rows[start + factor] = (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 - 0.5) * 2 * spread;
  }
}
