import type { EngineEvent } from '../event.ts';
import { headCount } from '../heads.ts';
import { isDeal, type StoredItem } from '../item.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Policy } from '../policy.ts';
import { hash32 } from '../random.ts';
import { type Signal, signals } from '../signal.ts';
import { createViewerLens, viewLength } from '../viewer-lens.ts';
import type { ViewerState } from '../viewer-state.ts';
import { createDailySay } from './daily-say.ts';
import { createEmbeddingSlots, type EmbeddingSlots } from './embedding-slots.ts';
import {
  daypartOf,
  type Encounter,
  isOfEntity,
  isOfItem,
  isOfViewer,
  numberOfKey,
  writeDense,
  writeKeys,
} from './features.ts';
import { createJoin, type Join, label } from './join.ts';
import {
  correction,
  denseMax,
  featuresMax,
  headsOfModel,
  noFeature,
  record,
  type SnapshotReader,
  type SnapshotWriter,
} from './layout.ts';
import { openRing } from './ring.ts';
import { createTrainer } from './train.ts';
import { createWatchQuantiles } from './watch-quantile.ts';
import { openWeights, type SharedWeights, type Weights } from './weights.ts';

/** Where examples go: learned at once, or into a ring that a worker empties with `trainFromRing` on the same weights. */
export type Training = 'inline' | { readonly ring: SharedArrayBuffer; readonly weights: SharedWeights };

