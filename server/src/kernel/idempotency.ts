import { createHash } from 'node:crypto';
import { idempotencyKeyReused } from './errors.ts';
import { json, sql } from './sql.ts';
import type { Act, World } from './world.ts';

export type IdempotentCall = { personId: string; route: string; key: string; body: unknown };

type Stored = { request_hash: Buffer; answer: unknown };

/** Thrown to leave the transaction when the key already has an answer. */
class AlreadyAnswered extends Error {}

/**
 * One effect for one key: the key row is written first, so a second request with it waits for the first to commit and
 * then gets its answer. A refusal rolls the key back: the same key may be tried again.
 */
export async function answerOnce<Answer>(
  world: World,
  call: IdempotentCall,
  work: (act: Act) => Promise<Answer>,
): Promise<Answer> {
  const hash = createHash('sha256')
    .update(json(call.body ?? null))
    .digest();
  try {
    return await world.act(async (act) => {
      const fresh = await act.run(sql`
        insert into kernel.idempotency_keys (person_id, route, key, request_hash)
        values (${call.personId}, ${call.route}, ${call.key}, ${hash}) on conflict do nothing`);
      if (fresh === 0) throw new AlreadyAnswered();
      const answer = await work(act);
      await act.run(sql`
        update kernel.idempotency_keys set answer = ${json(answer ?? null)}::jsonb
        where person_id = ${call.personId} and route = ${call.route} and key = ${call.key}`);
      return answer;
    }, call.personId);
  } catch (error) {
    if (!(error instanceof AlreadyAnswered)) throw error;
    const stored = await world.database.one<Stored>(sql`
      select request_hash, answer from kernel.idempotency_keys
      where person_id = ${call.personId} and route = ${call.route} and key = ${call.key}`);
    if (!stored.request_hash.equals(hash)) throw idempotencyKeyReused();
    return stored.answer as Answer;
  }
}
