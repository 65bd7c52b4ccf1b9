import { type Facts, publish } from '../events/index.ts';
import { type Act, json, sql } from '../kernel/index.ts';

/**
 * Confirms a harm on order lines (fake trade, counterfeit, …): quality voids what it touches and charges its debit.
 * A root is confirmed once, however often it is told. @returns whether it is new.
 */
export async function confirmHarm(act: Act, harm: Facts['harm.confirmed'] & { ruleId: string }): Promise<boolean> {
  const { ruleId, ...fact } = harm;
  const written = await act.run(sql`
    insert into governance.harms (root_fact_id, type, lines, occurred_at, evidence, rule_id, confirmed_by, confirmed_at)
    values (${fact.rootFactId}, ${fact.type}, ${json(fact.lines)}::jsonb, ${fact.occurredAt}, ${fact.evidence}, ${ruleId},
      ${act.actor ?? 'system'}, ${act.now.toISOString()}) on conflict do nothing`);
  if (written === 0) return false;
  publish(act, 'harm.confirmed', fact.rootFactId, fact, new Date(fact.occurredAt));
  return true;
}
