import { readPrivacyOf } from '../identity/index.ts';
import { newId, type Principal, type World } from '../kernel/index.ts';
import { type Recommender, recommenderOf } from '../recommender/index.ts';
import { type Held, readHeld } from './held.ts';
import type { Thought } from './keep-explanation.ts';
import { type Names, namesFor } from './names.ts';
import type { FeedReaders } from './readers.ts';
import { refreshSession, type Session } from './session-memory.ts';
import { askSource } from './source.ts';

export type PageRequest = {
  surface: 'recommended' | 'following';
  feedSessionId: string;
  limit: number;
  startVideoId?: string | undefined;
};

/** One page wanted, with everything the pipeline asks about: who, what was shown, what may not be. */
export type FeedQuery = PageRequest & {
  world: World;
  readers: FeedReaders;
  requestId: string;
  viewerId: string;
  deviceId: string;
  /** Business time, milliseconds. */
  at: number;
  personalised: boolean;
  followedAuthorIds: readonly string[];
  session: Session;
  held: Held;
  names: Names;
  recommender: Recommender | undefined;
  /** What the engine thought, one for each time it was asked. */
  thoughts: Thought[];
};

/** Query hydration: all at once. Only governance and privacy may stop the page; the rest is done without. */
export async function hydrateQuery(
  world: World,
  readers: FeedReaders,
  principal: Principal,
  request: PageRequest,
  session: Session,
): Promise<FeedQuery> {
  const { viewerId, deviceId } = principal;
  const recommender = recommenderOf(world);
  const nobody: string[] = [];
  const nameless: Names = { title: () => undefined, category: () => undefined };
  const privacy = readPrivacyOf(world.database, viewerId);
  const [{ personalised }, held, followedAuthorIds, names] = await Promise.all([
    privacy,
    readHeld(world),
    askSource(world, 'follows', () => readers.followedAuthorIds(world, viewerId), nobody),
    askSource(world, 'names', () => namesFor(world, principal.locale), nameless),
    askSource(
      world,
      'session',
      async () =>
        refreshSession(world, session, {
          deviceId,
          sessionId: request.feedSessionId,
          viewerId,
          personalised: (await privacy).personalised,
        }),
      undefined,
    ),
    recommender?.catchUp(),
  ]);
  return {
    ...request,
    world,
    readers,
    requestId: newId(),
    viewerId,
    deviceId,
    at: world.businessClock.now().getTime(),
    personalised,
    followedAuthorIds,
    session,
    held,
    names,
    recommender,
    thoughts: [],
  };
}
