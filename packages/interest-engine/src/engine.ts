import type { Candidate } from './candidate.ts';
import { easeInputOf } from './ease-input.ts';
import { createEngineState, type EngineState } from './engine-state.ts';
import { type EngineEvent, isId, type Refusal } from './event.ts';
import { type Explanation, explainMix, recommendExplained } from './explain.ts';
import { type Heads, head, headCount } from './heads.ts';
import { entityKey, type ItemFacts, refuseItem, type StoredItem, storeItem } from './item.ts';
import { columns } from './item-counts.ts';
import { type Counters, dayMs } from './knowledge.ts';
import { learnEvent, mergeSpeakers, openViewer } from './learn-event.ts';
import { mixPage, type RankedItem } from './mix.ts';
import { healthOf, type ModelHealth } from './model/health.ts';
import type { Training } from './model/model.ts';
import { defaultPolicy, type Policy, parsePolicy, switchPolicy } from './policy.ts';
import { admitToPools, withdrawFromPools } from './pools/move-item.ts';
import {
  overviewOf,
  type PoolItem,
  type PoolItemQuery,
  type PoolOverview,
  poolItemsOf,
  poolTransitionsOf,
} from './pools/overview.ts';
import type { PoolTransition } from './pools/pool-state.ts';
import { hash32 } from './random.ts';
import { type FeedRequest, openRequest, type RequestContext } from './request.ts';
import { openSlot } from './retire-items.ts';
import { retrieve } from './retrieve.ts';
import { scoreCandidates } from './score-candidates.ts';
import { publicHeads } from './score-heads.ts';
import type { ScoredCandidate } from './scored-candidate.ts';
import { type EaseInput, type EaseRows, openServing, setEaseRows } from './serving.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import type { SourceName } from './source-names.ts';
import type { VectorIndex } from './vectors/vector-index.ts';
import { interestsOf } from './viewer-interests.ts';
import { type InterestTag, mergeViewerStates } from './viewer-state.ts';

export interface EngineOptions {
  /** Goes into every draw, with the request's id. Log it. */
  readonly seed: string;
  /** Checked like any other; the default policy when absent. */
  readonly policy?: unknown;
  /** Used for nearest items above `limits.exactVectors` of them; keep it filled with `refreshVectorIndex`. */
  readonly vectorIndex?: VectorIndex;
  /**
   * Where the model learns: at once within `ingest` (the default), or by a worker that calls `trainFromRing` with the same
   * ring and weights (`createTraining`). Both come to the same weights, bit by bit.
   */
  readonly training?: Training;
}

/** What everybody together says of an item: no viewer in it. */
export interface PublicStanding extends Heads {
  readonly impressions: number;
  readonly clicks: number;
  readonly buys: number;
  readonly settled: number;
  /** Decayed sum of acts as of `at`. */
  readonly trend: number;
}

export interface EngineStats extends Counters {
  readonly items: number;
  readonly itemsAlive: number;
  readonly viewers: number;
  readonly pairsDropped: number;
  /** Times a source threw and was left out, since this engine was made; no part of the state. */
  readonly sourceFailures: Partial<Record<SourceName, number>>;
}

export interface ViewerInterest extends InterestTag {
  readonly origin: 'edited' | 'learned';
}

