import { createHash } from 'node:crypto';
import { createEngine, type Engine, type EngineEvent } from '@haowu/interest-engine';
import type { Fact, FactType, ProductData, VideoData } from '../events/index.ts';
import { type LogCursor, logStart, type RecordedAction } from '../interactions/index.ts';
import { type FactCursor, firstFact, type LoggedFact } from '../kernel/index.ts';
import { learnable } from './learnable.ts';
import { type KnownChoice, type KnownOrder, ordersMax, productItem, type ShelfState, videoItem } from './shelf.ts';

/** Types of facts a replica learns from. */
export const learnedFacts = [
  'product.published',
  'product.changed',
  'product.withdrawn',
  'video.published',
  'video.withdrawn',
  'order.placed',
  'order.paid',
  'parcel.delivered',
  'aftersale.completed',
  'review.posted',
  'report.filed',
  'restriction.imposed',
  'restriction.lifted',
  'viewer.merged',
  'viewer.personalisation_changed',
  'viewer.interests_changed',
  'viewer.history_cleared',
  'account.deleted',
] as const satisfies readonly FactType[];
type LearnedFact = Fact<(typeof learnedFacts)[number]>;

export type Entry = { log: 'fact'; fact: LoggedFact } | { log: 'action'; action: RecordedAction };

/** The engine and what stands beside it, moved only by entries of the two logs in their one order. */
export type Replica = {
  readonly engine: Engine;
  cursors(): { facts: FactCursor; actions: LogCursor };
  /** Entries taken since the beginning of the log. */
  taken(): number;
  apply(entry: Entry): void;
  /** Tags and categories of what is on show, most frequent first. */
  frequentTags(limit: number): { kind: 'category' | 'tag'; tag: string }[];
  /** Text; equal states give equal texts. `origin` names the database whose log this is. */
  snapshot(origin: string): string;
};

/** The seed of every draw, together with the id of the request: the same in all processes. */
export const engineSeed = 'haowu';

const format = 'haowu-recommender 1';
type Saved = {
  origin: string;
  facts: [string, string];
  actions: [string, string];
  taken: number;
  shelf: ShelfState;
};

