import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBlockStore } from './block-store.ts';
import { createEngine } from './index.ts';
import { bytesOfPacked, packedBytes, packViewer, unpackViewer } from './pack-viewer.ts';
import { signals } from './signal.ts';
import { createSnapshotReader } from './snapshot-sections.ts';
import { anyChange, apply, engineOf, event, start, video } from './test-town.ts';
import { strengthOfMask } from './viewer-state.ts';
import { createViewerStore } from './viewer-store.ts';

test('a packed viewer comes back exactly', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 80 }), (changes) => {
      const engine = engineOf();
      for (const change of changes) apply(engine, change);
      for (const [, viewer] of createViewerStore(createSnapshotReader(engine.snapshot())).latest(10)) {
        const packed = { buffer: new Uint8Array(packedBytes(viewer) + 8).fill(255).buffer, start: 8 };
        packViewer(viewer, packed);
        expect(unpackViewer(packed)).toEqual(viewer);
        expect(bytesOfPacked(packed)).toBe(packedBytes(viewer));
      }
    }),
    { numRuns: 40 },
  );
});

test('viewers put aside and taken out again are the same as if they had stayed', () => {
  const items = ['a', 'b', 'c'].map((id) => video(id, { categoryIds: [id] }));
  const crowded = engineOf(items);
  const crowd = 9_000;
  const say = (viewer: string, index: number) =>
    ({ ...event(viewer, 'like', items[index % 3]!.itemId), id: `${viewer}-${index}`, at: start + index }) as const;
  crowded.ingest(say('first', 0));
  for (let index = 0; index < crowd; index++) crowded.ingest(say(`v${index}`, index));
  crowded.ingest(say('first', 1));
  // The one restored from the snapshot has unpacked nobody yet.
  const restored = createEngine({ seed: 'test' });
  restored.restore(crowded.snapshot());
  for (const engine of [crowded, restored]) engine.ingest(say('first', 2));
  expect(Buffer.compare(restored.snapshot(), crowded.snapshot())).toBe(0);
  expect(crowded.viewerInterests('first', start).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(crowded.stats().viewers).toBe(crowd + 1);
});

test('blocks do not overlap, are used again when freed, and the largest fit too', () => {
  const blocks = createBlockStore();
  const sizes = [8, 250, 257, 2_000, 16_385, 300_000, 2_000, 8];
  const handles = sizes.map((size, index) => {
    const handle = blocks.take(size);
    new Uint8Array(blocks.bufferOf(handle), blocks.startOf(handle), size).fill(index + 1);
    return handle;
  });
  for (const [index, handle] of handles.entries()) {
    const block = new Uint8Array(blocks.bufferOf(handle), blocks.startOf(handle), sizes[index]!);
    expect(block.every((byte) => byte === index + 1)).toBe(true);
  }
  blocks.free(handles[3]!);
  expect(blocks.take(1_990)).toBe(handles[3]);
});

test('every strength and every signal fits into the packed form of an encounter', () => {
  for (const signal of Object.values(signals)) {
    expect(signal).toBeLessThan(26);
    const strength = strengthOfMask(1 << signal);
    expect(Math.round(strength * 20) / 20).toBe(strength);
  }
});
