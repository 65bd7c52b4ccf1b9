/**
 * Notices: what a buyer should hear of, in the app.
 * Promises one notice for one fact, addressed to the person it is about.
 * Never decides anything; no room depends on it.
 */
export { markRead } from './mark-read.ts';
export { routes } from './routes.ts';
export { subscribers } from './subscribers.ts';
