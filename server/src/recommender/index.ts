/**
 * Recommender: the host of the interest engine in every process that serves: log in, snapshots beside, questions out.
 * Promises that all processes learn the same things in the same order, and that a restart equals a replay.
 * Never learns outside the log, never blocks serving for long, and never asks another room about an item.
 */
export { changeInterest, clearHistory, type Interest, readInterests } from './interests.ts';
export { sweeps } from './jobs.ts';
export { builtInPolicy } from './policies/built-in.ts';
export { builtInPolicyId } from './policies/policy-row.ts';
export { stopChecks } from './policies/run-checks.ts';
export { rankProducts } from './rank-products.ts';
export { type Recommender, type RecommenderOptions, recommenderOf, startRecommender } from './recommender.ts';
export { routes } from './routes.ts';
export { type DrawnSlot, recordDrawnSlots } from './slots/drawn-slot.ts';
export { selectChoices as exportChoices } from './store.ts';
export { subscribers } from './subscribers.ts';
