import { expect, test } from 'vitest';
import { createEngine, type ItemFacts } from './index.ts';
import { createRandom } from './random.ts';
import { dayMs, event, start, video } from './test-town.ts';

/** A town of 40 viewers, each with two hidden loves out of eight categories, swiping six pages of a fresh feed. */
function swipeTown(personalised: boolean) {
  const random = createRandom('town');
  const items: ItemFacts[] = Array.from({ length: 1200 }, (_, index) =>
    video(`v${index}`, {
      authorId: `a${index % 60}`,
      categoryIds: [`c${index % 8}`],
      tags: [`look-${index % 24}`],
      publishedAt: start - Math.floor(random() * 40) * dayMs,
    }),
  );
  const categoryOf = new Map(items.map((item) => [item.itemId, Number(item.categoryIds[0]!.slice(1))]));
  const engine = createEngine({ seed: 'town' });
  for (const item of items) engine.upsertItem(item);
  const lovedByPage: number[] = [];
  let explored = 0;
  for (let page = 0; page < 6; page++) {
    let loved = 0;
    let shown = 0;
    for (let viewer = 0; viewer < 40; viewer++) {
      const viewerId = `u${viewer}`;
      const loves = [viewer % 8, (viewer * 3 + 1) % 8];
      const at = start + page * 600_000 + viewer * 1_000;
      const ranked = engine.recommend({ requestId: `${viewer}-${page}`, at, viewerId, size: 10, personalised });
      for (const { itemId, source } of ranked) {
        const isLoved = loves.includes(categoryOf.get(itemId)!);
        shown++;
        if (source === 'explore') explored++;
        if (isLoved) loved++;
        engine.ingest(event(viewerId, 'impression', itemId, { at }));
        // People are not machines: one encounter in six goes the other way.
        const likes = random() < 1 / 6 ? !isLoved : isLoved;
        engine.ingest(event(viewerId, likes ? 'watch' : 'skip', itemId, { at }));
        if (likes && random() < 0.2) engine.ingest(event(viewerId, 'like', itemId, { at }));
      }
    }
    lovedByPage.push(loved / shown);
  }
  return { lovedByPage, explored };
}

test('within a few pages a viewer sees mostly what he loves, and exploration goes on', () => {
  const { lovedByPage, explored } = swipeTown(true);
  const unpersonal = swipeTown(false).lovedByPage;
  expect(lovedByPage[0]).toBeLessThan(0.4);
  expect(lovedByPage[2]).toBeGreaterThan(0.45);
  expect(lovedByPage[5]).toBeGreaterThan(0.55);
  expect(lovedByPage[5]).toBeGreaterThan(unpersonal[5]! + 0.2);
  expect(explored).toBeGreaterThanOrEqual(40 * 6);
});
