/**
 * Every write that asks for an Idempotency-Key, sent five times at once under one key (RELIABILITY T8): one effect, one
 * answer. What counts as an effect is measured in the database itself: all rows of all rooms, and the counters.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts } from '../../server/src/app/contracts.ts';
import { type AnyContract, newId, sql } from '../../server/src/kernel/index.ts';
import { type Answer, useHouse } from '../support/house.ts';
import { buildScene, type Scene } from '../support/one-of-everything.ts';
import type { PersonName, Sample } from '../support/route-samples.ts';

const town = useHouse();
let scene: Scene;
let countRows: string;
const sendsAtOnce = 5;
const required = contracts.filter((contract) => contract.idempotency === 'required');

beforeAll(async () => {
  scene = await buildScene(town.house);
  const tables = await town.house.world.database.rows<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'public') order by 1`);
  // Keys are bookkeeping, and a replay that was lost on its way may sign the same person in again.
  const counted = tables.filter(({ name }) => !['kernel.idempotency_keys', 'identity.sessions'].includes(name));
  const counts = counted.map(({ name }) => `select '${name}' as name, (select count(*) from ${name}) as count`);
  countRows = `select json_object_agg(name, count) as counts from (${counts.join(' union all ')}) each`;
}, 120_000);
afterAll(() => scene?.close());

type Counts = Record<string, number>;

async function measure(): Promise<Counts> {
  const { database } = town.house.world;
  const statement = Object.assign(sql``, { text: countRows });
  const { counts } = await database.one<{ counts: Counts }>(statement);
  const sums = await database.one<Record<'put_in' | 'offset_ms' | 'refunds' | 'attempts' | 'appended', string>>(sql`
    select (select sum(put_in) from inventory.stock)::text as put_in, (select offset_ms from kernel.business_clock)::text as offset_ms,
      (select coalesce(sum(refunds_minor), 0) from payments.payments)::text as refunds,
      (select sum(attempt) from payments.payments)::text as attempts, (select count(appended_at) from reviews.reviews)::text as appended`);
  return { ...counts, ...Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, Number(sum)])) };
}

const difference = (before: Counts, after: Counts): Counts =>
  Object.fromEntries(
    Object.entries(after)
      .map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
      .filter(([, count]) => count !== 0),
  );

function send(contract: AnyContract, sample: Sample, key: string, as: PersonName = sample.as): Promise<Answer> {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(sample.params?.[name] ?? ''),
  );
  return town.house.send(contract.method, `/api/v1${path}`, {
    cookie: scene.people[as].cookie,
    key,
    ...(contract.body ? { body: sample.body ?? {} } : {}),
  });
}

test.each(required.map((contract) => [contract.id, contract] as const))(
  '%s: one key, one effect',
  async (_, contract) => {
    const success = contract.status ?? 200;
    const alone = await scene.sampleOf(contract.id);
    const beforeAlone = await measure();
    const first = await send(contract, alone, crypto.randomUUID());
    expect(first.status, JSON.stringify(first.body)).toBe(success);
    const effectOfOne = difference(beforeAlone, await measure());
    expect(Object.keys(effectOfOne), 'a write changes something').not.toEqual([]);

    const sample = await scene.sampleOf(contract.id);
    const key = crypto.randomUUID();
    const before = await measure();
    const answers = await Promise.all(Array.from({ length: sendsAtOnce }, () => send(contract, sample, key)));
    answers.push(await send(contract, sample, key));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => success));
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
    const after = await measure();
    expect(difference(before, after), 'five sends have the effect of one').toEqual(effectOfOne);

    const other: Sample = contract.body
      ? { ...sample, body: { ...sample.body, another: 'body' } }
      : { ...sample, params: { id: newId() } };
    const reused = await send(contract, other, key);
    expect(reused).toMatchObject({ status: 422, body: { code: 'request.idempotency_key_reused' } });
    const stranger = await send(contract, sample, key, sample.as === 'stranger' ? 'restricted' : 'stranger');
    expect(stranger.body.code, 'keys belong to one person').not.toBe('request.idempotency_key_reused');
    if (stranger.status < 300) expect(stranger.body).not.toEqual(answers[0]?.body);
    for (const wrong of ['', 'short', 'x'.repeat(101)])
      expect((await send(contract, sample, wrong)).body.code).toBe('request.idempotency_key_missing');
  },
  180_000,
);

test('a refused write leaves its key free: the same request may succeed later', async () => {
  const contract = required.find(({ id }) => id === 'orders.placeOrder');
  if (!contract) throw new Error('checkouts are not declared');
  const sample = await scene.sampleOf(contract.id);
  const key = crypto.randomUUID();
  const { database } = town.house.world;
  const skuId = String((sample.body?.items as { skuId: string }[] | undefined)?.[0]?.skuId);
  const { free } = await database.one<{ free: bigint }>(
    sql`update inventory.stock set put_in = sold + reserved where sku_id = ${skuId} returning 0::bigint as free`,
  );
  expect(free).toBe(0n);
  expect((await send(contract, sample, key)).body.code).toBe('inventory.sold_out');
  await database.run(sql`update inventory.stock set put_in = sold + reserved + 1 where sku_id = ${skuId}`);
  const answers = await Promise.all(Array.from({ length: sendsAtOnce }, () => send(contract, sample, key)));
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 201));
  expect(new Set(answers.map((answer) => answer.body.purchaseId)).size).toBe(1);
});
