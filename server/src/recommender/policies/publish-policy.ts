import { type Policy, PolicyError, switchPolicy } from '@haowu/interest-engine';
import { publish } from '../../events/index.ts';
import type { Act } from '../../kernel/index.ts';
import { addDraft, findPolicy } from './edit-policy.ts';
import { alreadyInForce, changedMeanwhile, notADraft, publishedMeanwhile, refusedPolicy } from './errors.ts';
import { type FileJson, fileJson, type PolicyFile } from './policy-row.ts';
import { countAgain, markPublished, replaceInForce } from './store.ts';

/**
 * Publishes a draft in place of the version it was compared with. Every process that serves switches at the place of the
 * fact in the log. @throws Problem when another version is in force by now, or the engine cannot switch to it.
 */
export async function publishDraft(
  act: Act,
  id: string,
  asked: { revision: number; comparedWithId: string },
): Promise<FileJson> {
  const draft = await findPolicy(act.world, id, act);
  if (draft.state !== 'draft') throw notADraft();
  if (draft.revision !== asked.revision) throw changedMeanwhile();
  await putInForce(act, draft, asked.comparedWithId);
  return fileJson(act, await findPolicy(act.world, id, act));
}

/** Publishes an older version again, as a new dated row with a version of its own: `calm-2@3` is calm-2 once more. */
export async function rollBack(
  act: Act,
  id: string,
  asked: { comparedWithId: string; note: string },
): Promise<FileJson> {
  const older = await findPolicy(act.world, id, act);
  if (older.state === 'draft') throw notADraft();
  if (older.id === asked.comparedWithId) throw alreadyInForce();
  const name = older.version.replace(/@\d+$/, '').slice(0, 56);
  const version = `${name}@${(await countAgain(act, name)) + 2}`;
  const again = await addDraft(act, older, { version, note: asked.note });
  await putInForce(act, again, asked.comparedWithId);
  return fileJson(act, await findPolicy(act.world, again.id, act));
}

async function putInForce(act: Act, draft: PolicyFile, expectedId: string): Promise<void> {
  const sequence = await replaceInForce(act, expectedId, draft.id);
  if (sequence === undefined) throw publishedMeanwhile();
  const before = await findPolicy(act.world, expectedId, act);
  const policy = checkSwitch(before.document, draft.document);
  const published = { id: draft.id, revision: draft.revision, publisherId: act.actor ?? null, at: act.now };
  if (!(await markPublished(act, published))) throw changedMeanwhile();
  publish(act, 'recommender.policy_published', draft.id, {
    policyId: draft.id,
    version: draft.version,
    sequence: Number(sequence),
    policy: { ...policy },
  });
}

function checkSwitch(inForce: Policy, draft: Policy): Policy {
  try {
    return switchPolicy(inForce, draft);
  } catch (error) {
    if (error instanceof PolicyError) throw refusedPolicy(error);
    throw error;
  }
}
