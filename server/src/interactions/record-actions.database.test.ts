import { expect, test } from 'vitest';
import { untilFinal } from '../../../tests/support/until-final.ts';
import { useTestWorld } from '../../../tests/support/world.ts';
import { publish } from '../events/index.ts';
import { drainSubscribers, newId, registerSubscribers, runDueWork, sql } from '../kernel/index.ts';
import {
  itemDayCounts,
  logStart,
  readActionsAfter,
  recordServerAction,
  signImpression,
  subscribers,
  sweeps,
  touchesOf,
  viewCounts,
} from './index.ts';
import { recordActions } from './record-actions.ts';

const town = useTestWorld();

function encounter(viewerId: string, itemId = newId()) {
  const { world } = town;
  const token = signImpression(world.secret, {
    viewerId,
    itemId,
    itemKind: 'video',
    surface: 'recommended',
    position: 3,
    requestId: newId(),
    source: 'explore',
    policyVersion: 'default-1',
    propensity: 0.25,
    issuedAt: world.systemClock.now(),
  });
  const person = { viewerId, deviceId: viewerId };
  const report = (kind: 'impression' | 'watch' | 'skip' | 'share' | 'click_goods', watchMs?: number) => ({
    impressionToken: token,
    kind,
    watchMs,
    occurredAt: world.systemClock.now().toISOString(),
  });
  return { token, itemId, person, report };
}

test('an action counts once per impression and kind, also when it is sent ten times at once', async () => {
  const { world } = town;
  const { person, report } = encounter(newId());
  const answers = await Promise.all(Array.from({ length: 10 }, () => recordActions(world, person, [report('share')])));
  expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
  expect(answers.flatMap(({ refused }) => refused.map(({ code }) => code))).toEqual(
    Array.from({ length: 9 }, () => 'interactions.already_counted'),
  );
  const other = await recordActions(world, person, [report('impression'), report('impression'), report('skip')]);
  expect(other).toEqual({ accepted: 2, refused: [{ index: 1, code: 'interactions.already_counted' }] });
});

test('of the watches of one impression the longest counts', async () => {
  const { world } = town;
  const viewerId = newId();
  const { person, report, itemId } = encounter(viewerId);
  expect((await recordActions(world, person, [report('watch', 4_000), report('watch', 9_500)])).accepted).toBe(1);
  expect((await recordActions(world, person, [report('watch', 5_000)])).accepted).toBe(0);
  expect((await recordActions(world, person, [report('watch', 12_000)])).accepted).toBe(1);
  const [touch] = await touchesOf(world.database, viewerId, { now: world.businessClock.now(), sinceDays: 15 });
  expect(touch).toMatchObject({ contentId: itemId, kind: 'watch', watchMs: 12_000 });
  await untilFinal(world);
  await runDueWork(world, sweeps);
  const day = '2026-11-23';
  expect(await itemDayCounts(world.database, [itemId], { from: day, to: day })).toEqual([
    { itemId, day, kind: 'watch', count: 1, watchMs: 12_000 },
  ]);
});

test('a token of another viewer, a changed token and an old token are refused', async () => {
  const { world } = town;
  const { person, report, token } = encounter(newId());
  const stranger = { viewerId: newId(), deviceId: newId() };
  expect((await recordActions(world, stranger, [report('share')])).refused).toEqual([
    { index: 0, code: 'interactions.token_invalid' },
  ]);
  for (let at = 0; at < token.length; at += 7) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    const answer = await recordActions(world, person, [{ ...report('share'), impressionToken: changed }]);
    expect(answer.refused).toEqual([{ index: 0, code: 'interactions.token_invalid' }]);
  }
  // Signed in since: the browser that was shown the page may report for the account.
  const account = { viewerId: newId(), deviceId: person.viewerId };
  expect((await recordActions(world, account, [report('share')])).accepted).toBe(1);
  world.clock.advance(86_400_001);
  expect((await recordActions(world, person, [report('skip')])).refused).toEqual([
    { index: 0, code: 'interactions.token_expired' },
  ]);
});

test('a report is held between the showing and now, whatever the clock of the viewer says', async () => {
  const { world } = town;
  const viewerId = newId();
  const { person, report } = encounter(viewerId);
  const shownAt = world.businessClock.now();
  world.clock.advance(10_000);
  await recordActions(world, person, [
    { ...report('impression'), occurredAt: '2001-01-01T00:00:00.000Z' },
    { ...report('share'), occurredAt: '2090-01-01T00:00:00.000Z' },
  ]);
  const touches = await touchesOf(world.database, viewerId, { now: world.businessClock.now(), sinceDays: 1 });
  expect(touches.map(({ kind, lastAt }) => [kind, lastAt])).toEqual([
    ['share', world.businessClock.now()],
    ['impression', shownAt],
  ]);
});

