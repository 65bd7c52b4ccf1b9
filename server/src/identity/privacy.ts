import { publish } from '../events/index.ts';
import {
  type Act,
  defaultCurrency,
  invalidRequest,
  type Queryable,
  sql,
  toMoneyJson,
  type World,
} from '../kernel/index.ts';
import { forgetSessions } from './resolve-principal.ts';
import { findAccount, selectAddresses, selectPrivacy, upsertPrivacy } from './store.ts';

export type Privacy = {
  personalised: boolean;
  historyKept: boolean;
  monthlySpendingLimit: { amountMinor: number; currency: string } | null;
  consentedAt: string | null;
};

export async function readPrivacyOf(database: Queryable, viewerId: string): Promise<Privacy> {
  const row = await selectPrivacy(database, viewerId);
  return {
    personalised: row.personalised,
    historyKept: row.history_kept,
    monthlySpendingLimit:
      row.monthly_spending_limit_minor === null ? null : toMoneyJson(row.monthly_spending_limit_minor, row.currency),
    consentedAt: row.consented_at?.toISOString() ?? null,
  };
}

export type PrivacyChange = {
  personalised?: boolean;
  historyKept?: boolean;
  monthlySpendingLimit?: { amountMinor: number; currency: string } | null;
  consented?: true;
};

/**
 * Changes what is named and keeps the rest; tells the recommender when personalisation is switched.
 * @throws Problem `request.invalid` for a limit below zero or in another currency.
 */
export async function changePrivacy(act: Act, viewerId: string, change: PrivacyChange): Promise<void> {
  assertLimit(change.monthlySpendingLimit);
  await act.run(sql`insert into identity.privacy (viewer_id) values (${viewerId}) on conflict do nothing`);
  await act.run(sql`select 1 from identity.privacy where viewer_id = ${viewerId} for update`);
  const row = await selectPrivacy(act, viewerId);
  const next = {
    ...row,
    personalised: change.personalised ?? row.personalised,
    history_kept: change.historyKept ?? row.history_kept,
    consented_at: change.consented ? act.world.systemClock.now() : row.consented_at,
  };
  if (change.monthlySpendingLimit !== undefined) {
    next.monthly_spending_limit_minor =
      change.monthlySpendingLimit === null ? null : BigInt(change.monthlySpendingLimit.amountMinor);
  }
  await upsertPrivacy(act, viewerId, next);
  if (next.personalised !== row.personalised) {
    publish(act, 'viewer.personalisation_changed', viewerId, { viewerId, personalised: next.personalised });
  }
}

function assertLimit(limit: PrivacyChange['monthlySpendingLimit']): void {
  if (limit && (limit.amountMinor < 0 || limit.currency !== defaultCurrency))
    throw invalidRequest({
      errors: [{ path: 'monthlySpendingLimit', message: `An amount in ${defaultCurrency}, not below zero.` }],
    });
}

/** This room's part of a person's data export; app adds the parts of the other rooms. */
export async function exportIdentity(database: Queryable, accountId: string): Promise<Record<string, unknown>> {
  const account = await findAccount(database, { id: accountId });
  if (!account) return {};
  const { password_hash: _, ...kept } = account;
  return {
    account: kept,
    addresses: await selectAddresses(database, accountId),
    privacy: await readPrivacyOf(database, accountId),
  };
}

/**
 * Removes name, phone, e-mail, password, addresses and choices. The account id stays as a bare number in order
 * records, which the E-Commerce Law (Art. 31) asks to keep for three years.
 */
export async function eraseAccount(act: Act, accountId: string, world: World): Promise<void> {
  const erased = await act.run(sql`
    update identity.accounts set nickname = '已注销用户', avatar_url = null, bio = '', phone = null, email = null, password_hash = null,
      roles = '{}', deleted_at = ${world.systemClock.now()}
    where id = ${accountId} and deleted_at is null`);
  if (erased === 0) return;
  await act.run(sql`delete from identity.sessions where account_id = ${accountId}`);
  await act.run(sql`delete from identity.addresses where account_id = ${accountId}`);
  await act.run(sql`delete from identity.privacy where viewer_id = ${accountId}`);
  await act.run(sql`delete from identity.shop_memberships where account_id = ${accountId} and role = 'staff'`);
  publish(act, 'account.deleted', accountId, { accountId });
  act.afterCommit(() => forgetSessions(world));
}
