// Lives through a log day by day: each morning ranks for everybody who will want something new that day, in the evening learns the day.
// It promises: an answer uses nothing of its own day or later; models are refitted weekly, facts of items daily, histories at once.
// It never learns from days before six weeks ahead of the start, other than as history.
import { createFinder, type Finder } from './candidates.ts';
import { chooseRidge } from './choose-ridge.ts';
import { ListCollector } from './collect-lists.ts';
import { fitRankers, type Rankers, rankCandidates } from './fit-ranker.ts';
import { type Interactions, tickOf } from './interactions.ts';
import { readItemFacts } from './item-facts.ts';
import { fitItemModels, type ItemModels } from './item-models.ts';
import { ndcgOf } from './ndcg.ts';
import { openRecord, openReplay } from './replay.ts';
import { standBack } from './stand-back.ts';

interface ReplayFigures {
  userDays: number;
  recall: number;
  ndcg: number;
  hit: number;
}

interface ReplayReport extends ReplayFigures {
  /** The same for users who had wanted nothing before the start. */
  unseen: ReplayFigures;
}

const daySeconds = 86_400;
const rehearsalDays = 42;
const refitDays = 7;
const listsMost = 6000;

/** Measures from the day that holds `fromSeconds` to the end. @throws Error when the log has no times or nothing before the start. */
export function replayDays(
  log: Interactions,
  fromSeconds: number,
  count: number,
  say: (line: string) => void = () => {},
): ReplayReport {
  const { at } = log;
  if (!at) throw new Error('A replay by days needs the times of the events (column ts).');
  const fromDay = Math.floor(fromSeconds / daySeconds);
  const replay = openReplay(log, fromDay * daySeconds);
  const { order, tempo } = replay;
  if (order.length === 0 || at[order[0]!]! >= fromDay * daySeconds)
    throw new Error('There is no event before the start: nothing to learn from.');
  const ridge = chooseRidge([...standBack(replay, tickOf(tempo, fromDay * daySeconds))].at(-1));
  const record = openRecord(replay);
  const collector = new ListCollector();
  const all = openTally();
  const unseen = openTally();
  const strangers = new Uint8Array(log.users).fill(1);
  let models: ItemModels | undefined;
  let rankers: Rankers | undefined;
  let fittedDay = -Infinity;
  let next = 0;

  while (next < order.length) {
    const day = Math.floor(at[order[next]!]! / daySeconds);
    let end = next;
    while (end < order.length && at[order[end]!]! < (day + 1) * daySeconds) end++;
    const rows = order.subarray(next, end);
    const measured = day >= fromDay;
    if (day >= fromDay - rehearsalDays && record.courseItem.length > 0) {
      const now = Math.max(0, tickOf(tempo, day * daySeconds));
      // The start itself is a day of refitting, so that what is measured does not begin with old models.
      if (!models || day - fittedDay >= refitDays || (measured && !rankers)) {
        models = fitItemModels(record, now, ridge);
        fittedDay = day;
        if (measured) {
          collector.keepLatest(listsMost);
          rankers = fitRankers(collector.read(), rankers);
        }
        say(
          `${new Date(day * daySeconds * 1000).toISOString().slice(0, 10)}: refitted, ${all.userDays} user-days measured`,
        );
      }
      const finder = createFinder(record, models, readItemFacts(record, now), count);
      for (const [user, wanted] of wantedOf(rows)) answer(finder, user, wanted, measured);
    }
    for (const row of rows) {
      const meeting = replay.meetingOf(row);
      record.learn(meeting);
      if (!measured && meeting.wanted) strangers[meeting.user] = 0;
    }
    next = end;
  }
  return { ...meanOf(all), unseen: meanOf(unseen) };

  /** New items of the day by user, in order of appearance; places beyond the modelled count as wanted too. */
  function wantedOf(rows: Uint32Array): Map<number, Set<number>> {
    const byUser = new Map<number, Set<number>>();
    for (const row of rows) {
      const { user, item, wanted } = replay.meetingOf(row);
      if (!wanted || record.knows(user, item)) continue;
      let items = byUser.get(user);
      if (!items) {
        items = new Set();
        byUser.set(user, items);
      }
      items.add(item);
    }
    return byUser;
  }

  function answer(finder: Finder, user: number, wanted: Set<number>, measured: boolean): void {
    const history = record.historyOf(user);
    const stranger = history.wantedCount === 0;
    const found = finder.find(history, user, () => false);
    if (measured) {
      const list = rankers ? rankCandidates(rankers, found, stranger, count).items : found.items.slice(0, count);
      addTo(all, list, wanted, count);
      if (strangers[user] === 1) addTo(unseen, list, wanted, count);
    }
    collector.add(found, { user, stranger, wanted });
  }
}

function openTally(): ReplayFigures {
  return { userDays: 0, recall: 0, ndcg: 0, hit: 0 };
}

function addTo(tally: ReplayFigures, list: Int32Array, wanted: Set<number>, count: number): void {
  let hits = 0;
  for (const item of list) if (wanted.has(item)) hits++;
  tally.userDays++;
  tally.recall += hits / wanted.size;
  tally.hit += hits > 0 ? 1 : 0;
  tally.ndcg += ndcgOf(list, wanted, count);
}

function meanOf({ userDays, recall, ndcg, hit }: ReplayFigures): ReplayFigures {
  const share = 1 / Math.max(1, userDays);
  return { userDays, recall: recall * share, ndcg: ndcg * share, hit: hit * share };
}