/** @throws Error when the snapshot is damaged, of another format or of another database. */
export function createReplica(from?: { snapshot: string; origin: string }): Replica {
  const engine = createEngine({ seed: engineSeed });
  const videos = new Map<string, VideoData & { published: boolean }>();
  const products = new Map<string, ProductData & { published: boolean }>();
  const videosOf = new Map<string, Set<string>>();
  const orders = new Map<string, KnownOrder>();
  const restricted = new Set<string>();
  const choices = new Map<string, KnownChoice[]>();
  let facts = firstFact;
  let actions = logStart;
  let taken = 0;

  if (from) {
    const { saved, engineText } = readSaved(from.snapshot, from.origin);
    engine.restore(engineText);
    facts = { transactionId: saved.facts[0], position: BigInt(saved.facts[1]) };
    actions = { transactionId: saved.actions[0], sequence: BigInt(saved.actions[1]) };
    taken = saved.taken;
    for (const [id, video] of saved.shelf.videos) keepVideo(id, video);
    for (const [id, product] of saved.shelf.products) products.set(id, product);
    for (const [id, order] of saved.shelf.orders) orders.set(id, order);
    for (const key of saved.shelf.restricted) restricted.add(key);
    for (const [id, list] of saved.shelf.choices) choices.set(id, list);
  }

  function keepVideo(id: string, video: VideoData & { published: boolean }): void {
    for (const productId of videos.get(id)?.productIds ?? []) videosOf.get(productId)?.delete(id);
    videos.set(id, video);
    for (const productId of video.productIds) {
      const known = videosOf.get(productId) ?? new Set();
      videosOf.set(productId, known.add(id));
    }
  }

  const isHeld = (keys: readonly string[]): boolean => keys.some((key) => restricted.has(key));

  function showVideo(id: string): void {
    const video = videos.get(id);
    if (!video) return;
    const goods = video.productIds.map((each) => products.get(each)).filter((each) => each?.published);
    // Also when it may not be shown: what is known of it must be right on the day it may.
    engine.upsertItem(videoItem(video, goods as ProductData[]));
    const held = isHeld([`video:${id}`, `account:${video.authorId}`, `shop:${video.shopId}`]);
    if (!video.published || held) engine.removeItem(id);
  }

  function showProduct(id: string): void {
    const product = products.get(id);
    if (!product) return;
    engine.upsertItem(productItem(product));
    if (!product.published || isHeld([`product:${id}`, `shop:${product.shopId}`])) engine.removeItem(id);
    for (const videoId of videosOf.get(id) ?? []) showVideo(videoId);
  }

  function showSubject(kind: string, id: string): void {
    if (kind === 'video') showVideo(id);
    else if (kind === 'product') showProduct(id);
    else if (kind === 'account' || kind === 'shop') {
      for (const [videoId, video] of videos) if (video.authorId === id || video.shopId === id) showVideo(videoId);
      if (kind === 'shop')
        for (const [productId, product] of products) if (product.shopId === id) showProduct(productId);
    }
  }

  function giveChoices(viewerId: string): void {
    const list = choices.get(viewerId);
    if (!list) return;
    engine.setViewerTags(
      viewerId,
      list.map(({ kind, tag, choice }) => ({
        kind,
        id: tag,
        weight: choice === 'chosen' ? 1 : 0,
        ...(choice === 'chosen' ? { state: 'pinned' as const } : {}),
        ...(choice === 'blocked' ? { state: 'blocked' as const } : {}),
      })),
    );
  }

  const learn = (event: EngineEvent): void => void engine.ingest(event);

  function learnLines(
    fact: LearnedFact,
    kind: 'order' | 'paid' | 'delivered' | 'refunded' | 'quality_fault',
    buyerId: string,
    lines: readonly { lineId: string; productId: string; contentId: string | null }[],
  ): void {
    for (const line of lines) {
      learn({
        id: `${fact.id}:${kind}:${line.lineId}`,
        at: fact.occurredAt.getTime(),
        viewerId: buyerId,
        kind,
        productId: line.productId,
        ...(line.contentId ? { itemId: line.contentId } : {}),
      });
    }
  }

  function applyFact(fact: LearnedFact): void {
    const at = fact.occurredAt.getTime();
    switch (fact.type) {
      case 'product.published':
      case 'product.changed': {
        const known = products.get(fact.data.productId);
        products.set(fact.data.productId, {
          ...fact.data,
          published: fact.type === 'product.published' || (known?.published ?? false),
        });
        showProduct(fact.data.productId);
        return;
      }
      case 'product.withdrawn': {
        const known = products.get(fact.data.productId);
        if (known) products.set(fact.data.productId, { ...known, published: false });
        showProduct(fact.data.productId);
        return;
      }
      case 'video.published':
        keepVideo(fact.data.videoId, { ...fact.data, published: true });
        showVideo(fact.data.videoId);
        return;
      case 'video.withdrawn': {
        const known = videos.get(fact.data.videoId);
        if (known) keepVideo(fact.data.videoId, { ...known, published: false });
        showVideo(fact.data.videoId);
        return;
      }
      case 'order.placed': {
        const { orderId, buyerId } = fact.data;
        const lines = fact.data.lines.map(({ lineId, productId, contentId }) => ({ lineId, productId, contentId }));
        orders.set(orderId, { buyerId, lines });
        for (const oldest of orders.keys()) {
          if (orders.size <= ordersMax) break;
          orders.delete(oldest);
        }
        learnLines(fact, 'order', buyerId, lines);
        return;
      }
      case 'order.paid':
        learnLines(fact, 'paid', fact.data.buyerId, fact.data.lines);
        return;
      case 'parcel.delivered':
        learnLines(fact, 'delivered', fact.data.buyerId, orders.get(fact.data.orderId)?.lines ?? []);
        return;
      case 'aftersale.completed': {
        const { orderId, lineId, productId, buyerId } = fact.data;
        const contentId = orders.get(orderId)?.lines.find((line) => line.lineId === lineId)?.contentId ?? null;
        const line = { lineId, productId, contentId };
        if (fact.data.refundMinor > 0) learnLines(fact, 'refunded', buyerId, [line]);
        if (fact.data.fault === 'merchant') learnLines(fact, 'quality_fault', buyerId, [line]);
        return;
      }
      case 'review.posted': {
        if (!fact.data.counted) return;
        const { buyerId: viewerId, productId, contentId, stars, asShown } = fact.data;
        const target = { productId, ...(contentId ? { itemId: contentId } : {}) };
        learn({ id: `${fact.id}:review`, at, viewerId, kind: 'review', stars, ...target });
        if (asShown === false) learn({ id: `${fact.id}:as_shown`, at, viewerId, kind: 'as_described_no', ...target });
        return;
      }
      case 'report.filed': {
        const { subjectKind, subjectId: itemId, reporterId: viewerId } = fact.data;
        if (subjectKind === 'video' || subjectKind === 'product') {
          learn({ id: fact.id, at, viewerId, kind: 'report', itemId });
        }
        return;
      }
      case 'restriction.imposed':
      case 'restriction.lifted': {
        const { subjectKind, subjectId, capability } = fact.data;
        if (capability !== 'recommend') return;
        if (fact.type === 'restriction.imposed') restricted.add(`${subjectKind}:${subjectId}`);
        else restricted.delete(`${subjectKind}:${subjectId}`);
        showSubject(subjectKind, subjectId);
        return;
      }
      case 'viewer.merged': {
        const { viewerId, accountId } = fact.data;
        engine.mergeViewers(viewerId, accountId);
        const brought = choices.get(viewerId);
        if (brought) {
          const own = choices.get(accountId) ?? [];
          const isOwn = (choice: KnownChoice) =>
            own.some((each) => each.kind === choice.kind && each.tag === choice.tag);
          choices.set(accountId, [...own, ...brought.filter((choice) => !isOwn(choice))]);
          choices.delete(viewerId);
        }
        giveChoices(accountId);
        return;
      }
      case 'viewer.personalisation_changed':
        engine.setPersonalisation(fact.data.viewerId, fact.data.personalised);
        if (fact.data.personalised) giveChoices(fact.data.viewerId);
        return;
      case 'viewer.interests_changed':
        if (fact.data.choices.length > 0) choices.set(fact.data.viewerId, fact.data.choices);
        else choices.delete(fact.data.viewerId);
        engine.setViewerTags(fact.data.viewerId, []);
        giveChoices(fact.data.viewerId);
        return;
      case 'viewer.history_cleared':
        engine.forgetViewer(fact.data.viewerId);
        giveChoices(fact.data.viewerId);
        return;
      case 'account.deleted':
        choices.delete(fact.data.accountId);
        engine.forgetViewer(fact.data.accountId);
        return;
    }
  }

  function applyAction(action: RecordedAction): void {
    const kind = learnable[action.kind];
    if (!kind || !action.viewerId || !action.itemId || action.itemKind === 'author') return;
    learn({
      id: `a${action.sequence}`,
      at: action.occurredAt.getTime(),
      viewerId: action.viewerId,
      kind,
      itemId: action.itemId,
      ...(action.productId && action.productId !== action.itemId ? { productId: action.productId } : {}),
      ...(kind === 'watch' ? { watchMs: action.watchMs } : {}),
    });
  }

  return {
    engine,
    cursors: () => ({ facts, actions }),
    taken: () => taken,
    apply(entry) {
      taken += 1;
      if (entry.log === 'fact') {
        facts = { transactionId: entry.fact.transactionId, position: entry.fact.position };
        // The reader asks for these types only, and the catalogue types what each carries.
        applyFact(entry.fact as unknown as LearnedFact);
      } else {
        actions = { transactionId: entry.action.transactionId, sequence: entry.action.sequence };
        applyAction(entry.action);
      }
    },
    frequentTags: (limit) => frequentTags(videos.values(), limit),
    snapshot(origin) {
      const saved: Saved = {
        origin,
        facts: [facts.transactionId, String(facts.position)],
        actions: [actions.transactionId, String(actions.sequence)],
        taken,
        shelf: {
          videos: [...videos],
          products: [...products],
          orders: [...orders],
          restricted: [...restricted],
          choices: [...choices],
        },
      };
      const text = JSON.stringify(saved);
      return `${format} ${createHash('sha256').update(text).digest('hex')}\n${text}\n${engine.snapshot()}`;
    },
  };
}

