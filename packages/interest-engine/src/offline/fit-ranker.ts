import { type Candidates, featureNames, strangerFeatures } from './candidates.ts';
import type { CollectedLists } from './collect-lists.ts';
import { fitListwise, type LinearRanker, scoreRow } from './fit-listwise.ts';
import { discountAt } from './ndcg.ts';

/** How candidates are put in order: for people who have wanted something, and for strangers, who have not. */
export interface Rankers {
  readonly known: LinearRanker;
  readonly unknown: LinearRanker;
  /**
   * How far weights of `known` are held towards zero: the penalty of `fitListwise` times the number of lists, chosen by users left
   * out. The more lists speak, the less each is held.
   */
  readonly strength: number;
  /** Lists it was chosen on; with four times as many it is chosen anew. */
  readonly chosenOn: number;
}

/** The first within two parts in a thousand of the best is taken. */
const penalties = [1e-1, 3e-2, 1e-2, 3e-3, 1e-3];
/** Strangers are few: held closer to zero than the rest. */
const strangerPenalty = 1.5e-1;
/** With fewer lists of one kind than this, both kinds learn from all. */
const ownListsLeast = 50;
/** With fewer lists than this the order is a plain one that was not learned. */
const listsLeast = 20;
const width = featureNames.length;
/** What strangers' weights are held to instead of zero: where people are speaks in full until their lists say otherwise. */
const belief: LinearRanker = {
  weights: Float64Array.from(featureNames, (name) => (name === 'side' || name === 'region' ? 1 : 0)),
};

/** @param earlier from lists much like these: its strength is kept for a time and its weights are the start. */
export function fitRankers(lists: CollectedLists, earlier?: Rankers): Rankers {
  const count = lists.groupWeight.length;
  if (count < listsLeast) return untaught();
  const strangers = lists.stranger.reduce((sum, one) => sum + one, 0);
  const known = weighted(lists, (list) => count - strangers < ownListsLeast || lists.stranger[list] === 0);
  const unknown = weighted(lists, (list) => strangers < ownListsLeast || lists.stranger[list] === 1);
  const features = lists.features.map((value, at) => (strangerFeatures.has(at % width) ? value : 0));
  const knownLists = known.groupWeight.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
  const kept = earlier && knownLists < 4 * earlier.chosenOn ? earlier : undefined;
  const strength = kept?.strength ?? choosePenalty(known) * knownLists;
  return {
    known: fitListwise(known, strength / knownLists, { from: earlier?.known }),
    unknown: fitListwise({ ...levelled(unknown), features }, strangerPenalty, { from: earlier?.unknown, belief }),
    strength,
    chosenOn: kept?.chosenOn ?? knownLists,
  };
}

/** What is wanted by many, lately, and goes with what the asker wanted. */
function untaught(): Rankers {
  const plain = new Map([
    ['popularity', 1],
    ['drift over 10', 0.5],
    ['wanted odds', 0.5],
    ['log ease', 0.7],
  ]);
  const ranker = { weights: Float64Array.from(featureNames, (name) => plain.get(name) ?? 0) };
  return { known: ranker, unknown: ranker, strength: 0, chosenOn: 0 };
}

function weighted(lists: CollectedLists, counts: (list: number) => boolean): CollectedLists {
  return { ...lists, groupWeight: lists.groupWeight.map((weight, list) => (counts(list) ? weight : 0)) };
}

/**
 * Each list weighs as what its wanted candidates can gain at most, spread over them: strangers differ more in how much they want
 * than in what, and those who want much must not speak for all.
 */
function levelled(lists: CollectedLists): CollectedLists {
  const groupWeight = lists.groupWeight.map((weight, list) => {
    if (weight === 0) return 0;
    let hits = 0;
    for (let row = lists.starts[list]!; row < lists.starts[list + 1]!; row++) if (lists.gain[row]! > 0) hits++;
    return hits === 0 ? 0 : gainMost(hits) / (hits * gainMost(lists.wantedCount[list]!));
  });
  return { ...lists, groupWeight };
}

/** The gain of the first places all filled with what was wanted. */
function gainMost(wanted: number): number {
  let total = 0;
  for (let place = 0; place < Math.min(judgedPlaces, wanted); place++) total += discountAt(place);
  return total;
}

/** Learns from one half of the users, judges on the other, both ways round. */
function choosePenalty(lists: CollectedLists): number {
  const quality = penalties.map(() => 0);
  for (const half of [0, 1]) {
    const learned = weighted(lists, (list) => lists.user[list]! % 2 !== half);
    let ranker: LinearRanker | undefined;
    for (const [index, penalty] of penalties.entries()) {
      ranker = fitListwise(learned, penalty, { rounds: 40, from: ranker });
      quality[index]! += judge(ranker, lists, (list) => lists.user[list]! % 2 === half);
    }
  }
  const best = Math.max(...quality);
  return penalties.find((_, index) => quality[index]! >= best * 0.998)!;
}

const judgedPlaces = 20;

/** Sum of NDCG at 20 over the lists that count and have weight. */
function judge(ranker: LinearRanker, lists: CollectedLists, counts: (list: number) => boolean): number {
  let total = 0;
  for (let list = 0; list < lists.groupWeight.length; list++) {
    if (lists.groupWeight[list] === 0 || !counts(list)) continue;
    const from = lists.starts[list]!;
    const scores = Float64Array.from({ length: lists.starts[list + 1]! - from }, (_, row) =>
      scoreRow(ranker, lists.features, (from + row) * width),
    );
    const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => scores[b]! - scores[a]! || a - b);
    let gained = 0;
    let possible = 0;
    for (let place = 0; place < judgedPlaces; place++) {
      if (place < order.length && lists.gain[from + order[place]!]! > 0) gained += discountAt(place);
      if (place < lists.wantedCount[list]!) possible += discountAt(place);
    }
    total += gained / possible;
  }
  return total;
}

/** Candidates best first, with their scores; ties by number. */
export function rankCandidates(
  { known, unknown }: Rankers,
  { items, features }: Candidates,
  stranger: boolean,
  count: number,
): { items: Int32Array; scores: Float64Array } {
  const ranker = stranger ? unknown : known;
  const scores = Float64Array.from(items, (_, row) => scoreRow(ranker, features, row * width));
  const order = Uint32Array.from(items, (_, row) => row)
    .sort((a, b) => scores[b]! - scores[a]! || items[a]! - items[b]!)
    .subarray(0, count);
  return {
    items: Int32Array.from(order, (row) => items[row]!),
    scores: Float64Array.from(order, (row) => scores[row]!),
  };
}
