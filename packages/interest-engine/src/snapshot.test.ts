import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine, SnapshotError } from './index.ts';
import { createSnapshotReader, createSnapshotWriter } from './snapshot-sections.ts';
import { anyChange, apply, dayMs, engineOf, event, start } from './test-town.ts';

function livedEngine(): Engine {
  const engine = engineOf();
  for (let index = 0; index < 60; index++) engine.ingest(event(`u${index % 4}`, 'like', `v${(index * 7) % 40}`));
  engine.setViewerTags('u1', [{ kind: 'tag', id: 't1', weight: 0.5, state: 'blocked' }]);
  engine.ingest(event('u2', 'not_interested', 'v3'));
  return engine;
}

describe('snapshot and replay', () => {
  test('a snapshot taken anywhere, restored and replayed to the end, is bit-equal to the live engine', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 150 }), fc.nat(150), (changes, cut) => {
        const live = engineOf();
        for (const change of changes.slice(0, cut)) apply(live, change);
        const restored = createEngine({ seed: 'test' });
        restored.restore(live.snapshot());
        expect(restored.snapshot()).toEqual(live.snapshot());
        for (const change of changes.slice(cut)) {
          apply(live, change);
          apply(restored, change);
        }
        expect(restored.snapshot()).toEqual(live.snapshot());
        const request = { requestId: 'r', at: start + 21 * dayMs, viewerId: 'u1', size: 10, allowSeen: true };
        expect(restored.recommend(request)).toEqual(live.recommend(request));
        expect(restored.explain(request)).toEqual(live.explain(request));
      }),
      { numRuns: 60 },
    );
  });

  test('asking changes nothing', () => {
    const engine = livedEngine();
    const before = engine.snapshot();
    const request = { requestId: 'r', at: start + dayMs, viewerId: 'u1', size: 10 };
    engine.recommend(request);
    engine.explain(request);
    engine.viewerInterests('u1', start + 300 * dayMs);
    expect(engine.snapshot()).toEqual(before);
  });

  test('the offset of the host comes back', () => {
    const engine = livedEngine();
    const bytes = engine.snapshot('事实 17 / actions 4');
    expect(createEngine({ seed: 'test' }).restore(bytes)).toBe('事实 17 / actions 4');
    expect(engine.snapshot('18')).not.toEqual(bytes);
  });

  test('a view into a larger buffer at any place is read like a whole one', () => {
    const bytes = livedEngine().snapshot('o');
    for (const shift of [0, 1, 3, 8]) {
      const larger = Buffer.alloc(bytes.length + 16, 255);
      larger.set(bytes, shift);
      const engine = createEngine({ seed: 'test' });
      engine.restore(larger.subarray(shift, shift + bytes.length));
      expect(engine.snapshot('o')).toEqual(bytes);
    }
  });
});

describe('a snapshot that is not whole', () => {
  const bytes = livedEngine().snapshot('offset');
  const refusedWith = (changed: Uint8Array, code: string): void => {
    const engine = engineOf();
    engine.ingest(event('u', 'like', 'v1'));
    const before = engine.snapshot();
    expect(() => engine.restore(changed)).toThrow(expect.objectContaining({ name: 'SnapshotError', code }));
    expect(engine.snapshot()).toEqual(before);
  };

  test('is refused when foreign or of another format', () => {
    refusedWith(new Uint8Array(), 'snapshot.not_a_snapshot');
    refusedWith(new TextEncoder().encode('{"items":[]}'), 'snapshot.not_a_snapshot');
    const other = bytes.slice();
    other[8] = 1;
    refusedWith(other, 'snapshot.other_format');
  });

  test('is refused when cut at the border of any section, and a byte before and after it', () => {
    const table = new DataView(bytes.buffer).getUint32(12, true);
    const sections = JSON.parse(new TextDecoder().decode(bytes.subarray(40, 40 + table))) as [string, string, number][];
    expect(sections.length).toBeGreaterThan(10);
    const borders = [8, 40, 40 + Math.ceil(table / 8) * 8];
    for (const [, , length] of sections) borders.push(borders.at(-1)! + Math.ceil(length / 8) * 8);
    expect(borders.at(-1)).toBe(bytes.length);
    for (const border of borders) {
      for (const end of [border - 8, border - 1, border, border + 1]) {
        if (end < bytes.length && end >= 8) refusedWith(bytes.subarray(0, end), 'snapshot.corrupt');
      }
    }
  });

  test('is refused when any one byte is altered', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const altered = bytes.slice();
        altered[place]! ^= change;
        expect(() => createSnapshotReader(altered)).toThrow(SnapshotError);
      }),
      { numRuns: 300 },
    );
  });

  test('is refused when a stretch is zero, as a disk may leave it', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 4096 }), (place, length) => {
        const altered = bytes.slice();
        altered.fill(0, place, place + length);
        fc.pre(altered.some((byte, index) => byte !== bytes[index]));
        expect(() => createSnapshotReader(altered)).toThrow(SnapshotError);
      }),
      { numRuns: 200 },
    );
  });
});

test('sections come back as they were; a wrong name or type is refused', () => {
  const writer = createSnapshotWriter();
  writer.section('a', Float64Array.from([0.1, Number.NaN, -0]));
  writer.section('b', Uint8Array.from([1, 2, 3]));
  writer.json('c', { 好: ['物'] });
  writer.section('d', Float32Array.from([1.5]));
  writer.section('e', Int32Array.from([-1]));
  expect(() => writer.json('a', 1)).toThrow(TypeError);
  const reader = createSnapshotReader(writer.finish('x'));
  expect([...reader.f64('a')]).toEqual([0.1, Number.NaN, -0]);
  expect([...reader.u8('b')]).toEqual([1, 2, 3]);
  expect(reader.json('c')).toEqual({ 好: ['物'] });
  expect([...reader.f32('d')]).toEqual([1.5]);
  expect([...reader.i32('e')]).toEqual([-1]);
  expect(() => reader.f32('a')).toThrow(SnapshotError);
  expect(() => reader.json('none')).toThrow(SnapshotError);
});
