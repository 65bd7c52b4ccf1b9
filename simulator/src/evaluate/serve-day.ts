import type { FeedRequest, RankedItem, ScoredCandidate } from '@haowu/interest-engine';
import { mix32, purposes } from './draws.ts';
import { meet, type Reaction, remember, type Sitting } from './encounter.ts';
import type { LatentLog } from './latent-log.ts';
import { type Calendar, followLine } from './outcomes.ts';
import {
  type Clip,
  dayMs,
  type Line,
  type Listener,
  type Product,
  standing,
  type Town,
  timeOf,
  type Viewer,
} from './town-state.ts';
import { spend, visitChance } from './viewers.ts';

export interface Ranker {
  /** The page as the viewer sees it, through the engine's own steps. */
  page(request: FeedRequest): RankedItem[];
  /** Called with everything that happened to a clip, after the engine was told. */
  saw?(clip: Clip, reaction: Reaction, at: number): void;
  /** All candidates of the latest page, as the engine scored them. */
  scored(): readonly ScoredCandidate[];
}

/** One place of a page with what came of it; for checking policies against each other. */
export type SlotObserver = (slot: {
  town: Town;
  request: FeedRequest;
  scored: readonly ScoredCandidate[];
  item: RankedItem;
  sitting: Sitting;
  clip: Clip;
  reaction: Reaction;
}) => void;

export interface Serving {
  readonly town: Town;
  readonly listener: Listener;
  readonly calendar: Calendar;
  readonly latentLog: LatentLog;
  readonly ranker: Ranker;
  readonly observe?: SlotObserver;
}

const pageSize = 10;
const pagesMax = 6;

/** Everybody who comes today, by the hour; between two visits, what is due happens. */
export function serveDay(serving: Serving, day: number): void {
  const { town, calendar } = serving;
  const { draws } = town;
  const visits: { viewer: Viewer; at: number }[] = [];
  for (const viewer of town.viewers) {
    if (draws.unit(purposes.visit, viewer.index, day) >= visitChance(viewer, day)) continue;
    // From seven in the morning, mostly in the evening.
    const hour = 7 + 16 * Math.sqrt(draws.unit(purposes.visitTime, viewer.index, day));
    visits.push({ viewer, at: Math.floor(timeOf(day) + (hour / 24) * dayMs) });
  }
  visits.sort((a, b) => a.at - b.at || a.viewer.index - b.viewer.index);
  for (const { viewer, at } of visits) {
    calendar.runTo(at);
    sit(serving, viewer, day, at);
  }
  calendar.runTo(timeOf(day + 1));
}

function sit(serving: Serving, viewer: Viewer, day: number, from: number): void {
  const { town, ranker } = serving;
  const sitting: Sitting = { viewer, day, lately: [] };
  const shown: string[] = [];
  let at = from;
  viewer.sessions++;
  town.tally.sessions++;
  for (let page = 0; page < pagesMax; page++) {
    const request: FeedRequest = {
      requestId: `r${viewer.index}-${day}-${page}`,
      at,
      viewerId: viewer.id,
      size: pageSize,
      personalised: true,
      followedAuthorIds: viewer.follows,
      seenItemIds: shown,
      recentItemIds: shown.slice(-30),
      kinds: ['video'],
    };
    const items = ranker.page(request);
    town.tally.pages++;
    let pleasure = 0;
    for (const item of items) {
      const clip = town.clips[Number(item.itemId.slice(1))]!;
      const reaction = meet(town, sitting, clip);
      // Before anything of it is remembered: chances are those of this moment.
      serving.observe?.({ town, request, item, sitting, scored: ranker.scored(), clip, reaction });
      at += Math.max(1_000, reaction.watchMs);
      shown.push(item.itemId);
      report(serving, sitting, { request, item, clip, reaction, at });
      pleasure += reaction.pleasure / items.length;
    }
    const goesOn = Math.min(0.85, town.world.people.nextPage * (0.4 + 1.8 * pleasure));
    if (items.length === 0 || town.draws.unit(purposes.nextPage, viewer.index, day, page) >= goesOn) break;
  }
}

interface Meeting {
  readonly request: FeedRequest;
  readonly item: RankedItem;
  readonly clip: Clip;
  readonly reaction: Reaction;
  readonly at: number;
}

/** Reports a meeting as the app does, and lets what follows from it begin. */
function report(serving: Serving, sitting: Sitting, { request, item, clip, reaction, at }: Meeting): void {
  const { town, listener, latentLog, ranker } = serving;
  const { viewer, day } = sitting;
  const { tally } = town;
  const product = clip.product < 0 ? null : town.products[clip.product]!;
  tally.impressions++;
  tally.watchMs += reaction.watchMs;
  clip.views += reaction.watched ? 1 : 0.2;
  if (product) {
    tally.goodsImpressions++;
    if (town.shops[product.shop]!.bad) tally.badImpressions++;
  }
  for (const kind of reaction.acts) {
    if (kind === 'not_interested') tally.refusals++;
    listener.acted({
      viewerId: viewer.id,
      kind,
      itemId: clip.id,
      productId: product && (kind === 'click' || kind === 'cart') ? product.id : null,
      watchMs: reaction.watchMs,
      requestId: request.requestId,
      position: item.position,
      source: item.source,
      at,
    });
  }
  latentLog.exposed(viewer.index, clip.category, day);
  if (reaction.clicked) {
    tally.clicks++;
    latentLog.intended(viewer.index, clip.category, day);
  }
  remember(town, sitting, clip, reaction);
  ranker.saw?.(clip, reaction, at);
  if (reaction.buys && product) buy(serving, viewer, clip, product, at + 30_000, day);
}

function buy(serving: Serving, viewer: Viewer, clip: Clip, product: Product, at: number, day: number): void {
  const { town, latentLog } = serving;
  const line = openLine(town, {
    key: mix32(mix32(viewer.index, day), clip.key),
    viewer,
    buyerId: viewer.id,
    clip,
    product,
    paidAt: at,
    fake: false,
    latentTruth: viewer.standing[product.category] === standing.awakened,
    latentSeen: latentLog.isLatent(viewer.index, product.category),
  });
  viewer.boughtDay[product.category] = day;
  spend(viewer, line.paidMinor, day);
  serving.listener.placed(line, at);
  serving.listener.paid(line, at + 20_000);
  followLine(serving, line);
}

type NewLine = Pick<
  Line,
  'key' | 'viewer' | 'buyerId' | 'clip' | 'product' | 'paidAt' | 'fake' | 'latentTruth' | 'latentSeen'
>;

export function openLine(town: Town, line: NewLine): Line {
  const index = town.lines.length;
  const opened: Line = {
    ...line,
    index,
    id: `l${index}`,
    shop: town.shops[line.product.shop]!,
    paidMinor: line.product.priceMinor,
    facts: [],
    receivedAt: 0,
    settledAt: 0,
    refunded: false,
    qualityReturn: false,
    complaint: false,
    regret: false,
    delight: false,
    netMinor: 0,
    cleanMinor: 0,
    qualityMinor: 0,
  };
  town.lines.push(opened);
  return opened;
}
