import type { Refusal } from './refusal.ts';

export type AssetKind = 'video' | 'image';
export type AssetState = 'uploaded' | 'processing' | 'ready' | 'refused';
export type MediaSource = { url: string; width: number; height: number; bytes: number };

/** A clip or picture as other rooms see it. */
export type Asset = {
  id: string;
  ownerId: string;
  kind: AssetKind;
  state: AssetState;
  progress: number;
  refusal: Refusal | null;
  /** Size of the largest output, upright; null before it is ready. */
  width: number | null;
  height: number | null;
  durationMs: number | null;
  /** Base64. */
  thumbhash: string | null;
  /** Largest first; empty before it is ready. */
  sources: MediaSource[];
  posterUrl: string | null;
  captions: { locale: string; url: string }[];
};

/** What an asset keeps of its outputs; files are names of blobs. */
export type Outputs = {
  sources: { file: string; width: number; height: number; bytes: number }[];
  poster: string | null;
  captions: { locale: string; file: string }[];
};
