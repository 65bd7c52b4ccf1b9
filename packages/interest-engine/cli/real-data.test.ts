import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createIdTable } from '../src/id-table.ts';
import { recommend } from '../src/offline/recommend.ts';
import { replayDays } from '../src/offline/replay-days.ts';
import { readLogs } from './read-log.ts';
import { readTable } from './read-table.ts';

const folder = path.join(process.env.HAOWU_TEST_DATA ?? path.resolve('../shared/data'), 'online-retail');
const reason = existsSync(folder) ? (process.env.HAOWU_TEST_LONG ? '' : 'only with --long') : `no folder ${folder}`;

/** October 2011 after everything before it, as the recommender was tuned; the figures leave a tenth of slack. */
describe.skipIf(reason !== '')(`on a year of real purchases${reason && ` (${reason})`}`, () => {
  test('recommends what people go on to buy', { timeout: 600_000 }, async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const users = createIdTable();
    const items = createIdTable();
    const log = await readLogs([path.join(folder, 'fit_valid.tsv.gz')], users, items);
    const target = await readTable(path.join(folder, 'valid.tsv.gz'), [
      { name: 'user', kind: 'id', names: users, knownOnly: true, required: true },
      { name: 'item', kind: 'id', names: items, knownOnly: true, required: true },
    ]);
    const wanted = new Map<number, Set<number>>();
    for (const [row, user] of target.ids.user!.entries()) {
      const item = target.ids.item![row]!;
      if (user < 0 || item < 0) continue;
      wanted.set(user, (wanted.get(user) ?? new Set()).add(item));
    }
    const askers = Int32Array.from(wanted.keys());
    const none = { user: new Int32Array(), item: new Int32Array() };
    const lists = recommend({ log, barred: none, askers, count: 20 });
    let recall = 0;
    for (const [index, list] of lists.entries()) {
      const own = wanted.get(askers[index]!)!;
      recall += list.filter((item) => own.has(item)).length / own.size / lists.length;
    }
    expect(recall).toBeGreaterThan(0.115);
    expect(new Set(lists.flatMap((list) => [...list])).size / items.size).toBeGreaterThan(0.25);
  });

  test('keeps up day by day', { timeout: 900_000 }, async () => {
    const log = await readLogs([path.join(folder, 'fit_test.tsv.gz')], createIdTable(), createIdTable());
    const report = replayDays(log, Date.UTC(2011, 9, 1) / 1000, 20);
    expect(report.userDays).toBeGreaterThan(1400);
    expect(report.ndcg).toBeGreaterThan(0.115);
    expect(report.unseen.ndcg).toBeGreaterThan(0.08);
  });
});
