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
  /** Lists it was chosen on; with twice as many, or half, it is chosen anew. */
  readonly chosenOn: number;
}

const penalties = [1e-1, 3e-2, 1e-2, 3e-3, 1e-3];
/** Strangers are few: held closer to zero than the rest. */
const strangerPenalty = 1.5e-1;
/** With fewer lists of one kind than this, both kinds learn from all. */
const ownListsLeast = 50;
/** With fewer lists than this the order is a plain one that was not learned. */
const listsLeast = 20;
const width = featureNames.length;
const judgedPlaces = 20;
/** Of strangers, where they are speaks in full until many lists say otherwise. */
const belief = {
  weights: Float64Array.from(featureNames, (name) => (name === 'side' || name === 'region' ? 1 : 0)),
  strength: 5,
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
  const isAlike = earlier && knownLists < 2 * earlier.chosenOn && knownLists > earlier.chosenOn / 2;
  const kept = isAlike ? earlier : undefined;
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
    ['side', 1],
    ['region', 1],
  ]);
  const ranker = { weights: Float64Array.from(featureNames, (name) => plain.get(name) ?? 0) };
  return { known: ranker, unknown: ranker, strength: 0, chosenOn: 0 };
}

/** The same lists, of which only those count that are said to; the others weigh nothing. */
export function weighted(lists: CollectedLists, counts: (list: number) => boolean): CollectedLists {
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

/**
 * Learns from one half of the users and asks how likely that makes what the other half wanted, both ways round; likelihoods tell
 * penalties apart where the NDCG of so few lists is chance. For twice as many lists it holds rather too much.
 */
function choosePenalty(lists: CollectedLists): number {
  const likelihoods = penalties.map(() => 0);
  for (const half of [0, 1]) {
    const learned = weighted(lists, (list) => lists.user[list]! % 2 !== half);
    let ranker: LinearRanker | undefined;
    for (const [index, penalty] of penalties.entries()) {
      ranker = fitListwise(learned, penalty, { rounds: 40, from: ranker });
      likelihoods[index]! += likelihoodOf(ranker, lists, (list) => lists.user[list]! % 2 === half);
    }
  }
  return penalties[likelihoods.indexOf(Math.max(...likelihoods))]!;
}

/** Log likelihood of what was wanted, over the lists that count, by their weights. */
function likelihoodOf(ranker: LinearRanker, lists: CollectedLists, counts: (list: number) => boolean): number {
  let total = 0;
  for (let list = 0; list < lists.groupWeight.length; list++) {
    if (lists.groupWeight[list] === 0 || !counts(list)) continue;
    const from = lists.starts[list]!;
    const scores = Float64Array.from({ length: lists.starts[list + 1]! - from }, (_, row) =>
      scoreRow(ranker, lists.features, (from + row) * width),
    );
    const most = Math.max(...scores);
    const all = most + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0));
    for (const [row, score] of scores.entries())
      if (lists.gain[from + row]! > 0) total += lists.groupWeight[list]! * (score - all);
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
