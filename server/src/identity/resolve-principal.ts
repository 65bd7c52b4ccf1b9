import { createHash } from 'node:crypto';
import { newId, type Principal, type RawCall, type World } from '../kernel/index.ts';
import { findSession, type SessionRow } from './store.ts';
import { readViewerCookie, signViewerCookie } from './viewer-cookie.ts';

export const viewerCookie = 'haowu_viewer';
export const sessionCookie = 'haowu_session';
export const viewerCookieMaxAgeSeconds = 400 * 86_400;

/** A ban or a sign-out elsewhere takes effect within this time. */
const cacheMs = 1_000;
const cacheEntriesMax = 20_000;

type Cached = { row: SessionRow | undefined; at: number };
const caches = new WeakMap<World, Map<string, Cached>>();

export function sessionHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Who is calling: the session's account when there is a valid one, and always an anonymous viewer identity. */
export async function resolvePrincipal(
  world: World,
  raw: RawCall,
  cookies: Record<string, string | undefined>,
): Promise<Principal> {
  const known = readViewerCookie(world.secret, cookies[viewerCookie]);
  const deviceId = known ?? newId();
  if (!known)
    raw.setCookie(viewerCookie, signViewerCookie(world.secret, deviceId), { maxAgeSeconds: viewerCookieMaxAgeSeconds });
  const token = cookies[sessionCookie];
  const session = token && token.length <= 100 ? await cachedSession(world, token) : undefined;
  const acceptsChinese = !/^en\b/i.test(String(raw.headers['accept-language'] ?? 'zh-CN'));
  if (!session) {
    return {
      viewerId: deviceId,
      accountId: undefined,
      deviceId,
      sessionId: undefined,
      roles: new Set(),
      shopIds: [],
      locale: acceptsChinese ? 'zh-CN' : 'en',
    };
  }
  return {
    viewerId: session.account_id,
    accountId: session.account_id,
    deviceId,
    sessionId: session.id,
    roles: new Set(session.roles),
    shopIds: session.shop_ids,
    locale: session.locale,
  };
}

async function cachedSession(world: World, token: string): Promise<SessionRow | undefined> {
  let cache = caches.get(world);
  if (!cache) {
    cache = new Map();
    caches.set(world, cache);
  }
  const now = world.systemClock.now().getTime();
  const cached = cache.get(token);
  if (cached && now - cached.at < cacheMs) return cached.row;
  const row = await findSession(world.database, sessionHash(token), world.systemClock.now());
  if (cache.size >= cacheEntriesMax) cache.clear();
  cache.set(token, { row, at: now });
  return row;
}

/** Signing in, out, or a change of roles is seen by the next request of this process. */
export function forgetSessions(world: World): void {
  caches.get(world)?.clear();
}
