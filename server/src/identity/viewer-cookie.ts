import { createHmac, timingSafeEqual } from 'node:crypto';

const pattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{22})$/;

function signature(secret: string, viewerId: string): string {
  return createHmac('sha256', secret).update(`viewer:${viewerId}`).digest('base64url').slice(0, 22);
}

/** The anonymous viewer's cookie: its id and a signature, so that nobody can take another viewer's history. */
export function signViewerCookie(secret: string, viewerId: string): string {
  return `${viewerId}.${signature(secret, viewerId)}`;
}

/** @returns the viewer id, or undefined when the cookie was not made by us. */
export function readViewerCookie(secret: string, cookie: string | undefined): string | undefined {
  const match = cookie ? pattern.exec(cookie) : null;
  if (!match?.[1] || !match[2]) return undefined;
  const expected = Buffer.from(signature(secret, match[1]));
  const given = Buffer.from(match[2]);
  return expected.length === given.length && timingSafeEqual(expected, given) ? match[1] : undefined;
}
