import type { actionKinds } from './contract.ts';

/** Reported by the app with an impression token. */
export type ReportedKind = (typeof actionKinds)[number];

/** Recorded by the server itself, in the act that made it true. */
export const serverKinds = [
  'like',
  'unlike',
  'favourite',
  'unfavourite',
  'comment',
  'follow',
  'unfollow',
  'cart',
  'search',
] as const;
export type ServerKind = (typeof serverKinds)[number];

/** One row to append. `occurredAt` is business time; a viewer of null keeps no history. */
export type NewAction = {
  /** Business day `YYYY-MM-DD` of the impression or of the act. */
  day: string;
  viewerId: string | null;
  /** The browser, when it is known and the viewer keeps a history. */
  deviceId: string | null;
  kind: ReportedKind | ServerKind;
  itemId: string | null;
  itemKind: 'video' | 'product' | 'author' | null;
  productId: string | null;
  watchMs: number;
  surface: string | null;
  requestId: string | null;
  position: number | null;
  source: string | null;
  propensity: number | null;
  policyVersion: string | null;
  categoryId: string | null;
  words: string | null;
  occurredAt: Date;
  recordedAt: Date;
};

/** One action as the log tells it. */
export type RecordedAction = {
  /** Order of recording: by transaction, then by sequence. */
  transactionId: string;
  sequence: bigint;
  /** Who acted, as recorded; null when the viewer keeps no history or has left. */
  viewerId: string | null;
  /** The browser, when it is known. */
  deviceId: string | null;
  kind: ReportedKind | ServerKind;
  itemId: string | null;
  itemKind: 'video' | 'product' | 'author' | null;
  productId: string | null;
  watchMs: number;
  surface: string | null;
  /** The page it happened on, and its place there; null without an impression. */
  requestId: string | null;
  position: number | null;
  source: string | null;
  categoryId: string | null;
  occurredAt: Date;
  /** Wall time. */
  recordedAt: Date;
};

/** Where a reader of the log stands; it starts at the beginning. */
export type LogCursor = { transactionId: string; sequence: bigint };
export const logStart: LogCursor = { transactionId: '0', sequence: 0n };
