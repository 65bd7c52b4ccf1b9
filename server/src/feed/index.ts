/**
 * Feed: pages of videos for a viewer, one video by its link, and why each was shown.
 * Promises never the same thing twice in a session, a full page while anything is published, and nothing that is held back.
 * Never ranks by itself (the engine does), never writes but the record of the page, never shows what governance cannot answer for.
 */
export { sweeps } from './jobs.ts';
export type { FeedReaders, FeedVideo, ProductCard, VideoParts } from './readers.ts';
export { type Reason, type ReasonCode, reasonParams } from './reasons.ts';
export { roomReaders } from './room-readers.ts';
export { feedRoutes } from './routes.ts';
export { type FeedItem, type FeedPage, serveFeed } from './serve-feed.ts';
