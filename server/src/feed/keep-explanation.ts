import { setTimeout as startTimer } from 'node:timers';
import { type Candidate, type Explanation, packExplanation, unpackExplanation } from '@haowu/interest-engine';
import type { World } from '../kernel/index.ts';
import { type DrawnSlot, recordDrawnSlots } from '../recommender/index.ts';
import { insertExplanations, type PackedExplanation } from './store.ts';

/** What the engine thought when it was asked once: all it put forward, counted, and the best of it explained. */
export type Thought = {
  policyVersion: string;
  /** Candidates there were. */
  considered: number;
  sourceCounts: Record<string, number>;
  /** See `packExplanation`. */
  packed: Uint8Array;
};

/** Packed at once: hundreds of candidates kept across the reads of a page would outlive every collection of young garbage. */
export const thoughtOf = (explanation: Explanation, candidates: readonly Candidate[]): Thought => ({
  policyVersion: explanation.policyVersion,
  considered: explanation.considered,
  sourceCounts: countSources(candidates),
  packed: packExplanation(explanation),
});

type Kept = { requestId: string; servedAt: Date; thoughts: readonly Thought[]; slots: readonly DrawnSlot[] };
type Buffered = { waiting: Kept[]; writing: Promise<void>; timer: NodeJS.Timeout | undefined };

const gatherMs = 100;
/** Pages in one statement. */
const batchMax = 16;
/** More than this waits only when the database cannot keep up; then explanations are given up before pages are. */
const waitingMax = 2_000;

const buffers = new WeakMap<World, Buffered>();

/**
 * Keeps why a page was as it was, and the places that were drawn evenly on it. Returns at once: they are written beside
 * the page, a few hundred pages a second in some ten statements.
 */
export function keepExplanation(world: World, kept: Kept): void {
  if (kept.thoughts.length === 0) return;
  const buffer = buffers.get(world) ?? { waiting: [], writing: Promise.resolve(), timer: undefined };
  buffers.set(world, buffer);
  if (buffer.waiting.length >= waitingMax) {
    world.metrics.counter('haowu_feed_explanations_dropped_total', 'Explanations of pages that were not kept').inc();
    return;
  }
  buffer.waiting.push(kept);
  buffer.timer ??= startTimer(() => {
    buffer.timer = undefined;
    void flushExplanations(world);
  }, gatherMs);
  buffer.timer.unref();
}

/** Writes what waits; never fails: a page without its explanation is still a page. */
export function flushExplanations(world: World): Promise<void> {
  const buffer = buffers.get(world);
  if (!buffer) return Promise.resolve();
  buffer.writing = buffer.writing.then(async () => {
    try {
      while (buffer.waiting.length > 0) await writeBatch(world, buffer.waiting.splice(0, batchMax));
    } catch (error) {
      world.log.warn({ err: error }, 'explanations of some pages were not kept');
    }
  });
  return buffer.writing;
}

async function writeBatch(world: World, batch: readonly Kept[]): Promise<void> {
  const packed = batch.map(
    ({ requestId, servedAt, thoughts }): PackedExplanation => ({
      requestId,
      servedAt,
      // The first time alone: later rounds fill places of cards that had vanished, from the same candidates.
      sourceCounts: thoughts[0]?.sourceCounts ?? {},
      packed: frame(thoughts.map((thought) => thought.packed)),
    }),
  );
  await insertExplanations(world.database, packed);
  await recordDrawnSlots(
    world,
    batch.flatMap(({ slots }) => slots),
  );
}

function countSources(candidates: readonly Candidate[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sources } of candidates) {
    for (const source of sources) counts[source] = (counts[source] ?? 0) + 1;
  }
  return counts;
}

/** Each part after its length in bytes, 32 bits. */
function frame(parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(part.length);
      return [length, part];
    }),
  );
}

/** @throws RangeError or SyntaxError when the bytes are cut short or altered. */
export function unframe(packed: Buffer): Explanation[] {
  const explanations: Explanation[] = [];
  for (let at = 0; at < packed.length; ) {
    const end = at + 4 + packed.readUInt32LE(at);
    // A copy of its own: typed arrays inside must begin at the beginning.
    explanations.push(unpackExplanation(Uint8Array.from(packed.subarray(at + 4, end))));
    at = end;
  }
  return explanations;
}
