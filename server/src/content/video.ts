import type { VideoData } from '../events/index.ts';
import type { Asset } from '../media/index.ts';

export type VideoState = 'processing' | 'in_review' | 'refused' | 'published' | 'withdrawn';

/** Why a video was refused: a stable code and the words or figures behind it. */
export type StateReason = { code: string; detail: string };

/**
 * The life of a video. A row of the table is one allowed step; the update that makes it is conditional on the states it
 * may start from, so two people pressing at once make one step. A video sent in before its clip is ready waits in review.
 */
export const videoSteps = {
  submit: { from: ['processing', 'refused', 'withdrawn'], to: 'in_review' },
  approve: { from: ['in_review'], to: 'published' },
  refuse: { from: ['processing', 'in_review'], to: 'refused' },
  withdraw: { from: ['processing', 'in_review', 'refused', 'published'], to: 'withdrawn' },
  /** A published video whose change the rules refuse is taken down. */
  takeDown: { from: ['published'], to: 'refused' },
} as const satisfies Record<string, { from: readonly VideoState[]; to: VideoState }>;

export type VideoStep = keyof typeof videoSteps;

/** What the player needs, as the API's Playback. */
export type Playback = {
  sources: { url: string; width: number; height: number; bytes: number }[];
  posterUrl: string;
  thumbhash: string | null;
  width: number;
  height: number;
  durationMs: number;
  captions: { locale: string; url: string }[];
};

export type AttachedGoods = { productId: string; momentMs: number };

export type Video = {
  id: string;
  authorId: string;
  shopId: string | null;
  assetId: string;
  title: string;
  caption: string;
  categoryId: string | null;
  tags: string[];
  synthetic: boolean;
  state: VideoState;
  stateReasons: StateReason[];
  playback: Playback | null;
  /** In the order of their moments. */
  goods: AttachedGoods[];
  createdAt: Date;
  publishedAt: Date | null;
  fact: VideoData | null;
};

/** The copy of a finished clip that a video keeps; undefined when it is no finished clip. */
export function playbackOf(asset: Asset): Playback | undefined {
  const { width, height, durationMs, posterUrl, sources, thumbhash, captions } = asset;
  if (asset.kind !== 'video' || asset.state !== 'ready') return undefined;
  if (!width || !height || !durationMs || !posterUrl || sources.length === 0) return undefined;
  return { sources, posterUrl, thumbhash, width, height, durationMs, captions };
}
