import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine, SnapshotError } from './index.ts';
import { anyChange, apply, dayMs, engineOf, event, start } from './test-town.ts';

describe('snapshot and replay', () => {
  test('a snapshot taken anywhere, restored and replayed to the end, is bit-equal to the live engine', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 150 }), fc.nat(150), (changes, cut) => {
        const live = engineOf();
        for (const change of changes.slice(0, cut)) apply(live, change);
        const restored = createEngine({ seed: 'test' });
        restored.restore(live.snapshot());
        expect(restored.snapshot()).toBe(live.snapshot());
        for (const change of changes.slice(cut)) {
          apply(live, change);
          apply(restored, change);
        }
        expect(restored.snapshot()).toBe(live.snapshot());
        const request = { requestId: 'r', at: start + 21 * dayMs, viewerId: 'u1', size: 10, allowSeen: true };
        expect(restored.recommend(request)).toEqual(live.recommend(request));
        expect(restored.explain(request)).toEqual(live.explain(request));
      }),
      { numRuns: 60 },
    );
  });

  test('asking changes nothing', () => {
    const engine = engineOf();
    engine.ingest(event('u', 'like', 'v1'));
    const before = engine.snapshot();
    const request = { requestId: 'r', at: start + dayMs, viewerId: 'u', size: 10 };
    engine.recommend(request);
    engine.explain(request);
    engine.viewerInterests('u', start + 300 * dayMs);
    expect(engine.snapshot()).toBe(before);
  });

  test('a cut, altered or foreign snapshot is refused and the state stays', () => {
    const engine = engineOf();
    engine.ingest(event('u', 'like', 'v1'));
    const good = engine.snapshot();
    const cases: [string, string][] = [
      ['', 'snapshot.not_a_snapshot'],
      ['{"items":[]}', 'snapshot.not_a_snapshot'],
      [good.slice(0, -20), 'snapshot.corrupt'],
      [good.replace('"v1"', '"vX"'), 'snapshot.corrupt'],
      [good.replace('haowu-interest-engine 1', 'haowu-interest-engine 2'), 'snapshot.other_format'],
    ];
    for (const [text, code] of cases) {
      expect(() => engine.restore(text)).toThrow(SnapshotError);
      expect(() => engine.restore(text)).toThrow(expect.objectContaining({ code }));
    }
    expect(engine.snapshot()).toBe(good);
  });
});
