import { describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import type { Interactions } from './interactions.ts';
import { type RecommendRequest, recommend } from './recommend.ts';
import { replayDays } from './replay-days.ts';

type Row = { user: number; item: number; at?: number; positive?: number; price?: number; region?: number };

function logOf(rows: Row[], users: number, items: number): Interactions {
  const has = (key: keyof Row) => rows.every((row) => row[key] !== undefined);
  return {
    users,
    items,
    user: Int32Array.from(rows, ({ user }) => user),
    item: Int32Array.from(rows, ({ item }) => item),
    at: has('at') ? Float64Array.from(rows, ({ at }) => at!) : null,
    positive: has('positive') ? Uint8Array.from(rows, ({ positive }) => positive!) : null,
    unitPrice: has('price') ? Float64Array.from(rows, ({ price }) => price!) : null,
    quantity: null,
    region: has('region') ? Int32Array.from(rows, ({ region }) => region!) : null,
  };
}

const noPairs = { user: new Int32Array(), item: new Int32Array() };
const ask = (log: Interactions, askers: number[], rest: Partial<RecommendRequest> = {}) =>
  recommend({ log, barred: noPairs, askers: Int32Array.from(askers), count: 10, ...rest }).map((list) => [...list]);
const pick = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from));

/** 120 people in two circles over half a year; in the last six weeks a wave carries the items from 40 to 49 and from 90 to 99. */
function drawWave(seed: string): Row[] {
  const random = createRandom(seed);
  const rows: Row[] = [];
  const day = 86_400;
  for (let user = 0; user < 120; user++) {
    const circle = (user % 2) * 50;
    for (let visit = 0; visit < 25; visit++) {
      const on = pick(random, 0, 200);
      const inWave = on > 155 && random() < 0.8;
      const item = circle + (inWave ? pick(random, 40, 50) : Math.floor(random() ** 2 * 40));
      rows.push({ user, item, at: 1_700_000_000 + on * day + pick(random, 0, day), price: 1 + (item % 7) });
    }
  }
  return rows;
}

describe('recommending from a log', { timeout: 90_000 }, () => {
  test('what rises now comes before what was always wanted, within the own circle', () => {
    const rows = drawWave('wave').filter(({ user, at }) => user >= 20 || at! < 1_700_000_000 + 150 * 86_400);
    const lists = ask(logOf(rows, 120, 100), [0, 1, 2, 3, 4, 5]);
    const waved = lists.flatMap((list, user) =>
      list.filter((item) => item >= 40 + (user % 2) * 50 && item < 50 + (user % 2) * 50),
    );
    expect(waved.length / lists.flat().length).toBeGreaterThan(0.6);
  });

  test('refusals say where not to look', () => {
    const random = createRandom('refusals');
    const rows: Row[] = [];
    for (let user = 0; user < 200; user++) {
      const likes = user % 2;
      for (let index = 0; index < 24; index++) {
        const item = pick(random, 0, 80);
        const liked = item % 2 === likes && random() < 0.8;
        // The last thirty have refused only.
        if (user < 170 || !liked) rows.push({ user, item, positive: liked ? 1 : 0 });
      }
    }
    const askers = Array.from({ length: 30 }, (_, index) => 170 + index);
    const lists = ask(logOf(rows, 200, 80), askers);
    const right = lists.flatMap((list, index) => list.filter((item) => item % 2 === askers[index]! % 2));
    expect(right.length / lists.flat().length).toBeGreaterThan(0.75);
  });

  test('nothing met or barred comes back; strangers all get the same', () => {
    const rows = drawWave('bars');
    const log = logOf(rows, 120, 100);
    const barred = { user: Int32Array.of(7, 7, 7, 121), item: Int32Array.of(40, 41, 42, 45) };
    const lists = ask(log, [7, 120, 121, 122], { barred });
    const met = new Set(rows.filter(({ user }) => user === 7).map(({ item }) => item));
    expect(lists[0]).toHaveLength(10);
    expect(lists[0]!.filter((item) => met.has(item) || (item >= 40 && item <= 42))).toEqual([]);
    expect(lists[1]!.slice(0, 7)).toEqual(lists[3]!.slice(0, 7));
    expect(lists[2]).not.toContain(45);
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });

  test('strangers get what is wanted where they are', () => {
    const random = createRandom('regions');
    const rows: Row[] = [];
    for (let user = 0; user < 400; user++) {
      // Seven in eight live in region 0 and want the items from 0 to 39; region 1 wants those from 40 to 79, and all want the last.
      const region = user % 8 === 0 ? 1 : 0;
      const arrived = pick(random, 0, 180);
      for (let visit = 0; visit < 6; visit++) {
        const item = random() < 0.2 ? pick(random, 80, 90) : region * 40 + Math.floor(random() ** 2 * 40);
        rows.push({ user, item, at: 1_700_000_000 + (arrived + visit * 3) * 86_400, price: 1, region });
      }
    }
    const [home, abroad, unknown] = ask(logOf(rows, 400, 90), [400, 401, 402], {
      regionOf: new Map([
        [400, 0],
        [401, 1],
      ]),
    }) as [number[], number[], number[]];
    const ofAbroad = (list: number[]) => list.filter((item) => item >= 40 && item < 80).length;
    expect(ofAbroad(abroad)).toBeGreaterThanOrEqual(6);
    expect(ofAbroad(home)).toBeLessThanOrEqual(1);
    expect(ofAbroad(unknown)).toBeLessThanOrEqual(2);
  });

  test('the same log gives the same answer; a clock gone wrong on a few rows changes little', () => {
    const rows = drawWave('same');
    const askers = [0, 1, 2, 3];
    const sane = ask(logOf(rows, 120, 100), askers);
    expect(ask(logOf(rows, 120, 100), askers)).toEqual(sane);
    const strayed = ask(logOf([...rows, { user: 119, item: 3, at: 7e9, price: 1 }], 120, 100), askers);
    const kept = strayed.flatMap((list, index) => list.filter((item) => sane[index]!.includes(item)));
    expect(kept.length).toBeGreaterThanOrEqual(32);
  });

  test.each([
    ['a single row', [{ user: 0, item: 0 }], 1, 1],
    ['a single row with a time', [{ user: 0, item: 0, at: 5 }], 1, 1],
    ['refusals only', [0, 1, 2, 3].map((item) => ({ user: item % 2, item, positive: 0 })), 2, 4],
    ['one user', [0, 1, 2, 3, 4, 5].map((item) => ({ user: 0, item, at: item * 86_400 * 30 })), 1, 6],
    ['one moment', Array.from({ length: 60 }, (_, row) => ({ user: row % 6, item: row % 10, at: 1e9 })), 6, 10],
  ] as [string, Row[], number, number][])('bears %s', (_, rows, users, items) => {
    const lists = ask(logOf(rows, users, items), [0, users]);
    expect(lists).toHaveLength(2);
    for (const item of lists.flat()) expect(item).toBeLessThan(items);
  });
});