function readSaved(snapshot: string, origin: string): { saved: Saved; engineText: string } {
  const first = snapshot.indexOf('\n');
  const second = snapshot.indexOf('\n', first + 1);
  const text = snapshot.slice(first + 1, second);
  if (snapshot.slice(0, first) !== `${format} ${createHash('sha256').update(text).digest('hex')}`) {
    throw new Error('the snapshot is cut short, altered or of another format');
  }
  const saved = JSON.parse(text) as Saved;
  if (saved.origin !== origin) throw new Error('the snapshot is of another database');
  return { saved, engineText: snapshot.slice(second + 1) };
}

function frequentTags(
  videos: Iterable<VideoData & { published: boolean }>,
  limit: number,
): { kind: 'category' | 'tag'; tag: string }[] {
  const counts = new Map<string, { kind: 'category' | 'tag'; tag: string; count: number }>();
  const count = (kind: 'category' | 'tag', tag: string): void => {
    const known = counts.get(`${kind} ${tag}`) ?? { kind, tag, count: 0 };
    known.count += 1;
    counts.set(`${kind} ${tag}`, known);
  };
  for (const video of videos) {
    if (!video.published) continue;
    for (const id of video.categoryIds) count('category', id);
    for (const tag of video.tags) count('tag', tag);
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
    .slice(0, limit)
    .map(({ kind, tag }) => ({ kind, tag }));
}