/** Learning changes the state; every question leaves it as it is, so processes that learn the same log agree. */
export interface Engine {
  readonly policy: Policy;
  /**
   * Puts another policy in force for all that follows; call it at the same place of the log everywhere. A snapshot does
   * not hold the policy. @throws PolicyError, 'policy.needs_rebuild' when `learning` or `limits` differ.
   */
  setPolicy(policy: unknown): void;
  /** Learns one event. Null, or why it was refused (also counted). `knownAt`: when the host recorded it. */
  ingest(event: EngineEvent, knownAt?: number): Refusal | null;
  /** Adds an item or changes what is known of it. False when the facts are unusable or the engine is full. */
  upsertItem(facts: ItemFacts): boolean;
  /** Takes an item out of every feed at once. Its standing is kept a while, should it come back (`limits.removedItems`). */
  removeItem(itemId: string): boolean;
  /** Replaces what the viewer edited: pinned, blocked and chosen interests (at most 100, of those that items have). */
  setViewerTags(viewerId: string, tags: readonly InterestTag[]): void;
  /** Off: nothing personal is learned or read, until switched on again; what was known is deleted. */
  setPersonalisation(viewerId: string, on: boolean): void;
  /** Deletes all that is known about a viewer. Public counts keep no names. */
  forgetViewer(viewerId: string): void;
  /** Signing in: what the anonymous viewer did becomes the account's. */
  mergeViewers(fromViewerId: string, intoViewerId: string): void;
  /** Interests for the viewer's own page, strongest first. */
  viewerInterests(viewerId: string, at: number): ViewerInterest[];
  /** The pipeline in one call, or step by step with the host's filters and multipliers in between. */
  recommend(request: FeedRequest): RankedItem[];
  retrieve(request: FeedRequest): Candidate[];
  score(candidates: readonly Candidate[], request: FeedRequest): ScoredCandidate[];
  mix(scored: readonly ScoredCandidate[], request: FeedRequest): RankedItem[];
  /** Whether an item may be shown to this viewer at all: alive, of a wanted kind, not seen, refused or blocked. */
  admits(itemId: string, request: FeedRequest): boolean;
  /** Every candidate with all that decided about it; `admit` stands for the host's own filters and multipliers. */
  explain(request: FeedRequest, admit?: (candidate: Candidate) => boolean): Explanation;
  /** A page and why, in one pass: its items and the best of the rest, at most `most` (120). */
  recommendExplained(
    request: FeedRequest,
    admit?: (candidate: Candidate) => boolean,
    most?: number,
  ): { page: RankedItem[]; explanation: Explanation };
  /** The last step of the pipeline with its reasons, for a host that goes step by step. */
  mixExplained(
    scored: readonly ScoredCandidate[],
    request: FeedRequest,
    most?: number,
  ): { page: RankedItem[]; explanation: Explanation };
  publicStanding(itemId: string, at: number): PublicStanding | null;
  /** Traffic pools as of `at`: probation and the six, what waits in each, what went up, down, or out. */
  pools(at: number): PoolOverview[];
  poolItems(query: PoolItemQuery): { total: number; items: PoolItem[] };
  poolTransitions(range: { limit: number; offset: number }): { total: number; transitions: PoolTransition[] };
  stats(): EngineStats;
  /** How well the model predicts, head by head, and what it holds. */
  modelHealth(): ModelHealth;
  /**
   * Examples that wait for the training worker; 0 when training in line. A host stops reading its log while this is more
   * than half of the ring: `ingest` into a full ring waits.
   */
  trainingBacklog(): number;
  /**
   * Viewers by items, to fit the closed-form item model to, in another thread: the latest `viewers` (20,000) with the
   * `items` (4,000) most met by them.
   */
  easeInput(bounds?: { viewers?: number; items?: number }): EaseInput;
  /**
   * Serves with fitted rows until others come; null stops it. Rows are no part of the learned state: a snapshot does not
   * hold them, so give them again after a start, and two processes with other rows differ in this one source.
   */
  setEaseRows(rows: EaseRows | null): void;
  /**
   * Tells the index of the host of at most `most` vectors that moved; returns how many are left. For a timer of the host;
   * does nothing while there are few enough for the exact scan.
   */
  refreshVectorIndex(most: number): number;
  /** The whole state. `offset` (empty when absent): where in the host's log it stands, in the host's own words. */
  snapshot(offset?: string): Uint8Array;
  /** Replaces the whole state and returns the offset, or throws and leaves it untouched. @throws SnapshotError */
  restore(snapshot: Uint8Array): string;
}

const editedMax = 100;
const explainedMost = 120;

