import { createHash, randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { publish } from '../events/index.ts';
import { type Act, hourMs, minuteMs, newId, type Principal, type RawCall, sql, type World } from '../kernel/index.ts';
import { codeExpired, resetTokenInvalid, tooManyTries, wrongCredentials } from './errors.ts';
import { forgetSessions, sessionCookie, sessionHash } from './resolve-principal.ts';
import { findAccount, insertAccount } from './store.ts';

const sessionDays = 60;
const codeLifeMs = 5 * minuteMs;
const codeTriesMax = 5;
const resetLifeMs = 30 * minuteMs;
const triesPerHourMax = 10;

// OWASP password storage: Argon2id (the library's default), 19 MiB, 2 passes.
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
let decoyHash: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password, argon);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Counts a failed try of one subject (phone or e-mail). @throws Problem when the hour's tries are used up. */
async function assertTriesLeft(world: World, subject: string): Promise<void> {
  const row = await world.database.maybe<{ failures: number; window_started_at: Date }>(
    sql`select failures, window_started_at from identity.sign_in_failures where subject = ${subject}`,
  );
  if (
    row &&
    row.failures >= triesPerHourMax &&
    world.systemClock.now().getTime() - row.window_started_at.getTime() < hourMs
  )
    throw tooManyTries();
}

async function countFailure(world: World, subject: string): Promise<void> {
  const now = world.systemClock.now();
  await world.database.run(sql`
    insert into identity.sign_in_failures as failure (subject, window_started_at, failures) values (${subject}, ${now}, 1)
    on conflict (subject) do update set
      failures = case when failure.window_started_at < ${new Date(now.getTime() - hourMs)} then 1 else failure.failures + 1 end,
      window_started_at = case when failure.window_started_at < ${new Date(now.getTime() - hourMs)} then ${now} else failure.window_started_at end`);
}

/** Keeps a six-digit code for five minutes. Sending it is the message port's work; demo mode shows it instead. */
export async function issueSignInCode(
  world: World,
  phone: string,
): Promise<{ code: string; expiresInSeconds: number }> {
  await assertTriesLeft(world, phone);
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  const expiresAt = new Date(world.systemClock.now().getTime() + codeLifeMs);
  await world.database.run(sql`
    insert into identity.sign_in_codes (phone, code_hash, expires_at, tries) values (${phone}, ${sha256(`${phone}:${code}`)}, ${expiresAt}, 0)
    on conflict (phone) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`);
  return { code, expiresInSeconds: codeLifeMs / 1_000 };
}

/** Signs in by phone; a phone seen for the first time gets an account. The code works once. */
export async function signInByPhone(world: World, phone: string, code: string): Promise<string> {
  await assertTriesLeft(world, phone);
  const now = world.systemClock.now();
  const taken = await world.database.run(sql`
    delete from identity.sign_in_codes where phone = ${phone} and code_hash = ${sha256(`${phone}:${code}`)} and expires_at > ${now} and tries < ${codeTriesMax}`);
  if (taken === 0) {
    await world.database.run(sql`update identity.sign_in_codes set tries = tries + 1 where phone = ${phone}`);
    await countFailure(world, phone);
    throw codeExpired();
  }
  return world.act(async (act) => {
    const known = await findAccount(act, { phone });
    if (known) return known.id;
    const id = newId();
    if (!(await insertAccount(act, { id, nickname: `好物用户${phone.slice(-4)}`, phone }, act.now))) {
      const other = await findAccount(act, { phone });
      if (other) return other.id;
      throw codeExpired();
    }
    publish(act, 'account.created', id, { accountId: id });
    return id;
  });
}

/** Signs in by e-mail. An unknown address costs the same time as a wrong password (RELIABILITY T33). */
export async function signInByEmail(world: World, email: string, password: string): Promise<string> {
  const address = email.toLowerCase();
  await assertTriesLeft(world, address);
  const account = await findAccount(world.database, { email: address });
  decoyHash ??= hashPassword('no account has this password');
  const matches = await verify(account?.password_hash ?? (await decoyHash), password);
  if (!account?.password_hash || !matches) {
    await countFailure(world, address);
    throw wrongCredentials();
  }
  return account.id;
}

/** Opens a session and hands the anonymous viewer's history to the account. */
export async function openSession(world: World, raw: RawCall, principal: Principal, accountId: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await world.act(async (act) => {
    await act.run(sql`
      insert into identity.sessions (token_hash, id, account_id, created_at, expires_at)
      values (${sessionHash(token)}, ${newId()}, ${accountId}, ${act.world.systemClock.now()}, ${new Date(act.world.systemClock.now().getTime() + sessionDays * 24 * hourMs)})`);
    await mergeViewer(act, principal.deviceId, accountId);
  });
  raw.setCookie(sessionCookie, token, { maxAgeSeconds: sessionDays * 86_400 });
}

/** What an anonymous viewer watched, kept and bought belongs to the account from now on; once per pair. */
async function mergeViewer(act: Act, viewerId: string, accountId: string): Promise<void> {
  const fresh = await act.run(sql`
    insert into identity.viewer_merges (viewer_id, account_id, merged_at) values (${viewerId}, ${accountId}, ${act.now}) on conflict do nothing`);
  await act.run(sql`
    insert into identity.privacy (viewer_id, personalised, history_kept, monthly_spending_limit_minor, currency, consented_at)
    select ${accountId}, personalised, history_kept, monthly_spending_limit_minor, currency, consented_at
    from identity.privacy where viewer_id = ${viewerId} on conflict (viewer_id) do nothing`);
  if (fresh > 0) publish(act, 'viewer.merged', accountId, { viewerId, accountId });
}

export async function closeSession(world: World, raw: RawCall, principal: Principal): Promise<void> {
  if (principal.sessionId)
    await world.database.run(sql`delete from identity.sessions where id = ${principal.sessionId}`);
  forgetSessions(world);
  raw.clearCookie(sessionCookie);
}

/** @returns the reset token, or undefined when nobody has this address (the answer to the caller is the same). */
export async function issuePasswordReset(world: World, email: string): Promise<string | undefined> {
  const account = await findAccount(world.database, { email: email.toLowerCase() });
  if (!account) return undefined;
  const token = randomBytes(32).toString('base64url');
  await world.database.run(sql`
    insert into identity.password_resets (token_hash, account_id, expires_at)
    values (${sha256(token)}, ${account.id}, ${new Date(world.systemClock.now().getTime() + resetLifeMs)})`);
  return token;
}

/** Sets the password and ends every session of the account; the token works once. */
export async function completePasswordReset(world: World, token: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await world.act(async (act) => {
    const now = world.systemClock.now();
    const used = await act.maybe<{ account_id: string }>(sql`
      update identity.password_resets set used_at = ${now} where token_hash = ${sha256(token)} and used_at is null and expires_at > ${now}
      returning account_id`);
    if (!used) throw resetTokenInvalid();
    await act.run(sql`update identity.accounts set password_hash = ${passwordHash} where id = ${used.account_id}`);
    await act.run(sql`delete from identity.sessions where account_id = ${used.account_id}`);
    await act.run(
      sql`delete from identity.sign_in_failures where subject in (select email from identity.accounts where id = ${used.account_id})`,
    );
  });
  forgetSessions(world);
}
