import { record } from './layout.ts';
import { createTrainer, type Trainer } from './train.ts';
import { openWeights, type SharedWeights, shareWeights } from './weights.ts';

/**
 * Examples on their way from the thread that reads the log to the one that trains: a bounded ring in shared memory, one
 * writer, one reader, in order. The same examples in the same order give the same weights as training in line.
 */
const head = { written: 0, read: 1, words: 16 } as const;

/** @param capacity examples, rounded up to a power of two */
export function createTrainingRing(capacity = 16_384): SharedArrayBuffer {
  const places = 2 ** Math.ceil(Math.log2(Math.max(256, capacity)));
  return new SharedArrayBuffer(4 * (head.words + places * record.words));
}

/**
 * Memory for an engine that hands its examples on: give it to `createEngine({ training })`, post both buffers to a worker.
 * @param policy the engine's, for its limits
 */
export const createTraining = (
  policy: { readonly limits: { readonly embeddings: number; readonly openImpressions: number } },
  capacity?: number,
): { ring: SharedArrayBuffer; weights: SharedWeights } => ({
  ring: createTrainingRing(capacity),
  weights: shareWeights(policy.limits.embeddings, policy.limits.openImpressions),
});

export interface RingWriter {
  readonly capacity: number;
  /** Examples written and not yet learned. */
  backlog(): number;
  /** Copies one record in. Waits while the ring is full; a host that watches the backlog never gets there. */
  push(integers: Int32Array): void;
}

const placesOf = (ring: SharedArrayBuffer): number => (ring.byteLength / 4 - head.words) / record.words;
/** A full ring whose trainer does not move for so long has lost its trainer. */
const patienceMs = 30_000;

export function openRing(ring: SharedArrayBuffer): RingWriter {
  const words = new Int32Array(ring);
  const capacity = placesOf(ring);
  const backlog = (): number => (Atomics.load(words, head.written) - Atomics.load(words, head.read)) | 0;
  return {
    capacity,
    backlog,
    push(integers) {
      while (backlog() >= capacity) {
        const read = Atomics.load(words, head.read);
        if (backlog() < capacity) break;
        if (Atomics.wait(words, head.read, read, patienceMs) === 'timed-out') {
          throw new Error('The ring of training examples is full and nobody trains.');
        }
      }
      const written = Atomics.load(words, head.written);
      const place = (written >>> 0) % capacity;
      words.set(integers, head.words + place * record.words);
      Atomics.store(words, head.written, (written + 1) | 0);
      Atomics.notify(words, head.written);
    },
  };
}

export interface RingTrainer {
  /** Learns what waits, at most `most` examples; returns how many. */
  train(most: number): number;
  /** Sleeps until something waits, at most `waitMs`. False when nothing came. Not on a thread that serves. */
  wait(waitMs: number): boolean;
}

/** The training side: call in a worker with the ring and the weights of the engine that fills it. */
export function openRingTrainer(ring: SharedArrayBuffer, weights: SharedWeights): RingTrainer {
  const integers = new Int32Array(ring);
  const floats = new Float32Array(ring);
  const capacity = placesOf(ring);
  let trainer: Trainer | null = null;
  return {
    train(most) {
      // Opened late: until the first example the engine may still put saved weights in place.
      trainer ??= createTrainer(openWeights(weights, undefined, 'as it is'));
      let learned = 0;
      while (learned < most) {
        const read = Atomics.load(integers, head.read);
        if (Atomics.load(integers, head.written) === read) break;
        trainer.learn(integers, floats, head.words + ((read >>> 0) % capacity) * record.words);
        Atomics.store(integers, head.read, (read + 1) | 0);
        learned++;
      }
      if (learned > 0) Atomics.notify(integers, head.read);
      return learned;
    },
    wait(waitMs) {
      const written = Atomics.load(integers, head.written);
      if (written !== Atomics.load(integers, head.read)) return true;
      return Atomics.wait(integers, head.written, written, waitMs) !== 'timed-out';
    },
  };
}

/** Learns what waits in the ring, at most `most` examples; for a worker that keeps nothing between calls. */
export const trainFromRing = (ring: SharedArrayBuffer, weights: SharedWeights, most = 1_000): number =>
  openRingTrainer(ring, weights).train(most);
