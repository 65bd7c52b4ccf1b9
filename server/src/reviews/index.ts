/**
 * Reviews: stars, "as shown in the video", words, added words.
 * Promises one review for one received line, by its buyer, and figures that count only what passed the abuse filter.
 * Never lets a shop edit, hide or answer for a buyer.
 */
export { appendReview, postReview } from './post-review.ts';
export { noReviews, type ReviewSummary, reviewSummaries, shopReviewSummary } from './read-reviews.ts';
export { routes } from './routes.ts';
export { subscribers } from './subscribers.ts';
