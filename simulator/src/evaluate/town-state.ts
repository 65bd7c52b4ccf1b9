import type { EventKind } from '@haowu/interest-engine';
import type { LineFact } from '../../../server/src/quality/fact.ts';
import type { Draws } from './draws.ts';
import type { SellerKindName, World } from './world-file.ts';

/** How a person stands to a category. */
export const standing = { none: 0, open: 1, latent: 2, awakened: 3 } as const;

export interface Viewer {
  readonly index: number;
  readonly id: string;
  /** Visits a day when all is well. */
  readonly activity: number;
  readonly budgetMinor: number;
  /** 0 mild to 1 harsh. */
  readonly strictness: number;
  /** By category: how much it moves this person now, 0 to about 1; what it would be once awake; and the standing. */
  readonly pull: Float32Array;
  readonly wish: Float32Array;
  readonly standing: Uint8Array;
  /** By category: day of the last purchase, far in the past when there was none. */
  readonly boughtDay: Float32Array;
  /** 0 to 1: whether this person believes that what is shown here is what arrives. */
  trust: number;
  /** Running share of clips watched with pleasure. */
  pleasure: number;
  /** Running share of goods shown that were of no interest. */
  tired: number;
  /** Money spent lately; halves in three weeks. */
  spentMinor: number;
  spentDay: number;
  readonly follows: string[];
  readonly met: Map<number, number>;
  sessions: number;
}

export interface Shop {
  readonly index: number;
  readonly id: string;
  /** Stable over policies: what the seller's luck is keyed by. */
  readonly key: number;
  readonly kind: SellerKindName;
  readonly bad: boolean;
  readonly openedDay: number;
  readonly homeCategories: readonly number[];
  readonly exaggeration: number;
  quality: number;
  lateDispatch: number;
  open: boolean;
  closedDay: number;
  cashMinor: number;
  confirmedHarm: number;
  starsSum: number;
  starsCount: number;
  readonly products: number[];
  /** The seller's own account. */
  readonly authorId: string;
  clipsMade: number;
}

export interface Product {
  readonly index: number;
  readonly id: string;
  readonly key: number;
  readonly shop: number;
  readonly category: number;
  readonly priceMinor: number;
  /** Price against what is usual, for the fairness of price. */
  readonly usualMinor: number;
  readonly qualityOffset: number;
  readonly appeal: number;
  readonly counterfeit: boolean;
  readonly tags: readonly number[];
  readonly publishedAt: number;
  onSale: boolean;
  /** What was earned with it lately, net of refunds; decays weekly. Creators see it. */
  sold: number;
}

export interface Creator {
  readonly index: number;
  readonly id: string;
  readonly key: number;
  readonly skill: number;
  readonly categories: readonly number[];
  clipsMade: number;
}

export interface Clip {
  readonly index: number;
  readonly id: string;
  readonly key: number;
  readonly authorId: string;
  readonly category: number;
  readonly tags: readonly number[];
  /** -1 when nothing is for sale. */
  readonly product: number;
  readonly shop: number;
  readonly skill: number;
  readonly hook: number;
  readonly durationMs: number;
  readonly publishedAt: number;
  shown: boolean;
  /** Views of the last week: everybody can see them. */
  views: number;
}

/** A paid order line as the platform knows it. Money in minor units. */
export interface Sale {
  readonly id: string;
  /** Of the account that paid; differs from the viewer's for staged orders. */
  readonly buyerId: string;
  readonly clip: Clip | null;
  readonly product: Product;
  readonly shop: Shop;
  readonly paidMinor: number;
}

/** A sale and its whole course. */
export interface Line extends Sale {
  readonly index: number;
  readonly key: number;
  readonly viewer: Viewer;
  readonly paidAt: number;
  readonly fake: boolean;
  /** The interest was latent at the beginning and content awakened it: the truth. */
  readonly latentTruth: boolean;
  /** What the platform can tell from its own log (DOMAIN 3.6). */
  readonly latentSeen: boolean;
  readonly facts: LineFact[];
  receivedAt: number;
  settledAt: number;
  refunded: boolean;
  qualityReturn: boolean;
  complaint: boolean;
  regret: boolean;
  delight: boolean;
  netMinor: number;
  cleanMinor: number;
  qualityMinor: number;
}

/** Counts of a run that are not in its lines. */
export interface Tally {
  sessions: number;
  pages: number;
  impressions: number;
  goodsImpressions: number;
  badImpressions: number;
  watchMs: number;
  clicks: number;
  awakenings: number;
  refusals: number;
  events: number;
}

/** The town of one run. Everything in it follows from the world, the seed and what was shown. */
export interface Town {
  readonly world: World;
  readonly draws: Draws;
  readonly viewers: Viewer[];
  readonly shops: Shop[];
  readonly products: Product[];
  readonly creators: Creator[];
  readonly clips: Clip[];
  /** Clips that may be shown, by product. */
  readonly clipsOfProduct: Map<number, number[]>;
  readonly lines: Line[];
  /** By viewer: what was bought before the first day, by category. */
  readonly pastCategories: Map<number, number>[];
  readonly tally: Tally;
  /** Day in the course, 0 is the first served; negative before. */
  day: number;
}

/** One act of a viewer with a clip of a page. */
export interface Act {
  readonly viewerId: string;
  readonly kind: EventKind;
  readonly itemId: string;
  readonly productId: string | null;
  readonly watchMs: number;
  readonly requestId: string;
  readonly position: number;
  readonly source: string;
  readonly at: number;
}

/** What a line came to by the platform's ruleset. */
export interface SettledValue {
  readonly netMinor: number;
  readonly cleanMinor: number;
  readonly qualityMinor: number;
  readonly rulesetVersion: string;
}

/** Who hears what happens in the town; times in milliseconds. */
export interface Listener {
  acted(act: Act): void;
  clipChanged(clip: Clip): void;
  productChanged(product: Product): void;
  placed(sale: Sale, at: number): void;
  paid(sale: Sale, at: number): void;
  delivered(sale: Sale, at: number): void;
  refunded(sale: Sale, isFault: boolean, at: number): void;
  reviewed(sale: Sale, stars: number, asShown: boolean | null, at: number): void;
  complained(sale: Sale, at: number): void;
  settled(sale: Sale, value: SettledValue, at: number): void;
}

export const townStart = Date.UTC(2026, 2, 1);
export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
export const timeOf = (day: number): number => townStart + Math.round(day * dayMs);
