import { type BoundRoute, bind, type World } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { changeInterest, clearHistory, readInterests } from './interests.ts';
import { askCheck } from './policies/ask-check.ts';
import { createDraft, diffPolicy, editDraft, pagePolicies, readPolicy } from './policies/edit-policy.ts';
import { publishDraft, rollBack } from './policies/publish-policy.ts';
import { pageChecks } from './policies/read-checks.ts';
import { readHealth } from './read-model-health.ts';
import { overviewPools, pagePoolItems, pagePoolTransitions } from './read-pools.ts';
import { recommenderOf } from './recommender.ts';

/** The answer of a write is read after this process has learned of it. */
async function interestsAfter(world: World, viewerId: string) {
  await recommenderOf(world)
    ?.replayAll(200)
    .catch((error: unknown) => world.log.warn({ err: error }, 'interests are shown as known before'));
  return { items: (await readInterests(world, viewerId)).items };
}

export const routes: readonly BoundRoute[] = [
  bind(contract.listInterests, ({ world, principal }) => readInterests(world, principal.viewerId)),
  bind(contract.putInterest, async ({ world, principal, params, body }) => {
    const choice = body.choice === 'forget' ? 'forgotten' : body.choice;
    await world.act(
      (act) => changeInterest(act, principal.viewerId, { kind: body.kind, tag: params.tag, choice }),
      principal.viewerId,
    );
    return interestsAfter(world, principal.viewerId);
  }),
  bind(contract.clearHistory, async ({ world, principal }) => {
    await world.act((act) => clearHistory(act, principal.viewerId), principal.viewerId);
    return interestsAfter(world, principal.viewerId);
  }),
  bind(contract.listPolicies, ({ world, query }) => pagePolicies(world, query)),
  bind(contract.readPolicy, ({ world, params }) => readPolicy(world, params.id)),
  bind(contract.createPolicy, ({ body, once }) => once((act) => createDraft(act, body))),
  bind(contract.putPolicy, ({ world, principal, params, body }) =>
    world.act((act) => editDraft(act, params.id, body), principal.viewerId),
  ),
  bind(contract.diffPolicies, ({ world, params, query }) => diffPolicy(world, params.id, query.against)),
  bind(contract.checkPolicy, ({ params, body, once }) => once((act) => askCheck(act, params.id, 'off_policy', body))),
  bind(contract.simulatePolicy, ({ params, body, once }) =>
    once((act) => askCheck(act, params.id, 'simulation', body)),
  ),
  bind(contract.listPolicyChecks, ({ world, params, query }) => pageChecks(world, params.id, query)),
  bind(contract.publishPolicy, ({ params, body, once }) => once((act) => publishDraft(act, params.id, body))),
  bind(contract.rollBackPolicy, ({ params, body, once }) => once((act) => rollBack(act, params.id, body))),
  bind(contract.readPools, async ({ world }) => overviewPools(world)),
  bind(contract.listPoolItems, async ({ world, query }) => pagePoolItems(world, query)),
  bind(contract.listPoolTransitions, async ({ world, query }) => pagePoolTransitions(world, query)),
  bind(contract.readModelHealth, ({ world }) => readHealth(world)),
];
