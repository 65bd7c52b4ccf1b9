import { type BoundRoute, bind, type Call, newId, notFound, type Principal, sql, type World } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { addressesFull, demoOnly, emailTaken } from './errors.ts';
import { parseAddressText } from './parse-address.ts';
import { changePrivacy, eraseAccount, exportIdentity, readPrivacyOf } from './privacy.ts';
import { forgetSessions, sessionCookie } from './resolve-principal.ts';
import {
  closeSession,
  completePasswordReset,
  hashPassword,
  issuePasswordReset,
  issueSignInCode,
  openSession,
  signInByEmail,
  signInByPhone,
} from './sign-in.ts';
import {
  type AccountRow,
  type AddressRow,
  findAccount,
  insertAccount,
  insertAddress,
  replaceAddress,
  selectAddresses,
  updateAccountRow,
} from './store.ts';

const addressesMax = 20;
const done = { ok: true } as const;

/** Parts of a data export that other rooms add: name -> reader. Registered by app. */
export type ExportParts = Record<string, (world: World, accountId: string) => Promise<unknown>>;

function accountAnswer(row: AccountRow) {
  return {
    id: row.id,
    nickname: row.nickname,
    avatarUrl: row.avatar_url,
    bio: row.bio,
    phone: row.phone ? `${row.phone.slice(0, 3)}****${row.phone.slice(7)}` : null,
    email: row.email,
    roles: row.roles,
    shops: row.shops,
    locale: row.locale,
    demo: row.demo,
  };
}

function addressAnswer(row: AddressRow) {
  const { is_default: isDefault, ...rest } = row;
  return { ...rest, isDefault };
}

async function sessionAnswer(world: World, viewerId: string, accountId: string | undefined) {
  const account = accountId ? await findAccount(world.database, { id: accountId }) : undefined;
  return { account: account ? accountAnswer(account) : null, viewerId, mode: world.config.mode };
}

function mine(principal: Principal): string {
  if (!principal.accountId) throw notFound();
  return principal.accountId;
}

async function readMyAddress(call: { world: World; principal: Principal }, id: string) {
  const [row] = await selectAddresses(call.world.database, mine(call.principal), id);
  if (!row) throw notFound();
  return addressAnswer(row);
}

