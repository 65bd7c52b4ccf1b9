import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine, type Engine, type EventKind, type FeedRequest, type RankedItem } from './index.ts';
import { anyEvent, catalogue, dayMs, engineOf, event, request, start, video, warm } from './test-town.ts';

const ids = (page: readonly RankedItem[]): string[] => page.map(({ itemId }) => itemId);
const facts = new Map(catalogue().map((item) => [item.itemId, item]));
const scoreOf = (engine: Engine, itemId: string, more: Partial<FeedRequest> = {}): number =>
  engine.explain(request(more)).candidates.find((one) => one.itemId === itemId)!.score;

describe('the very next page', () => {
  test.each<EventKind>(['watch', 'skip', 'like', 'click', 'paid', 'refunded', 'not_interested', 'report'])(
    'changes after a %s',
    (kind) => {
      const engine = warm(engineOf());
      const before = engine.recommend(request());
      const target = ids(before)[0]!;
      engine.ingest(event('u', kind, target));
      const after = engine.recommend(request());
      expect(ids(after)).not.toContain(target);
      expect(ids(after)).not.toEqual(ids(before));
    },
  );

  test('a like lifts the category and author, a skip lowers them, a refund lowers them more than the skip', () => {
    const score = (kind?: EventKind): number => {
      const engine = warm(engineOf());
      if (kind) engine.ingest(event('u', 'paid', 'v1'));
      if (kind) engine.ingest(event('u', kind, 'v1'));
      return scoreOf(engine, 'v21');
    };
    expect(facts.get('v21')).toMatchObject({
      authorId: facts.get('v1')!.authorId,
      categoryIds: facts.get('v1')!.categoryIds,
    });
    const bought = score('delivered');
    const refunded = score('refunded');
    expect(bought).toBeGreaterThan(score());
    expect(refunded).toBeLessThan(bought);

    const plain = warm(engineOf());
    const skipped = warm(engineOf());
    skipped.ingest(event('u', 'skip', 'v1'));
    const liked = warm(engineOf());
    liked.ingest(event('u', 'like', 'v1'));
    expect(scoreOf(skipped, 'v21')).toBeLessThan(scoreOf(plain, 'v21'));
    expect(scoreOf(liked, 'v21')).toBeGreaterThan(scoreOf(plain, 'v21'));
  });

  test('"not interested" takes the item away for good and damps its category and author', () => {
    const engine = warm(engineOf());
    const before = scoreOf(engine, 'v21');
    engine.ingest(event('u', 'not_interested', 'v1'));
    expect(scoreOf(engine, 'v21')).toBeLessThan(before);
    const later = request({ at: start + 300 * dayMs, allowSeen: true, size: 50 });
    expect(engine.retrieve(later).map(({ itemId }) => itemId)).not.toContain('v1');
  });

  test('what one person wants together moves what another is shown', () => {
    const engine = warm(engineOf());
    const anchor = (): string[] =>
      engine
        .retrieve(request({ viewerId: 'other' }))
        .filter(({ sources }) => sources.includes('item-item'))
        .map(({ itemId }) => itemId);
    engine.ingest(event('other', 'like', 'v2'));
    expect(anchor()).not.toContain('v33');
    for (const viewer of ['f1', 'f2']) {
      engine.ingest(event(viewer, 'like', 'v2'));
      engine.ingest(event(viewer, 'like', 'v33'));
    }
    expect(anchor()).toContain('v33');
    const shown = engine.explain(request({ viewerId: 'other' })).candidates.find(({ itemId }) => itemId === 'v33')!;
    expect(shown.reasons).toContainEqual({ code: 'wanted_together', params: ['v2'] });
    for (const viewer of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7']) {
      engine.ingest(event(viewer, 'like', 'v2'));
      engine.ingest(event(viewer, 'report', 'v33'));
    }
    expect(anchor()).not.toContain('v33');
  });
});