// Fits and replays take seconds alone, and many times that beside a busy neighbour.
describe('living through a log day by day', { timeout: 90_000 }, () => {
  const rows = drawWave('days');
  const from = 1_700_000_000 + 185 * 86_400;

  test('measures every user and day with something new, and learns', () => {
    const report = replayDays(logOf(rows, 120, 100), from, 10);
    const first = new Map<string, number>();
    for (const { user, item, at } of rows.toSorted((a, b) => a.at! - b.at!))
      if (!first.has(`${user} ${item}`)) first.set(`${user} ${item}`, Math.floor(at! / 86_400));
    const expected = new Set(
      [...first].filter(([, on]) => on >= Math.floor(from / 86_400)).map(([pair, on]) => `${pair.split(' ')[0]} ${on}`),
    );
    expect(report.userDays).toBe(expected.size);
    expect(report.ndcg).toBeGreaterThan(0.3);
    expect(report.unseen.userDays).toBe(0);
  });

  test('what comes later does not change what was answered before', () => {
    const until = from + 5 * 86_400;
    const early = rows.filter(({ at }) => Math.floor(at! / 86_400) < Math.floor(until / 86_400));
    const more: Row[] = [...early, { user: 0, item: 99, at: until + 86_400 * 9, price: 1 }];
    const a = replayDays(logOf(early, 120, 100), from, 10);
    const b = replayDays(logOf(more, 120, 100), from, 10);
    const extraDays = b.userDays - a.userDays;
    expect(extraDays).toBeLessThanOrEqual(1);
    if (extraDays === 0) expect(b).toEqual(a);
    else
      expect(b.hit * b.userDays - a.hit * a.userDays).toBeCloseTo(
        Math.round(b.hit * b.userDays - a.hit * a.userDays),
        6,
      );
  });

  test('what later rows say of where people are does not change what was answered before', () => {
    const regionless = rows.map((row) => ({ ...row, region: -1 }));
    const end = Math.max(...rows.map(({ at }) => at!)) + 86_400;
    const again = rows
      .filter(({ at }) => at! < from)
      .slice(0, 200)
      .map(({ user, item }) => ({ user, item, at: end, price: 1 }));
    const never = replayDays(
      logOf([...regionless, ...again.map((row) => ({ ...row, region: -1 }))], 120, 100),
      from,
      10,
    );
    const late = replayDays(
      logOf([...regionless, ...again.map((row) => ({ ...row, region: row.user % 2 }))], 120, 100),
      from,
      10,
    );
    expect(late).toEqual(never);
  });

  test('answers in a plain order before it has learned any, the most wanted first', () => {
    const day = 86_400;
    const log = Array.from({ length: 40 }, (_, user) => ({
      user,
      item: user % 4 === 0 ? user % 40 : 39,
      at: day * 10,
    }));
    const report = replayDays(logOf([...log, { user: 40, item: 39, at: day * 12 }], 41, 40), day * 11, 3);
    expect(report).toMatchObject({ userDays: 1, ndcg: 1 });
  });

  test('says what it lacks', () => {
    expect(() => replayDays(logOf([{ user: 0, item: 0 }], 1, 1), 0, 10)).toThrow(/times/);
    expect(() => replayDays(logOf(rows, 120, 100), 0, 10)).toThrow(/before the start/);
  });
});
