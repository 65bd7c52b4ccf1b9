import { readPrivacyOf } from '../identity/index.ts';
import { businessDay, hourMs, type World } from '../kernel/index.ts';
import type { NewAction, ReportedKind } from './action.ts';
import { type RefusalCode, refusals } from './errors.ts';
import { takeFromFlood } from './flood.ts';
import { type Impression, readImpression } from './impression.ts';
import { tellRecorded } from './listeners.ts';
import { insertActions } from './store.ts';

export type ReportedAction = {
  impressionToken: string;
  kind: ReportedKind;
  watchMs?: number | undefined;
  productId?: string | undefined;
  /** The viewer's clock; held between the showing and now. */
  occurredAt: string;
};

export type Recorded = { accepted: number; refused: { index: number; code: RefusalCode }[] };

/**
 * Records what a viewer reports, one statement a batch. A token proves that this server showed that item to that
 * viewer (or to the browser the account now uses), and is accepted once per kind of action.
 */
export async function recordActions(
  world: World,
  viewer: { viewerId: string; deviceId: string },
  reports: readonly ReportedAction[],
): Promise<Recorded> {
  const refused: Recorded['refused'] = [];
  const longest = new Map<string, { index: number; action: NewAction }>();
  const now = world.systemClock.now();
  const granted = takeFromFlood(world, viewer.viewerId, reports.length);
  for (const [index, report] of reports.entries()) {
    const read = index < granted ? readReport(world, viewer, report, now) : refusals.flood;
    if (typeof read === 'string') {
      refused.push({ index, code: read });
      continue;
    }
    const key = keyOf(read);
    const known = longest.get(key);
    const replaces = !known || read.watchMs > known.action.watchMs;
    if (known) refused.push({ index: replaces ? known.index : index, code: refusals.repeated });
    if (replaces) longest.set(key, { index, action: read });
  }
  if (longest.size > 0) {
    const { historyKept } = await readPrivacyOf(world.database, viewer.viewerId);
    const actions = [...longest.values()].map(({ action }) => (historyKept ? action : withoutViewer(action)));
    const written = await insertActions(world.database, actions);
    const keys = new Set(written.map(keyOf));
    for (const [key, { index }] of longest) if (!keys.has(key)) refused.push({ index, code: refusals.repeated });
    if (written[0]) tellRecorded(world, written[0].transactionId);
  }
  refused.sort((a, b) => a.index - b.index);
  return { accepted: reports.length - refused.length, refused };
}

const keyOf = (action: { requestId: string | null; position: number | null; kind: string }): string =>
  `${action.requestId} ${action.position} ${action.kind}`;

function readReport(
  world: World,
  viewer: { viewerId: string; deviceId: string },
  report: ReportedAction,
  now: Date,
): NewAction | RefusalCode {
  const impression = readImpression(world.secret, report.impressionToken, now);
  if (impression === 'expired') return refusals.expired;
  if (impression === 'forged') return refusals.token;
  if (impression.viewerId !== viewer.viewerId && impression.viewerId !== viewer.deviceId) return refusals.token;
  if (report.kind === 'watch' && report.watchMs === undefined) return refusals.watch;
  return actionOf(world, viewer, impression, report, now);
}

function actionOf(
  world: World,
  { viewerId, deviceId }: { viewerId: string; deviceId: string },
  impression: Impression,
  report: ReportedAction,
  now: Date,
): NewAction {
  const issuedAt = impression.issuedAt.getTime();
  const wallMs = Math.max(issuedAt, Math.min(Date.parse(report.occurredAt), now.getTime()));
  return {
    day: businessDay(impression.issuedAt, world.config.zone),
    viewerId,
    deviceId,
    kind: report.kind,
    itemId: impression.itemId,
    itemKind: impression.itemKind,
    productId: report.productId ?? (impression.itemKind === 'product' ? impression.itemId : null),
    watchMs: report.kind === 'watch' ? (report.watchMs ?? 0) : 0,
    surface: impression.surface,
    requestId: impression.requestId,
    position: impression.position,
    source: impression.source,
    propensity: impression.propensity,
    policyVersion: impression.policyVersion,
    categoryId: null,
    words: null,
    occurredAt: new Date(wallMs + world.businessClock.offsetMs()),
    recordedAt: now,
  };
}

/** What is kept of a viewer who keeps no history: item, kind, place and length for counting; no name, no words, the hour only. */
export function withoutViewer(action: NewAction): NewAction {
  const hour = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs);
  return {
    ...action,
    viewerId: null,
    deviceId: null,
    words: null,
    occurredAt: hour(action.occurredAt),
    recordedAt: hour(action.recordedAt),
  };
}