/** The online model of one engine: joins, builds examples, and either trains or hands them on. */
export interface Model {
  readonly weights: Weights;
  readonly slots: EmbeddingSlots;
  readonly join: Join;
  /** Time as far as events tell it: the newest accepted, and never far ahead of the one before. */
  readonly clock: number;
  /** Once for each accepted event, before anything is learned from it. `known`: the host vouches for the time. */
  advance(at: number, known: boolean): void;
  /** Takes down an encounter as it was before anything of it is learned; `show` opens it if it counts. */
  observe(state: Knowledge, policy: Policy, viewer: ViewerState, event: EngineEvent, slot: number): void;
  /** `voice`: the device's hash, or the viewer's where none was named. */
  show(event: EngineEvent, viewer: number, voice: number, item: StoredItem, slot: number): void;
  tell(event: EngineEvent, viewer: number, slot: number, signal: Signal, item: StoredItem): void;
  /** Impressions the model did not listen to, because their viewer or device had said enough that day. */
  unheard(): number;
  /** Examples in the ring that nobody has learned yet; 0 in line. */
  backlog(): number;
  capacity(): number;
  /** Signing in: what one viewer was shown, did and taught becomes another's. */
  renameViewer(from: number, into: number): void;
  forgetViewer(viewer: number): void;
  /** For numbers that go to other items, or to other categories, tags, authors and shops. */
  forgetItems(slots: ReadonlySet<number>): void;
  forgetEntities(entities: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** An event that nobody vouches for moves time by a day at most: one wild clock must not close every window. */
const longestStepMs = dayMs;
/**
 * One impression in so many is learned from without its place, so that the model also knows how things fare wherever they
 * stand; that is what it is asked when it scores (position dropout: Zhao et al., Recommending What Video to Watch Next,
 * RecSys 2019).
 */
const placeless = 8;
const defaultDurationMs = 15_000;
const skipMs = 700;

export function createModel(policy: Policy, training: Training = 'inline', saved?: SnapshotReader): Model {
  const shared = training === 'inline' ? undefined : training.weights;
  const ring = training === 'inline' ? null : openRing(training.ring);
  const { windows, model } = policy.learning;
  const slots = createEmbeddingSlots(
    { slots: policy.limits.embeddings, admitAfter: model.admitAfter, expireDays: model.expireDays },
    saved,
  );
  const quantiles = createWatchQuantiles(saved);
  const say = createDailySay(saved);
  const words = new ArrayBuffer(4 * record.words);
  const integers = new Int32Array(words);
  const floats = new Float32Array(words);
  const highs = new Uint32Array(featuresMax);
  const lows = new Uint32Array(featuresMax);
  const features = new Int32Array(featuresMax);
  const inputs = new Float32Array(denseMax);
  const rates = new Float64Array(headCount);
  const view = new Float64Array(viewLength);
  let clock = saved?.f64('model.clock')[0] ?? 0;

  const join = createJoin(
    {
      watchMs: windows.watchMinutes * minuteMs,
      clickMs: windows.clickMinutes * minuteMs,
      buyMs: windows.buyDays * dayMs,
      keepMs: windows.keepDays * dayMs,
    },
    policy.limits.openImpressions,
    {
      features,
      dense: inputs,
      watchLabel(durationMs, watchMs, isFirst) {
        const quantile = quantiles.quantileOf(durationMs, watchMs);
        if (isFirst) quantiles.add(durationMs, watchMs);
        return quantile;
      },
      learn(held, dense, now, before, row, isCorrection) {
        integers[record.flags] = isCorrection ? correction : 0;
        integers[record.impression] = row;
        for (let index = 0; index < featuresMax; index++) {
          integers[record.features + index] = slots.resolve(held[row * featuresMax + index]!);
        }
        for (let index = 0; index < denseMax; index++) floats[record.dense + index] = dense[row * denseMax + index]!;
        for (let head = 0; head < headsOfModel; head++) {
          floats[record.now + head] = now[row * headsOfModel + head]!;
          floats[record.before + head] = before[row * headsOfModel + head]!;
        }
        if (ring) ring.push(integers);
        else trainer.learn(integers, floats, 0);
      },
    },
    saved,
  );

  // Last: memory shared with a trainer must not be touched by a snapshot that turns out to be unusable.
  const weights = openWeights(shared, saved);
  const trainer = createTrainer(weights);

  return {
    weights,
    slots,
    join,
    get clock() {
      return clock;
    },
    advance(at, known) {
      if (at > clock) clock = clock === 0 || known ? at : Math.min(at, clock + longestStepMs);
      slots.tick(Math.floor(clock / dayMs));
      join.advance(clock);
    },
    observe(state, policy, viewer, event, slot) {
      const item = state.items[slot]!;
      const isPersonal = viewer.personalised;
      const encounter: Encounter = {
        viewer: isPersonal ? hash32(event.viewerId) : -1,
        at: event.at,
        daypart: daypartOf(event.at),
        touches: isPersonal ? viewer.touches.length : 0,
        source: event.source === undefined ? -1 : hash32(event.source),
        position: hash32(event.id) % placeless === 0 ? -1 : (event.position ?? -1),
      };
      const lens = createViewerLens(state, policy, isPersonal ? viewer : null, event.at, 'one');
      writeKeys(item, slot, encounter, highs, lows);
      for (let place = 0; place < featuresMax; place++) {
        features[place] = lows[place] === 0 ? noFeature : slots.see(highs[place]!, lows[place]!);
      }
      writeDense(state, policy, lens, slot, encounter, rates, view, inputs, 0);
    },
    show(event, viewer, voice, item, slot) {
      if (!say.admit(voice, Math.floor(clock / dayMs))) return;
      const { facts } = item;
      join.show({
        viewer,
        slot,
        at: event.at,
        request: requestOf(event),
        isWatchable: facts.kind !== 'product',
        isDeal: isDeal(facts),
        durationMs: facts.durationMs ?? event.durationMs ?? defaultDurationMs,
      });
    },
    tell(event, viewer, slot, signal, item) {
      const request = requestOf(event);
      const durationMs = item.facts.durationMs ?? event.durationMs ?? defaultDurationMs;
      if (event.kind === 'watch' || event.kind === 'finish' || event.kind === 'skip') {
        const watchMs = event.watchMs ?? (event.kind === 'finish' ? durationMs : skipMs);
        join.tell(viewer, slot, label.watch, event.at, request, watchMs);
      } else if (signal === signals.clicked || signal === signals.carted || signal === signals.ordered) {
        join.tell(viewer, slot, label.click, event.at, request, 1);
      } else if (signal === signals.paid) join.tell(viewer, slot, label.buy, event.at, request, 1);
    },
    unheard: () => say.refused,
    backlog: () => ring?.backlog() ?? 0,
    capacity: () => ring?.capacity ?? 0,
    renameViewer(from, into) {
      join.renameViewer(from, into);
      slots.rename(from, into, isOfViewer);
    },
    forgetViewer(viewer) {
      join.forgetViewer(viewer);
      slots.forget((high, low) => high === viewer && isOfViewer(low));
    },
    forgetItems(gone) {
      join.forgetItems(gone);
      slots.forget((_high, low) => isOfItem(low) && gone.has(numberOfKey(low)));
    },
    forgetEntities(gone) {
      slots.forget((_high, low) => isOfEntity(low) && gone.has(numberOfKey(low)));
    },
    save(writer) {
      // What waits in the ring is in no weights yet; a snapshot without it could not be replayed to the same state.
      if (ring && ring.backlog() > 0) throw new Error('A snapshot needs an empty ring of training examples.');
      writer.section('model.clock', Float64Array.of(clock));
      weights.save(writer, slots.used, join.rows());
      slots.save(writer);
      quantiles.save(writer);
      say.save(writer);
      join.save(writer);
    },
  };
}

/** 0 stands for no request. */
const requestOf = (event: EngineEvent): number => (event.requestId === undefined ? 0 : hash32(event.requestId) || 1);
