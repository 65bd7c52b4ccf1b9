// Recommends from a log: learns what to believe from the end of the log itself, then answers with everything learned.
// It promises: one configuration for every log, the same answer for the same log, nothing the asker has met or barred.
// It never looks at anything after the log's end, and keeps to bounds in users, items and lists however large the log is.
import { createFinder } from './candidates.ts';
import { chooseRidge } from './choose-ridge.ts';
import { ListCollector } from './collect-lists.ts';
import { fitRankers, type Rankers, rankCandidates, weighted } from './fit-ranker.ts';
import type { Interactions } from './interactions.ts';
import { readItemFacts } from './item-facts.ts';
import { fitItemModels } from './item-models.ts';
import { History } from './record.ts';
import { openRecord, openReplay, type Replay } from './replay.ts';
import { chooseSpreading, type RankedUser, type Spreading, spreadTails } from './spread-tails.ts';
import { drawUsers, hideParts, type Stand, standBack } from './stand-back.ts';

export interface RecommendRequest {
  readonly log: Interactions;
  /** Further pairs never to recommend, as numbers of the log. */
  readonly barred: { readonly user: Int32Array; readonly item: Int32Array };
  /** Who asks: users of the log, and any number from `log.users` on for people it does not know. */
  readonly askers: Int32Array;
  /** Where askers are, for those of whom the log does not say. */
  readonly regionOf?: ReadonlyMap<number, number>;
  readonly count: number;
  /** Told what is going on, for people. */
  readonly say?: (line: string) => void;
}

/** Most lists learned from at one stand. */
const listsMost = 3000;
/** Kept of each ranking for spreading. */
const rankedMost = 150;

/** Items as numbers of the log, best first, one list per asker. */
export function recommend({ log, barred, askers, regionOf, count, say = () => {} }: RecommendRequest): Int32Array[] {
  const replay = openReplay(log);
  const barredOf = groupPairs(barred, replay);
  const { rankers, spreading, ridge } = learn(replay, count, say);
  const record = openRecord(replay);
  for (const row of replay.order) record.learn(replay.meetingOf(row));
  say(`answering ${askers.length} users over ${replay.items.length} items`);
  const { endTick } = replay;
  const finder = createFinder(record, fitItemModels(record, endTick, ridge), readItemFacts(record, endTick), count);
  const ranked = Array.from(askers, (user): RankedUser => {
    const history = record.histories[user] ?? new History();
    if (history.region < 0) history.region = regionOf?.get(user) ?? -1;
    const closed = barredOf.get(user);
    const found = finder.find(history, user < replay.users ? user : -1, (item) => closed?.has(item) ?? false);
    return rankCandidates(rankers, found, history.wantedCount === 0, Math.max(rankedMost, count));
  });
  return spreadTails(ranked, count, spreading, replay.items.length).map((list) =>
    list.map((place) => replay.items[place]!),
  );
}

type Learned = { rankers: Rankers; spreading: Spreading; ridge: number };

/** Learns at every stand, and chooses breadth on what the last one taught. */
function learn(replay: Replay, count: number, say: (line: string) => void): Learned {
  const collector = new ListCollector();
  let trials: Trial[] = [];
  let ridge: number | undefined;
  for (const stand of replay.tempo ? standBack(replay, replay.endTick) : hideParts(replay)) {
    ridge ??= chooseRidge(stand);
    trials = collectLists(stand, collector, count, ridge);
    say(`${stand.name}: ${stand.wanted.size} users went on`);
  }
  const lists = collector.read();
  const rankers = fitRankers(lists);
  say(`learned from ${collector.lists} lists, ridge ${ridge}, held by ${rankers.strength.toPrecision(2)}`);
  // What breadth costs is judged on users whose lists were not learned from: an order that knows the answers thinks it dear.
  const ofOthers = [0, 1].map((half) => fitRankers(weighted(lists, (list) => lists.user[list]! % 2 !== half)));
  const spreading = chooseSpreading(
    trials.map(({ user, rank }) => rank(ofOthers[user % 2]!)),
    trials.map(({ wanted }) => wanted),
    count,
    replay.items.length,
    say,
  );
  return { rankers, spreading, ridge: ridge ?? chooseRidge(undefined) };
}

type Trial = { user: number; rank: (rankers: Rankers) => RankedUser; wanted: ReadonlySet<number> };

function collectLists(stand: Stand, collector: ListCollector, count: number, ridge: number): Trial[] {
  const { record, now, wanted } = stand;
  const users = drawUsers(stand, listsMost);
  if (users.length === 0) return [];
  const finder = createFinder(record, fitItemModels(record, now, ridge), readItemFacts(record, now), count);
  return users.map((user) => {
    const history = record.histories[user]!;
    const stranger = history.wantedCount === 0;
    const found = finder.find(history, user, () => false);
    const own = wanted.get(user)!;
    collector.add(found, { user, stranger, wanted: own });
    const kept = { items: found.items.slice(), features: found.features.slice() };
    return {
      user,
      rank: (rankers) => rankCandidates(rankers, kept, stranger, Math.max(rankedMost, count)),
      wanted: own,
    };
  });
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
