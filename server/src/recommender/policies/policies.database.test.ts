import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { defaultPolicy } from '@haowu/interest-engine';
import { expect, test } from 'vitest';
import { openTestWorld, useTestWorld } from '../../../../tests/support/world.ts';
import { ConfigError, newId, type Problem, sql } from '../../kernel/index.ts';
import { askCheck } from './ask-check.ts';
import { builtInPolicy } from './built-in.ts';
import { createDraft, diffPolicy, editDraft, pagePolicies, readPolicy } from './edit-policy.ts';
import { builtInPolicyId } from './policy-row.ts';
import { publishDraft, rollBack } from './publish-policy.ts';
import { pageChecks } from './read-checks.ts';

const town = useTestWorld();
const operator = newId();
let count = 0;

const draftOf = (fromId = builtInPolicyId) =>
  town.world.act((act) => createDraft(act, { fromId, version: `draft-${count++}`, note: '' }), operator);
const publish = (id: string, revision: number, comparedWithId: string) =>
  town.world.act((act) => publishDraft(act, id, { revision, comparedWithId }), operator);
const inForce = async () =>
  (await pagePolicies(town.world, { state: 'published', sort: 'created_at', limit: 10 })).items;

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (problem: Problem) => problem,
  );
  return error ? `${error.status} ${error.code} ${error.options.errors?.[0]?.path ?? ''}`.trim() : 'none';
}

test('while nothing is published the built-in policy is in force, and drafts begin from it', async () => {
  expect(await inForce()).toMatchObject([{ id: builtInPolicyId, version: defaultPolicy.version, builtIn: true }]);
  const draft = await draftOf();
  expect(draft).toMatchObject({ state: 'draft', revision: 1, basedOnId: builtInPolicyId });
  expect(draft.policy).toEqual({ ...defaultPolicy, version: draft.version });
  expect(draft.fields.find(({ path: key }) => key === 'value.harm')).toMatchObject({ least: 0, editable: true });
  expect(
    draft.fields.filter(({ editable }) => !editable).every(({ path: key }) => /^(learning|limits)\./.test(key)),
  ).toBe(true);
});

test('a draft is edited by revision: the same edit twice is one, an edit of an older one is refused', async () => {
  const draft = await draftOf();
  const policy = structuredClone(draft.policy) as { value: { harm: number } };
  policy.value.harm = 6;
  const edit = (revision: number, note = 'harm counts more') =>
    town.world.act((act) => editDraft(act, draft.id, { revision, note, policy }), operator);
  expect(await edit(1)).toMatchObject({ revision: 2, note: 'harm counts more' });
  expect(await edit(1)).toMatchObject({ revision: 2 });
  expect(await refusalOf(edit(1, 'another thought'))).toBe('409 recommender.draft_changed');
  const { against, changes } = await diffPolicy(town.world, draft.id, undefined);
  expect(against.id).toBe(builtInPolicyId);
  expect(changes).toEqual([
    { path: 'version', before: defaultPolicy.version, after: draft.version, refused: false },
    { path: 'value.harm', before: defaultPolicy.value.harm, after: 6, refused: false },
  ]);
});

test.each([
  ['an unknown key', { sparkle: 1 }, '422 policy.unknown_key value.sparkle'],
  ['a weight out of range', { harm: -1 }, '422 policy.out_of_range value.harm'],
  ['a term on turnover', { paidGmv: 1 }, '422 policy.raw_gmv_term value.paidGmv'],
])('a draft with %s is refused with its path', async (_what, change, refusal) => {
  const draft = await draftOf();
  const policy = { ...draft.policy, value: { ...(draft.policy.value as object), ...change } };
  const edit = town.world.act((act) => editDraft(act, draft.id, { revision: 1, note: '', policy }), operator);
  expect(await refusalOf(edit)).toBe(refusal);
  expect((await readPolicy(town.world, draft.id)).revision).toBe(1);
});

test('of two publications compared with the same version one wins, and its fact carries the file', async () => {
  const [compared] = await inForce();
  const drafts = await Promise.all([draftOf(), draftOf(), draftOf()]);
  const outcomes = await Promise.all(drafts.map(({ id }) => refusalOf(publish(id, 1, compared?.id ?? ''))));
  expect(outcomes.toSorted()).toEqual([
    '409 recommender.policy_published_meanwhile',
    '409 recommender.policy_published_meanwhile',
    'none',
  ]);
  const winner = drafts[outcomes.indexOf('none')];
  expect(await inForce()).toMatchObject([{ id: winner?.id }]);
  const facts = await town.world.database.rows<{ data: Record<string, unknown> }>(
    sql`select data from kernel.outbox where type = 'recommender.policy_published' and subject = ${winner?.id}`,
  );
  expect(facts).toMatchObject([{ data: { version: winner?.version, policy: winner?.policy } }]);
  expect(await refusalOf(publish(winner?.id ?? '', 1, winner?.id ?? ''))).toBe('409 recommender.not_a_draft');
});