/** @throws PolicyError when the policy is not usable. */
export function createEngine(options: EngineOptions): Engine {
  let policy = parsePolicy(options.policy ?? defaultPolicy);
  const training = options.training ?? 'inline';
  let state: EngineState = createEngineState(policy, undefined, training);

  const serving = openServing(options.vectorIndex ?? null);
  const followMoves = (): void => {
    if (serving.vectorIndex) state.vectors.followMoves();
  };
  followMoves();

  /** Steps of one request share its context: the same request object, as long as nothing was learned in between. */
  let opened: { request: FeedRequest; context: RequestContext } | null = null;
  const open = (request: FeedRequest): RequestContext => {
    if (opened?.request !== request)
      opened = { request, context: openRequest(state, policy, options.seed, request, serving) };
    return opened.context;
  };
  const learning = (): EngineState => {
    opened = null;
    return state;
  };

  return {
    get policy() {
      return policy;
    },
    setPolicy(draft) {
      policy = switchPolicy(policy, draft);
      opened = null;
    },
    ingest: (event, knownAt) => learnEvent(learning(), policy, event, knownAt),
    upsertItem: (facts) => upsertItem(learning(), policy, facts),
    removeItem: (itemId) => removeItem(learning(), itemId),
    setViewerTags: (viewerId, tags) => setViewerTags(learning(), policy, viewerId, tags),
    setPersonalisation(viewerId, on) {
      const known = learning().viewers.get(viewerId);
      if (!isId(viewerId) || (known?.personalised ?? true) === on) return;
      state.viewers.delete(viewerId);
      state.model.forgetViewer(hash32(viewerId));
      openViewer(state, policy, viewerId).personalised = on;
    },
    forgetViewer(viewerId) {
      learning().viewers.delete(viewerId);
      state.model.forgetViewer(hash32(viewerId));
    },
    mergeViewers: (from, into) => mergeViewers(learning(), policy, from, into),
    viewerInterests(viewerId, at) {
      const viewer = state.viewers.read(viewerId);
      if (!viewer) return [];
      return interestsOf(state, policy, viewer, at).map(({ entity: _entity, ...shown }) => shown);
    },
    recommend(request) {
      const context = openRequest(state, policy, options.seed, request, serving);
      return mixPage(context, scoreCandidates(context, retrieve(context)));
    },
    retrieve: (request) => retrieve(open(request)),
    score: (candidates, request) => scoreCandidates(open(request), candidates),
    mix: (scored, request) => mixPage(open(request), scored),
    admits: (itemId, request) => open(request).admits(state.itemIds.find(itemId)),
    explain: (request, admit) =>
      recommendExplained(openRequest(state, policy, options.seed, request, serving), admit, Number.POSITIVE_INFINITY)
        .explanation,
    recommendExplained: (request, admit, most = explainedMost) =>
      recommendExplained(openRequest(state, policy, options.seed, request, serving), admit, most),
    mixExplained: (scored, request, most = explainedMost) => explainMix(open(request), scored, most),
    publicStanding: (itemId, at) => publicStanding(state, policy, itemId, at),
    pools: (at) => overviewOf(state, policy, at),
    poolItems: (query) => poolItemsOf(state, policy, query),
    poolTransitions: (range) => poolTransitionsOf(state, range),
    stats: () => ({
      ...structuredClone(state.counters),
      items: state.items.length,
      itemsAlive: state.shelves.of(0)?.members.size ?? 0,
      viewers: state.viewers.size,
      pairsDropped: state.coOccurrence.pairsDropped,
      sourceFailures: { ...serving.sourceFailures },
    }),
    easeInput: (bounds) => easeInputOf(state, bounds),
    setEaseRows: (rows) => setEaseRows(serving, state, rows),
    refreshVectorIndex(most) {
      const isLarge = state.vectors.rows > policy.limits.exactVectors;
      return serving.vectorIndex && isLarge ? state.vectors.tellMoves(serving.vectorIndex, most) : 0;
    },
    modelHealth: () => healthOf(state.model),
    trainingBacklog: () => state.model.backlog(),
    snapshot: (offset = '') => writeSnapshot(state, offset),
    restore(snapshot) {
      const read = readSnapshot(policy, snapshot, training);
      state = read.state;
      followMoves();
      opened = null;
      return read.offset;
    },
  };
}

