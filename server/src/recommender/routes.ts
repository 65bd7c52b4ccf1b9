import { type AnyContract, type BoundRoute, bind, databaseUnavailable, type World } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { changeInterest, clearHistory, readInterests } from './interests.ts';
import { recommenderOf } from './recommender.ts';

/** The answer of a write is read after this process has learned of it. */
async function interestsAfter(world: World, viewerId: string) {
  await recommenderOf(world)
    ?.replayAll(200)
    .catch((error: unknown) => world.log.warn({ err: error }, 'interests are shown as known before'));
  return { items: (await readInterests(world, viewerId)).items };
}

const later = (route: AnyContract): BoundRoute =>
  bind(route, async () => {
    throw databaseUnavailable(undefined);
  });

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
  later(contract.listPolicies),
  later(contract.readPolicy),
  later(contract.createPolicy),
  later(contract.putPolicy),
  later(contract.diffPolicies),
  later(contract.checkPolicy),
  later(contract.simulatePolicy),
  later(contract.listPolicyChecks),
  later(contract.publishPolicy),
  later(contract.rollBackPolicy),
  later(contract.readPools),
  later(contract.listPoolItems),
  later(contract.listPoolTransitions),
  later(contract.readModelHealth),
];
