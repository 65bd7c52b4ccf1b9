import { createApi } from '@haowu/api-client';

/** The one client of a desk app: same origin, session in a cookie. */
export const api = createApi('');

/** The header of one press of a button: the same write sent twice has one effect. */
export function once(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() };
}
