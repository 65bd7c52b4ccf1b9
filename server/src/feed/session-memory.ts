import { seenItems } from '../interactions/index.ts';
import { hourMs, type World } from '../kernel/index.ts';
import { selectPagesAfter } from './store.ts';

/** What one session has been shown, oldest first: by this process, by others, and lately in earlier sessions. */
export type Session = {
  /** Each id once; showing again moves it to the end. Values say whether it was in this session. */
  readonly shown: Map<string, 'session' | 'earlier'>;
  /** The last page known from the table of pages. */
  lastSequence: bigint;
  /** Whether earlier sessions were read already. */
  earlierRead: boolean;
  /** Pages of one session are made one after another, or two of them could hold the same. */
  queue: Promise<unknown>;
};

const sessionsMax = 20_000;
const shownMax = 5_000;
const recentHours = 72;
const recentMax = 2_000;

const memories = new WeakMap<World, Map<string, Session>>();

/** Runs work that is alone with its session in this process. The map is bounded: the session silent longest goes. */
export function withSession<Result>(
  world: World,
  deviceId: string,
  sessionId: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const memory = memories.get(world) ?? new Map<string, Session>();
  memories.set(world, memory);
  const key = `${deviceId} ${sessionId}`;
  const known = memory.get(key);
  const session = known ?? { shown: new Map(), lastSequence: 0n, earlierRead: false, queue: Promise.resolve() };
  memory.delete(key);
  memory.set(key, session);
  for (const oldest of memory.keys()) {
    if (memory.size <= sessionsMax) break;
    memory.delete(oldest);
  }
  const result = session.queue.then(() => work(session));
  session.queue = result.catch(() => undefined);
  return result;
}

/** Adds what other processes served in this session, and once what the viewer saw in the last three days (with personalisation off, nothing of that). */
export async function refreshSession(
  world: World,
  session: Session,
  of: { deviceId: string; sessionId: string; viewerId: string; personalised: boolean },
): Promise<void> {
  const since = new Date(world.businessClock.now().getTime() - recentHours * hourMs);
  const [pages, earlier] = await Promise.all([
    selectPagesAfter(world.database, of.deviceId, of.sessionId, session.lastSequence),
    of.personalised && !session.earlierRead ? seenItems(world.database, of.viewerId, since, recentMax) : [],
  ]);
  session.earlierRead = true;
  for (const id of earlier) if (!session.shown.has(id)) session.shown.set(id, 'earlier');
  for (const page of pages) {
    remember(session, page.item_ids);
    session.lastSequence = page.sequence;
  }
}

export function remember(session: Session, itemIds: readonly string[]): void {
  for (const id of itemIds) {
    session.shown.delete(id);
    session.shown.set(id, 'session');
  }
  for (const oldest of session.shown.keys()) {
    if (session.shown.size <= shownMax) break;
    session.shown.delete(oldest);
  }
}
