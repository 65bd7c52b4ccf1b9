// The interest engine: events go in, a ranked feed comes out, and every place on the page can be explained.
// It promises: no I/O, no clock, seeded draws, bounded memory, bounded influence of one viewer; a replay equals the live engine bit by bit.
// It never ranks by turnover: value is what a viewer gains and what is kept of a sale, and a policy that says otherwise is refused.

export type { Candidate } from './candidate.ts';
export { type EaseOptions, fitEase } from './ease/fit-ease.ts';
export type { Engine, EngineOptions, EngineStats, PublicStanding, ViewerInterest } from './engine.ts';
export { createEngine } from './engine.ts';
export type { PolicyErrorCode, SnapshotErrorCode } from './errors.ts';
export { PolicyError, SnapshotError } from './errors.ts';
export type { EngineEvent, EventKind, Refusal } from './event.ts';
export { eventKinds } from './event.ts';
export type { DecidedBy, ExplainedCandidate, Explanation } from './explain.ts';
export type { HeadErrors } from './head-errors.ts';
export type { Heads } from './heads.ts';
export type { ItemFacts, ItemKind } from './item.ts';
export type { Placement, RankedItem } from './mix.ts';
export { placements } from './mix.ts';
export type { MixRule } from './mix-rules.ts';
export { mixRules } from './mix-rules.ts';
export type { HeadHealth, ModelHealth, ReliabilityBin } from './model/health.ts';
export type { ModelHead } from './model/layout.ts';
export { modelHeads } from './model/layout.ts';
export type { Training } from './model/model.ts';
export { createTraining, createTrainingRing, openRingTrainer, type RingTrainer, trainFromRing } from './model/ring.ts';
export type { SharedWeights } from './model/weights.ts';
export type { ComparisonRefusal, PolicyComparison } from './off-policy/compare-policies.ts';
export { comparePolicies } from './off-policy/compare-policies.ts';
export type {
  Estimate,
  EstimateName,
  EstimateOptions,
  PolicyEstimate,
  PolicyRefusal,
} from './off-policy/estimate-policy.ts';
export { estimatePolicy } from './off-policy/estimate-policy.ts';
export type { LogRow } from './off-policy/log-row.ts';
export type { SlotLogOptions, SlotRecord, TargetChoice } from './off-policy/slot-log.ts';
export { readSlotLog } from './off-policy/slot-log.ts';
export { packExplanation, unpackExplanation } from './pack-explanation.ts';
export type { Policy, PolicyChange } from './policy.ts';
export { defaultPolicy, diffPolicies, parsePolicy, policyTable, switchPolicy } from './policy.ts';
export type { PolicyNumber } from './policy-schema.ts';
export { policyNumbers } from './policy-schema.ts';
export type { PoolItem, PoolItemOrder, PoolItemQuery, PoolOverview } from './pools/overview.ts';
export type { PoolStatus, PoolTransition, TransitionReason } from './pools/pool-state.ts';
export type { ValuePerMille } from './pools/value-per-mille.ts';
export type { FeedRequest } from './request.ts';
export type { ScoredCandidate } from './scored-candidate.ts';
export type { EaseInput, EaseRows } from './serving.ts';
export { longWatchMs } from './signal.ts';
export type { SourceName } from './source-names.ts';
export { sourceNames } from './source-names.ts';
export type { Reason } from './sources/source.ts';
export type { ValueComponents, Valued, ValueTerms } from './value.ts';
export { expectedSettledQuality, valueErrorOf, valueOfComponents } from './value.ts';
export { vectorDims } from './vectors/item-vectors.ts';
export type { VectorIndex } from './vectors/vector-index.ts';
export type { InterestTag } from './viewer-state.ts';