describe('the viewer decides', () => {
  test('with personalisation off nothing about the viewer is read', () => {
    fc.assert(
      fc.property(fc.array(anyEvent(), { maxLength: 80 }), fc.boolean(), (events, bySetting) => {
        const engine = engineOf();
        for (const one of events) engine.ingest(one);
        if (bySetting) for (const viewer of ['u0', 'u1', 'stranger']) engine.setPersonalisation(viewer, false);
        const pages = ['u0', 'u1', 'stranger'].map((viewerId) =>
          engine.recommend(
            request({
              viewerId,
              at: start + 20 * dayMs,
              followedAuthorIds: [`a${viewerId.length}`],
              ...(bySetting ? {} : { personalised: false }),
            }),
          ),
        );
        expect(pages[1]).toEqual(pages[0]);
        expect(pages[2]).toEqual(pages[0]);
        for (const { sources } of pages[0]!) {
          expect(sources.every((source) => ['trending', 'fresh', 'explore', 'pool'].includes(source))).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('switched off, nothing personal is kept or learned; the public counts go on', () => {
    const engine = engineOf();
    engine.ingest(event('u', 'like', 'v1'));
    expect(engine.viewerInterests('u', start).length).toBeGreaterThan(0);
    engine.setPersonalisation('u', false);
    engine.ingest(event('u', 'like', 'v2'));
    expect(engine.viewerInterests('u', start)).toEqual([]);
    expect(engine.publicStanding('v2', start)!.impressions).toBe(1);
    engine.setPersonalisation('u', true);
    expect(engine.viewerInterests('u', start)).toEqual([]);
  });

  test('learned interests are shown, pinned ones stand first, blocked ones never appear', () => {
    const engine = warm(engineOf());
    for (const id of ['v1', 'v5', 'v9']) engine.ingest(event('u', 'like', id));
    const [first] = engine.viewerInterests('u', start).filter(({ kind }) => kind === 'category');
    expect(first).toMatchObject({ id: 'tea', origin: 'learned' });
    engine.setViewerTags('u', [
      { kind: 'category', id: 'outdoor', weight: 1, state: 'pinned' },
      { kind: 'category', id: 'tea', weight: 0, state: 'blocked' },
      { kind: 'category', id: 'no-such-category', weight: 1 },
      { kind: 'tag', id: 't1', weight: Number.NaN },
    ]);
    const interests = engine.viewerInterests('u', start);
    expect(interests[0]).toEqual({ kind: 'category', id: 'outdoor', weight: 1, state: 'pinned', origin: 'edited' });
    expect(interests.some(({ id }) => id === 'no-such-category' || id === 'NaN')).toBe(false);
    const categories = engine.retrieve(request({ size: 50 })).map(({ itemId }) => facts.get(itemId)!.categoryIds[0]);
    expect(categories).not.toContain('tea');
    expect(categories).toContain('outdoor');
  });

  test('signing in brings the history along, and the old viewer is gone', () => {
    const engine = warm(engineOf());
    engine.ingest(event('anonymous', 'like', 'v1'));
    engine.ingest(event('anonymous', 'not_interested', 'v2'));
    engine.ingest(event('account', 'like', 'v3'));
    engine.mergeViewers('anonymous', 'account');
    const categories = engine.viewerInterests('account', start).map(({ id }) => id);
    expect(categories).toEqual(expect.arrayContaining(['tea', 'craft']));
    const offered = engine
      .retrieve(request({ viewerId: 'account', allowSeen: true, size: 50 }))
      .map(({ itemId }) => itemId);
    expect(offered).not.toContain('v2');
    expect(engine.viewerInterests('anonymous', start)).toEqual([]);
    engine.forgetViewer('account');
    expect(engine.viewerInterests('account', start)).toEqual([]);
  });
});

test('whether an item may come again does not depend on how many the sources put forward', () => {
  const engine = createEngine({ seed: 'many' });
  for (let index = 0; index < 700; index++) engine.upsertItem(video(`m${index}`));
  engine.ingest(event('u', 'not_interested', 'm3'));
  const again = request({ allowSeen: true });
  const welcome = Array.from({ length: 700 }, (_, index) => `m${index}`).filter((id) => engine.admits(id, again));
  expect(welcome).toHaveLength(699);
  expect(welcome).not.toContain('m3');
  expect(engine.admits('nobody-knows-it', again)).toBe(false);
});
