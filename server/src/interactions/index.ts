/**
 * Interactions: signed impression tokens, and the append-only log of what viewers did with what they were shown.
 * Promises that an action counts once per impression and kind, in one order that every reader sees, and that touches are proven.
 * Never ranks, never trusts a client's word for what it was shown, and keeps no name of a viewer who keeps no history.
 */
export { type LogCursor, logStart, type RecordedAction } from './action.ts';
export { dayCounts, type ItemDay, itemDayCounts, viewCounts } from './counts.ts';
export { type Impression, impressionLifeMs, readImpression, signImpression } from './impression.ts';
export { sweeps } from './jobs.ts';
export { onActionsRecorded } from './listeners.ts';
export { markedAfter, type PlaceOutcome, placeOutcomes } from './place-outcomes.ts';
export { type ReportedAction, recordActions } from './record-actions.ts';
export { recordServerAction, type ServerAction } from './record-server-action.ts';
export { routes } from './routes.ts';
export { seenPages } from './seen-pages.ts';
export { type SourceCount, sourceCounts, sourcesBefore } from './source-counts.ts';
export {
  eraseViewer as eraseHistory,
  selectActionsAfter as readActionsAfter,
  selectHistory as exportHistory,
  selectSeen as seenItems,
} from './store.ts';
export { subscribers } from './subscribers.ts';
export { type Touch, touchesOf } from './touches.ts';