test('what changes the learning itself cannot be published while the server learns', async () => {
  const draft = await draftOf();
  const policy = structuredClone(draft.policy) as { limits: { viewers: number } };
  policy.limits.viewers += 1;
  await town.world.act((act) => editDraft(act, draft.id, { revision: 1, note: '', policy }), operator);
  const [compared] = await inForce();
  expect(await refusalOf(publish(draft.id, 2, compared?.id ?? ''))).toBe('422 policy.needs_rebuild limits.viewers');
  expect(await inForce()).toMatchObject([{ id: compared?.id }]);
});

test('rolling back publishes the older file again under a version of its own', async () => {
  const [compared] = await inForce();
  const draft = await draftOf();
  await publish(draft.id, 1, compared?.id ?? '');
  const back = () =>
    town.world.act((act) => rollBack(act, builtInPolicyId, { comparedWithId: draft.id, note: 'too bold' }), operator);
  const again = await back();
  expect(again).toMatchObject({ state: 'published', basedOnId: builtInPolicyId, note: 'too bold' });
  expect(again.version).toMatch(/^default-.*@2$/);
  expect((await readPolicy(town.world, draft.id)).state).toBe('retired');
  expect((await readPolicy(town.world, builtInPolicyId)).retiredAt).not.toBeNull();
  const replaced = await pagePolicies(town.world, { state: 'retired', sort: 'published_at', limit: 1 });
  expect(replaced.items).toMatchObject([{ id: draft.id }]);
  expect(await refusalOf(back())).toBe('409 recommender.policy_published_meanwhile');
});

test('versions are listed by page, newest first, the built-in one last', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await pagePolicies(town.world, { sort: 'created_at', cursor, limit: 3 });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.at(-1)).toBe(builtInPolicyId);
  expect(seen.length).toBeGreaterThan(8);
});

test('comparing what is not there is refused, and leaves no promise that fails unheard', async () => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown): void => void unheard.push(reason);
  process.prependListener('unhandledRejection', hear);
  const refusals = await Promise.all(
    Array.from({ length: 60 }, () => refusalOf(diffPolicy(town.world, newId(), undefined))),
  );
  await setTimeout(50);
  process.removeListener('unhandledRejection', hear);
  expect(new Set(refusals)).toEqual(new Set(['404 request.not_found']));
  expect(unheard).toEqual([]);
});

test('a simulation waits in the queue with both files; too many are refused', async () => {
  const draft = await draftOf();
  const ask = () => town.world.act((act) => askCheck(act, draft.id, 'simulation', { days: 3, seeds: 2 }), operator);
  expect(await ask()).toMatchObject({ kind: 'simulation', state: 'queued', progress: 0, offPolicy: null });
  for (let index = 0; index < 9; index += 1) await ask();
  expect(await refusalOf(ask())).toBe('409 recommender.simulations_waiting');
  expect((await pageChecks(town.world, draft.id, { limit: 2 })).items).toHaveLength(2);
});

test('a policy file that cannot be used stops the start with the file and the key', async () => {
  const { world, close } = await openTestWorld({ environment: { HAOWU_POLICY_FILE: './no-such-file.json' } });
  try {
    expect(() => builtInPolicy(world)).toThrow(ConfigError);
    const file = path.join(world.config.dataDir, 'policy.json');
    const useFile = (content: unknown) => {
      writeFileSync(file, JSON.stringify(content));
      return builtInPolicy({ ...world, config: { ...world.config, policyFile: file } });
    };
    expect(() => useFile({ ...defaultPolicy, luck: 1 })).toThrow(
      /HAOWU_POLICY_FILE.*policy\.json.*luck.*policy\.unknown_key/,
    );
    expect(() => useFile({ ...defaultPolicy, value: { ...defaultPolicy.value, harm: 1e9 } })).toThrow(/out_of_range/);
    expect(useFile({ ...defaultPolicy, version: 'of-the-house' }).version).toBe('of-the-house');
  } finally {
    await close();
  }
});
