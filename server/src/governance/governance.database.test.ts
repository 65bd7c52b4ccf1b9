import { describe, expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { newId, sql } from '../kernel/index.ts';
import {
  confirmHarm,
  imposeRestriction,
  isRestricted,
  liftRestriction,
  type NewRestriction,
  restrictedAmong,
  restrictedSet,
} from './index.ts';
import { decideReport, fileReport, listReports } from './reports.ts';

const town = useTestWorld();
const restriction = (subjectId: string): NewRestriction => ({
  subjectKind: 'shop',
  subjectId,
  capability: 'sell',
  ruleId: 'report.counterfeit',
  rulesVersion: '2026-11',
  reason: 'seen',
});
const factsAbout = (subject: string) =>
  town.world.database.rows<{ type: string }>(
    sql`select type from kernel.outbox where subject = ${subject} order by position`,
  );

describe('restrictions', () => {
  test('imposed five times at once it is one restriction; lifted it is gone, and both are told', async () => {
    const { world } = town;
    const shopId = newId();
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => world.act((act) => imposeRestriction(act, restriction(shopId)))),
    );
    expect(new Set(ids).size).toBe(1);
    const other = newId();
    expect(await restrictedAmong(world.database, 'shop', [shopId, other], 'sell')).toEqual(new Set([shopId]));
    expect(await isRestricted(world.database, 'shop', shopId, 'recommend')).toBe(false);
    expect(await world.act((act) => liftRestriction(act, ids[0] ?? '', 'appeal upheld'))).toBe(true);
    expect(await world.act((act) => liftRestriction(act, ids[0] ?? '', 'again'))).toBe(false);
    expect(await isRestricted(world.database, 'shop', shopId, 'sell')).toBe(false);
    expect((await factsAbout(shopId)).map((fact) => fact.type)).toEqual(['restriction.imposed', 'restriction.lifted']);
  });

  test('nothing decided is edited', async () => {
    await town.world.act((act) => imposeRestriction(act, restriction(newId())));
    await expect(town.world.database.script(`update governance.restrictions set reason = ''`)).rejects.toThrow(
      /append-only/,
    );
    await expect(town.world.database.script('delete from governance.restrictions')).rejects.toThrow(/append-only/);
  });

  test('the set that lists read is at most a second old', async () => {
    const { world } = town;
    const shopId = newId();
    expect((await restrictedSet(world, 'shop', 'sell')).has(shopId)).toBe(false);
    await world.act((act) => imposeRestriction(act, restriction(shopId)));
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await restrictedSet(world, 'shop', 'sell')).has(shopId)).toBe(true);
  });
});

describe('reports', () => {
  const report = (subjectId: string, reason: 'counterfeit' | 'spam' = 'counterfeit') => ({
    subjectKind: 'product' as const,
    subjectId,
    reason,
    text: '',
  });

  test('one person is heard once; a decision settles every open report about the subject, once', async () => {
    const { world } = town;
    const subjectId = newId();
    const operatorId = newId();
    const reporterId = newId();
    const first = await world.act((act) => fileReport(act, reporterId, report(subjectId)));
    expect(await world.act((act) => fileReport(act, reporterId, report(subjectId)))).toBe(first);
    await world.act((act) => fileReport(act, newId(), report(subjectId, 'spam')));
    const open = await listReports(world.database, { state: 'open', after: undefined, limit: 10 });
    expect(open.filter((each) => each.subjectId === subjectId).map((each) => each.reportsCount)).toEqual([2, 2]);
    const decision = {
      outcome: 'upheld' as const,
      restrict: ['sell' as const, 'recommend' as const],
      text: '鉴定为仿品',
    };
    const decided = await world.act((act) => decideReport(act, first, operatorId, decision));
    expect(decided.state).toBe('upheld');
    expect(await restrictedAmong(world.database, 'product', [subjectId], 'sell')).toEqual(new Set([subjectId]));
    expect(await listReports(world.database, { state: 'open', after: undefined, limit: 10 })).toEqual([]);
    await expect(world.act((act) => decideReport(act, first, operatorId, decision))).rejects.toMatchObject({
      code: 'governance.report_decided',
    });
    await expect(world.act((act) => decideReport(act, newId(), operatorId, decision))).rejects.toMatchObject({
      code: 'governance.report_not_found',
    });
  });

  test('a dismissed report restricts nothing', async () => {
    const { world } = town;
    const id = await world.act((act) => fileReport(act, newId(), report(newId())));
    const decision = { outcome: 'dismissed' as const, restrict: ['sell' as const], text: '没有问题' };
    await expect(world.act((act) => decideReport(act, id, newId(), decision))).rejects.toMatchObject({
      code: 'governance.nothing_to_restrict',
    });
  });
});

test('a harm is confirmed once', async () => {
  const { world } = town;
  const harm = {
    rootFactId: newId(),
    type: 'fake_trade' as const,
    lines: [{ lineId: newId(), affectedMinor: 100 }],
    occurredAt: world.businessClock.now().toISOString(),
    evidence: 'shared devices',
    ruleId: 'fake_trade.cluster',
  };
  expect(await world.act((act) => confirmHarm(act, harm))).toBe(true);
  expect(await world.act((act) => confirmHarm(act, harm))).toBe(false);
  expect(await factsAbout(harm.rootFactId)).toHaveLength(1);
});
