// Recommends from a log: learns what to believe from the end of the log itself, then answers with everything learned.
// It promises: one configuration for every log, the same answer for the same log, nothing the asker has met or barred.
// It never looks at anything after the log's end, and keeps to bounds in users, items and lists however large the log is.
import { hash32 } from '../random.ts';
import { createFinder } from './candidates.ts';
import { ListCollector } from './collect-lists.ts';
import { fitRankers, type Rankers, rankCandidates } from './fit-ranker.ts';
import { horizonTicks, type Interactions } from './interactions.ts';
import { readItemFacts } from './item-facts.ts';
import { fitItemModels } from './item-models.ts';
import { History, type Record } from './record.ts';
import { openRecord, openReplay, type Replay } from './replay.ts';
import { chooseSpreading, type RankedUser, type Spreading, spreadTails } from './spread-tails.ts';

export interface RecommendRequest {
  readonly log: Interactions;
  /** Further pairs never to recommend, as numbers of the log. */
  readonly barred: { readonly user: Int32Array; readonly item: Int32Array };
  /** Who asks: users of the log, and any number from `log.users` on for people it does not know. */
  readonly askers: Int32Array;
  readonly count: number;
  /** Told what is going on, for people. */
  readonly say?: (line: string) => void;
}

const listsMost = 3000;
const holdoutShare = 0.2;
const holdouts = 3;
/** One user in so many has everything wanted hidden, to learn what refusals alone say. */
const blankedOneIn = 10;
const isBlanked = (fold: number, user: number) => hash32(`blank|${fold}|${user}`) % blankedOneIn === 0;
/** Kept of each ranking for spreading. */
const rankedMost = 150;

/** Items as numbers of the log, best first, one list per asker. */
export function recommend({ log, barred, askers, count, say = () => {} }: RecommendRequest): Int32Array[] {
  const replay = openReplay(log);
  const barredOf = groupPairs(barred, replay);
  const { rankers, spreading } = replay.tempo
    ? learnFromEnd(replay, count, say)
    : learnFromHoldouts(replay, count, say);
  const record = openRecord(replay);
  for (const row of replay.order) record.learn(replay.meetingOf(row));
  say(`answering ${askers.length} users over ${replay.items.length} items`);
  const finder = createFinder(
    record,
    fitItemModels(record, replay.endTick),
    readItemFacts(record, replay.endTick),
    count,
  );
  const nobody = new History();
  const ranked = Array.from(askers, (user): RankedUser => {
    const history = record.histories[user] ?? nobody;
    const closed = barredOf.get(user);
    const found = finder.find(history, user < replay.users ? user : -1, (item) => closed?.has(item) ?? false);
    return rankCandidates(rankers, found, history.wantedCount === 0, Math.max(rankedMost, count));
  });
  return spreadTails(ranked, count, spreading, replay.items.length).map((list) =>
    list.map((place) => replay.items[place]!),
  );
}

type Learned = { rankers: Rankers; spreading: Spreading };

/** Stands at one and two horizons before the end, and learns from what each user wanted next. */
function learnFromEnd(replay: Replay, count: number, say: (line: string) => void): Learned {
  const { order, tickOfRow, endTick } = replay;
  const cuts = [endTick - 2 * horizonTicks, endTick - horizonTicks].filter((cut) => cut >= 14);
  const collector = new ListCollector();
  const record = openRecord(replay);
  const trials: Trial[] = [];
  let next = 0;
  for (const cut of cuts) {
    for (; next < order.length && tickOfRow[order[next]!]! < cut; next++) record.learn(replay.meetingOf(order[next]!));
    const wanted = new Map<number, Map<number, number>>();
    for (let index = next; index < order.length; index++) {
      const row = order[index]!;
      if (tickOfRow[row]! >= cut + horizonTicks) break;
      const { user, item, wanted: isWanted } = replay.meetingOf(row);
      if (!isWanted || record.knows(user, item) || record.wantedBy[item]!.length === 0) continue;
      addTarget(wanted, user, item);
    }
    collectLists(record, cut, wanted, collector, cut === cuts.at(-1) ? trials : [], count);
    say(`stood at ${cut - endTick} ticks: ${wanted.size} users went on`);
  }
  return finishLearning(collector, trials, count, replay, say);
}

