import { type BoundRoute, bind, type World } from '../kernel/index.ts';
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
];
