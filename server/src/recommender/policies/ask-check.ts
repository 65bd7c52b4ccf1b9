import { type Act, newId } from '../../kernel/index.ts';
import { type CheckKind, countWaiting, insertCheck } from './check-store.ts';
import { findPolicy } from './edit-policy.ts';
import { checksWaiting } from './errors.ts';
import { operatorsOf } from './policy-row.ts';
import { type CheckJson, checkJson } from './read-checks.ts';
import { selectInForce } from './store.ts';

const waitingMax = 10;
export const checkSweep = 'recommender.check-policies';

/**
 * Puts an estimate from the log, or a life of the small town, into the queue; it compares the policy with the one in
 * force, as both are now. @throws Problem not found, or when too many wait.
 */
export async function askCheck(
  act: Act,
  id: string,
  kind: CheckKind,
  settings: { days: number; seeds?: number },
): Promise<CheckJson> {
  const draft = await findPolicy(act.world, id, act);
  const published = await findPolicy(act.world, await selectInForce(act), act);
  if ((await countWaiting(act)) >= waitingMax) throw checksWaiting();
  const row = await insertCheck(act, {
    id: newId(),
    policyId: id,
    revision: draft.revision,
    against: published,
    kind,
    settings,
    draft: draft.document,
    published: published.document,
    requestedBy: act.actor ?? null,
    at: act.now,
  });
  act.afterCommit(() => act.world.wake([checkSweep]));
  return checkJson(row, await operatorsOf(act, [row.requested_by]));
}
