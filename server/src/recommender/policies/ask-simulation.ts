import { type Act, newId } from '../../kernel/index.ts';
import { countWaiting, insertCheck } from './check-store.ts';
import { findPolicy } from './edit-policy.ts';
import { checksWaiting } from './errors.ts';
import { operatorsOf } from './policy-row.ts';
import { type CheckJson, checkJson } from './read-checks.ts';
import { selectInForce } from './store.ts';

const waitingMax = 5;

/** Puts a life of the small town into the queue; it compares the policy with the one in force, as both are now. */
export async function askSimulation(
  act: Act,
  id: string,
  settings: { days: number; seeds: number },
): Promise<CheckJson> {
  const [draft, published] = [
    await findPolicy(act.world, id, act),
    await findPolicy(act.world, await selectInForce(act), act),
  ];
  if ((await countWaiting(act)) >= waitingMax) throw checksWaiting();
  const row = await insertCheck(act, {
    id: newId(),
    policyId: id,
    revision: draft.revision,
    against: published,
    kind: 'simulation',
    settings,
    draft: draft.document,
    published: published.document,
    requestedBy: act.actor ?? null,
    at: act.now,
  });
  act.afterCommit(() => act.world.wake([simulationSweep]));
  return checkJson(row, await operatorsOf(act, [row.requested_by]));
}

export const simulationSweep = 'recommender.simulate';