export function identityRoutes(exportParts: ExportParts): BoundRoute[] {
  return [
    bind(contract.sendSignInCode, async ({ world, body }) => {
      const issued = await issueSignInCode(world, body.phone);
      return {
        sent: true as const,
        expiresInSeconds: issued.expiresInSeconds,
        sandboxCode: world.config.mode === 'demo' ? issued.code : null,
      };
    }),
    bind(contract.createSession, async ({ world, body, raw, principal }) => {
      const accountId =
        body.method === 'phone'
          ? await signInByPhone(world, body.phone, body.code)
          : await signInByEmail(world, body.email, body.password);
      await openSession(world, raw, principal, accountId);
      return sessionAnswer(world, accountId, accountId);
    }),
    bind(contract.readSession, ({ world, principal }) => sessionAnswer(world, principal.viewerId, principal.accountId)),
    bind(contract.deleteSession, async ({ world, raw, principal }) => {
      await closeSession(world, raw, principal);
      return done;
    }),
    bind(contract.createAccount, register),
    bind(contract.updateAccount, async ({ world, principal, body }) => {
      await updateAccountRow(world.database, mine(principal), body);
      forgetSessions(world);
      const row = await findAccount(world.database, { id: mine(principal) });
      if (!row) throw notFound();
      return accountAnswer(row);
    }),
    bind(contract.requestPasswordReset, async ({ world, body }) => {
      const token = await issuePasswordReset(world, body.email);
      return { sent: true as const, sandboxToken: world.config.mode === 'demo' ? (token ?? null) : null };
    }),
    bind(contract.resetPassword, async ({ world, body, raw }) => {
      await completePasswordReset(world, body.token, body.password);
      raw.clearCookie(sessionCookie);
      return done;
    }),
    bind(contract.listAddresses, async ({ world, principal }) => ({
      items: (await selectAddresses(world.database, mine(principal))).map(addressAnswer),
    })),
    bind(contract.createAddress, (call) =>
      call.once(async (act) => {
        const accountId = mine(call.principal);
        await act.run(sql`select 1 from identity.accounts where id = ${accountId} for update`);
        const existing = await selectAddresses(act, accountId);
        if (existing.length >= addressesMax) throw addressesFull();
        const { isDefault, ...fields } = call.body;
        const address = { id: newId(), ...fields };
        await insertAddress(act, accountId, address, isDefault, act.now);
        return { ...address, isDefault: isDefault || existing.length === 0 };
      }),
    ),
    bind(contract.updateAddress, async (call) => {
      const { isDefault, ...fields } = call.body;
      const changed = await call.world.act((act) =>
        replaceAddress(act, mine(call.principal), { id: call.params.id, ...fields }, isDefault),
      );
      if (!changed) throw notFound();
      return readMyAddress(call, call.params.id);
    }),
    bind(contract.deleteAddress, async ({ world, principal, params }) => {
      const count = await world.database.run(
        sql`delete from identity.addresses where id = ${params.id} and account_id = ${mine(principal)}`,
      );
      if (count === 0) throw notFound();
      return done;
    }),
    bind(contract.parseAddress, async ({ body }) => parseAddressText(body.text)),
    bind(contract.readPrivacy, ({ world, principal }) => readPrivacyOf(world.database, principal.viewerId)),
    bind(contract.updatePrivacy, async ({ world, principal, body }) => {
      await world.act((act) => changePrivacy(act, principal.viewerId, body as Parameters<typeof changePrivacy>[2]));
      return readPrivacyOf(world.database, principal.viewerId);
    }),
    bind(contract.exportMyData, async ({ world, principal }) => {
      const accountId = mine(principal);
      const parts: Record<string, unknown> = {
        exportedAt: world.systemClock.now().toISOString(),
        ...(await exportIdentity(world.database, accountId)),
      };
      for (const [name, read] of Object.entries(exportParts)) parts[name] = await read(world, accountId);
      // Dates and big integers become JSON values here, once, for every part.
      return JSON.parse(JSON.stringify(parts, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)));
    }),
    bind(contract.deleteAccount, async ({ world, principal, raw }) => {
      await world.act((act) => eraseAccount(act, mine(principal), world));
      raw.clearCookie(sessionCookie);
      return done;
    }),
    bind(contract.listDemoAccounts, async ({ world }) => {
      if (world.config.mode !== 'demo') throw demoOnly();
      return { items: await demoAccounts(world) };
    }),
  ];
}

async function register(call: Call<typeof contract.createAccount>) {
  const { world, body, raw, principal } = call;
  const passwordHash = await hashPassword(body.password);
  const answer = await call.once(async (act) => {
    const id = newId();
    const inserted = await insertAccount(
      act,
      { id, nickname: body.nickname, email: body.email.toLowerCase(), passwordHash },
      act.now,
    );
    if (!inserted) throw emailTaken();
    const row = await findAccount(act, { id });
    if (!row) throw notFound();
    return { account: accountAnswer(row), viewerId: id, mode: world.config.mode };
  });
  if (answer.account) await openSession(world, raw, principal, answer.account.id);
  return answer;
}

/** The password of every demo account; demo mode only, loopback only. */
export const demoPassword = 'haowu-demo-2026';

async function demoAccounts(world: World) {
  const rows = await world.database.rows<{ nickname: string; phone: string; email: string; roles: string[] }>(sql`
    select nickname, phone, email, roles from identity.accounts
    where demo and deleted_at is null and phone is not null and email is not null order by created_at, id limit 12`);
  return rows.map((row) => ({
    role: (row.roles.includes('operator')
      ? 'operator'
      : row.roles.includes('merchant')
        ? 'merchant'
        : row.roles.includes('creator')
          ? 'creator'
          : 'viewer') as 'viewer',
    nickname: row.nickname,
    phone: row.phone,
    email: row.email,
    password: demoPassword,
  }));
}