function upsertItem(state: EngineState, policy: Policy, facts: ItemFacts): boolean {
  const slot = refuseItem(facts) ? -1 : openSlot(state, policy, facts.itemId);
  if (slot < 0) {
    state.counters.itemsRefused++;
    return false;
  }
  state.removed.delete(slot);
  const before = state.items[slot];
  if (before?.alive) withdraw(state, slot, before);
  const item = storeItem(facts, state.entities);
  state.items[slot] = item;
  state.shelves.put(slot, item);
  state.content.put(slot, item);
  state.traits.put(slot, item);
  state.vectors.place(slot, item);
  if (item.facts.onAir) state.onAir.add(slot);
  admitToPools(state, slot, item);
  return true;
}

/** Out of everything that is picked from. */
function withdraw(state: EngineState, slot: number, item: StoredItem): void {
  state.shelves.take(slot, item);
  state.content.take(slot, item);
  state.traits.withdraw(slot);
  state.onAir.delete(slot);
}

function removeItem(state: EngineState, itemId: string): boolean {
  const slot = state.itemIds.find(itemId);
  const item = state.items[slot];
  if (!item?.alive) return false;
  item.alive = false;
  withdraw(state, slot, item);
  state.vectors.hide(slot);
  withdrawFromPools(state, slot);
  state.removed.add(slot);
  return true;
}

function setViewerTags(state: EngineState, policy: Policy, viewerId: string, tags: readonly InterestTag[]): void {
  if (!isId(viewerId)) return;
  const viewer = openViewer(state, policy, viewerId);
  viewer.edited.clear();
  for (const { kind, id, weight, state: edit } of tags.slice(0, editedMax)) {
    if ((kind !== 'category' && kind !== 'tag') || !isId(id) || !(weight >= 0 && weight <= 1)) continue;
    // Looked up, not interned: what no item has cannot be an interest yet, and viewers cannot fill the table.
    const entity = state.entities.find(entityKey[kind](id));
    if (entity >= 0) viewer.edited.set(entity, { weight, state: edit ?? null });
  }
}

function mergeViewers(state: EngineState, policy: Policy, fromId: string, intoId: string): void {
  const from = state.viewers.get(fromId);
  if (!from || fromId === intoId || !isId(intoId)) return;
  const into = openViewer(state, policy, intoId);
  for (const { slot } of from.touches) mergeSpeakers(state, fromId, intoId, slot);
  if (into.personalised) {
    const { touchesPerViewer, leaningsPerViewer, interestsPerViewer } = policy.limits;
    const halfLifeMs = policy.learning.leaningHalfLifeDays * dayMs;
    mergeViewerStates(from, into, {
      touchesMax: touchesPerViewer,
      leaningsMax: leaningsPerViewer,
      interestsMax: interestsPerViewer,
      halfLifeMs,
    });
    state.model.renameViewer(hash32(fromId), hash32(intoId));
  } else {
    state.model.forgetViewer(hash32(fromId));
  }
  state.viewers.delete(fromId);
}

function publicStanding(state: EngineState, policy: Policy, itemId: string, at: number): PublicStanding | null {
  const slot = state.itemIds.find(itemId);
  const item = state.items[slot];
  if (!item) return null;
  const rates = new Float64Array(headCount);
  publicHeads(state, policy, slot, rates);
  return {
    watch: rates[head.watch]!,
    engage: rates[head.engage]!,
    click: rates[head.click]!,
    buy: rates[head.buy]!,
    keep: rates[head.keep]!,
    deduct: rates[head.deduct]!,
    harm: rates[head.harm]!,
    impressions: state.itemCounts.at(slot, columns.impressions),
    clicks: state.itemCounts.at(slot, columns.clicks),
    buys: state.itemCounts.at(slot, columns.buys),
    settled: state.itemCounts.at(slot, columns.settled),
    trend: state.itemTrends.valueAt(slot, at),
  };
}