/** Without times: hides a fifth of the rows, three times over, and learns from what was hidden. */
function learnFromHoldouts(replay: Replay, count: number, say: (line: string) => void): Learned {
  const collector = new ListCollector();
  const trials: Trial[] = [];
  for (let fold = 0; fold < holdouts; fold++) {
    const record = openRecord(replay);
    const hidden: number[] = [];
    for (const row of replay.order) {
      const meeting = replay.meetingOf(row);
      const draw = hash32(`${fold}|${meeting.user}|${meeting.item}`) / 2 ** 32;
      if (draw < holdoutShare || (meeting.wanted && isBlanked(fold, meeting.user))) hidden.push(row);
      else record.learn(meeting);
    }
    const wanted = new Map<number, Map<number, number>>();
    for (const row of hidden) {
      const { user, item, wanted: isWanted } = replay.meetingOf(row);
      if (isWanted && !record.knows(user, item)) addTarget(wanted, user, item);
    }
    collectLists(record, 0, wanted, collector, fold === holdouts - 1 ? trials : [], count);
    say(`hid a part, ${fold + 1} of ${holdouts}: ${wanted.size} users`);
  }
  return finishLearning(collector, trials, count, replay, say);
}

type Trial = { find: (rankers: Rankers) => RankedUser; wanted: Map<number, number> };

function collectLists(
  record: Record,
  now: number,
  wanted: Map<number, Map<number, number>>,
  collector: ListCollector,
  trials: Trial[],
  count: number,
): void {
  if (wanted.size === 0) return;
  const finder = createFinder(record, fitItemModels(record, now), readItemFacts(record, now), count);
  const users = [...wanted.keys()]
    .sort((a, b) => hash32(`list|${a}`) - hash32(`list|${b}`) || a - b)
    .slice(0, listsMost);
  for (const user of users) {
    const history = record.histories[user]!;
    const targets = wanted.get(user)!;
    const stranger = history.wantedCount === 0;
    const found = finder.find(history, user, () => false);
    collector.add(found, { user, stranger, wanted: targets });
    const kept = { items: found.items.slice(), features: found.features.slice() };
    trials.push({
      find: (rankers) => rankCandidates(rankers, kept, stranger, Math.max(rankedMost, count)),
      wanted: targets,
    });
  }
}

function finishLearning(
  collector: ListCollector,
  trials: Trial[],
  count: number,
  replay: Replay,
  say: (line: string) => void,
): Learned {
  const rankers = fitRankers(collector.read());
  say(`learned from ${collector.lists} lists, held by ${rankers.penalty}`);
  const ranked = trials.map(({ find }) => find(rankers));
  const spreading = chooseSpreading(
    ranked,
    trials.map(({ wanted }) => wanted),
    count,
    replay.items.length,
    say,
  );
  return { rankers, spreading };
}

function addTarget(wanted: Map<number, Map<number, number>>, user: number, item: number): void {
  let targets = wanted.get(user);
  if (!targets) {
    targets = new Map();
    wanted.set(user, targets);
  }
  targets.set(item, 1);
}

function groupPairs({ user, item }: RecommendRequest['barred'], { placeOf }: Replay): Map<number, Set<number>> {
  const grouped = new Map<number, Set<number>>();
  for (let row = 0; row < user.length; row++) {
    const place = placeOf[item[row]!] ?? -1;
    if (place < 0) continue;
    let items = grouped.get(user[row]!);
    if (!items) {
      items = new Set();
      grouped.set(user[row]!, items);
    }
    items.add(place);
  }
  return grouped;
}
