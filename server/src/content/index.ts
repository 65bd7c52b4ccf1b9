/**
 * Content: videos with their goods, comments, likes, favourites, follows.
 * Promises that only reviewed videos are shown, that a wish expressed twice counts once, and that every change leaves as a fact.
 * Never ranks, never prices goods, never reads a foreign file.
 */
export { type AuthorCard, authorCards } from './author-cards.ts';
export { createVideo, type NewVideo } from './create-video.ts';
export { type FeedVideo, feedVideos } from './feed-videos.ts';
export { sweeps } from './jobs.ts';
export { type NewComment, postComment } from './post-comment.ts';
export { publishVideo, withdrawVideo } from './publish-video.ts';
export {
  clipsOfProducts,
  countPublishedVideos,
  exportContent,
  followedAuthorIds,
  newestVideoIds,
  type ProductClip,
  publishedVideos,
  videosById,
} from './readers.ts';
export { routes } from './routes.ts';
export { favouriteVideo, followAuthor, likeComment, likeVideo } from './set-marks.ts';
export { subscribers } from './subscribers.ts';
export { updateVideo, type VideoEdit } from './update-video.ts';
export type { AttachedGoods, Playback, StateReason, Video, VideoState } from './video.ts';
export { type VideoOverlay, videoOverlays } from './video-overlays.ts';