test('a flood of one viewer is cut off; the others go on', async () => {
  const { world } = town;
  const viewerId = newId();
  let accepted = 0;
  for (let round = 0; round < 8; round += 1) {
    const reports = Array.from({ length: 50 }, () => encounter(viewerId).report('impression'));
    accepted += (await recordActions(world, { viewerId, deviceId: viewerId }, reports)).accepted;
  }
  expect(accepted).toBe(300);
  const other = encounter(newId());
  expect((await recordActions(world, other.person, [other.report('impression')])).accepted).toBe(1);
  world.clock.advance(60_000);
  const later = encounter(viewerId);
  expect((await recordActions(world, later.person, [later.report('impression')])).accepted).toBe(1);
});

test('a viewer who keeps no history is counted without a name', async () => {
  const { world } = town;
  const viewerId = newId();
  await world.database.run(sql`insert into identity.privacy (viewer_id, history_kept) values (${viewerId}, false)`);
  const { person, report, itemId } = encounter(viewerId);
  expect((await recordActions(world, person, [report('impression'), report('share')])).accepted).toBe(2);
  await world.act((act) => recordServerAction(act, { viewerId, kind: 'search', words: '茶具', categoryId: 'tea' }));
  expect(await touchesOf(world.database, viewerId, { now: world.businessClock.now(), sinceDays: 1 })).toEqual([]);
  await untilFinal(world);
  await runDueWork(world, sweeps);
  expect((await viewCounts(world.database, [itemId])).get(itemId)).toEqual({ views: 1, shares: 1 });
  const named = await world.database.one<{ count: bigint }>(
    sql`select count(*) from interactions.actions where viewer_id = ${viewerId} or recorded_viewer_id = ${viewerId} or words is not null`,
  );
  expect(named.count).toBe(0n);
});

test('signing in takes the history along; leaving erases it; the log tells who it was then', async () => {
  const { world } = town;
  await registerSubscribers(world, subscribers);
  const viewerId = newId();
  const accountId = newId();
  const { person, report, itemId } = encounter(viewerId);
  await recordActions(world, person, [report('impression')]);
  await world.act(async (act) => {
    await recordServerAction(act, { viewerId, kind: 'like', item: { id: itemId, kind: 'video' } });
    publish(act, 'viewer.merged', accountId, { viewerId, accountId });
  });
  await untilFinal(world);
  await drainSubscribers(world, subscribers);
  const now = world.businessClock.now();
  expect(await touchesOf(world.database, viewerId, { now, sinceDays: 1 })).toEqual([]);
  const mine = await touchesOf(world.database, accountId, { now, sinceDays: 1, contentIds: [itemId] });
  expect(mine.map(({ kind }) => kind).sort()).toEqual(['impression', 'like']);
  await untilFinal(world);
  const log = (await readActionsAfter(world.database, logStart, 10_000)).filter((action) => action.itemId === itemId);
  expect(log.map((action) => action.viewerId)).toEqual([viewerId, viewerId]);

  await world.act(async (act) => publish(act, 'account.deleted', accountId, { accountId }));
  await untilFinal(world);
  await drainSubscribers(world, subscribers);
  expect(await touchesOf(world.database, accountId, { now, sinceDays: 1 })).toEqual([]);
  const left = (await readActionsAfter(world.database, logStart, 10_000)).filter((action) => action.itemId === itemId);
  expect(left.map((action) => action.viewerId)).toEqual([null, null]);
});

test('an action whose act is undone is never seen, and a late commit is not missed', async () => {
  const { world } = town;
  const viewerId = newId();
  const item = { id: newId(), kind: 'video' } as const;
  await expect(
    world.act(async (act) => {
      await recordServerAction(act, { viewerId, kind: 'like', item });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let written = (): void => {};
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const late = world.act(async (act) => {
    await recordServerAction(act, { viewerId, kind: 'favourite', item });
    written();
    await held;
  });
  await isWritten;
  await world.act((act) => recordServerAction(act, { viewerId, kind: 'comment', item }));
  const read = async () =>
    (await readActionsAfter(world.database, logStart, 10_000))
      .filter((action) => action.itemId === item.id)
      .map((action) => action.kind);
  expect(await read()).toEqual([]);
  letGo();
  await late;
  await untilFinal(world);
  expect((await read()).sort()).toEqual(['comment', 'favourite']);
});
