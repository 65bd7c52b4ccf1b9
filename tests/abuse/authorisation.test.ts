/**
 * Every declared route times every kind of person (RELIABILITY T26), made from the declarations: who may not is told so
 * with the one right status, and what belongs to somebody does not exist for others, in paths, queries and bodies.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contracts } from '../../server/src/app/contracts.ts';
import { type AnyContract, bind, buildServer, defineRoute, newId } from '../../server/src/kernel/index.ts';
import { foreignReferences } from '../support/foreign-references.ts';
import { useHouse } from '../support/house.ts';
import { buildScene, type Scene } from '../support/one-of-everything.ts';
import { type PersonName, personNames, privateWords, type Sample } from '../support/route-samples.ts';

const town = useHouse();
let scene: Scene;
beforeAll(async () => {
  scene = await buildScene(town.house);
}, 120_000);
afterAll(() => scene?.close());

/** These end the sender's own session or account and are tried by people made for it. */
const leaving = new Set(['identity.deleteAccount', 'identity.deleteSession']);
/** What a restriction of the buyer's account takes away. */
const restrictedRoutes = new Set(['orders.placeOrder', 'content.postComment']);
const rolesOf: Record<PersonName, readonly string[]> = {
  anonymous: [],
  expired: [],
  buyer: ['account'],
  stranger: ['account'],
  restricted: ['account'],
  creator: ['account', 'creator', 'publisher'],
  staffA: ['account', 'merchant', 'publisher'],
  staffB: ['account', 'merchant', 'publisher'],
  operator: ['account', 'operator'],
};

/** What the declaration and the sample say must happen. */
function expectedStatus(contract: AnyContract, person: PersonName, sample: Sample): number[] {
  const success = contract.status ?? 200;
  if (contract.access === 'provider') return [401];
  if (contract.access !== 'anyone' && !rolesOf[person].includes(contract.access))
    return [rolesOf[person].length === 0 ? 401 : 403];
  if (person === 'restricted' && restrictedRoutes.has(contract.id)) return [403];
  const owns = person === sample.as || sample.also?.includes(person) === true || sample.once === true;
  const named = sample.params !== undefined || sample.query?.impressionToken !== undefined || namesOwned(sample.body);
  if (!owns && named && !sample.shared && contract.ownership !== 'none')
    return sample.body?.uploadId === undefined ? [404] : [404, 422];
  // Nobody follows himself.
  if (contract.id === 'content.followAuthor' && person === 'creator') return [404];
  // A list of another shop is empty or does not exist; that it shows nothing is looked at below.
  if (!owns && sample.query?.shopId !== undefined) return [success, 404];
  return [success];
}

/** Bodies that carry the id of something that belongs to the sender. */
const namesOwned = (body: Record<string, unknown> | undefined): boolean =>
  ['lineId', 'shopId', 'uploadId'].some((key) => body?.[key] !== undefined);

function requestOf(contract: AnyContract, sample: Sample) {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(sample.params?.[name] ?? ''),
  );
  const query = sample.query ? `?${new URLSearchParams(sample.query)}` : '';
  return { path: `/api/v1${path}${query}`, body: sample.body ?? (contract.body ? {} : undefined) };
}

/** Opening a shop makes a merchant of whoever does it, so it comes last. */
const routes = contracts
  .filter((contract) => !leaving.has(contract.id))
  .sort((a, b) => Number(a.id === 'shops.openShop') - Number(b.id === 'shops.openShop'));

test('every route answers every person as its declaration says', async () => {
  const wrong: string[] = [];
  let asked = 0;
  for (const contract of routes) {
    let sample: Sample =
      contract.access === 'provider'
        ? { as: 'anonymous' as const, params: { provider: 'sandbox' }, body: { id: 'x' } }
        : await scene.sampleOf(contract.id);
    // Those who must fail come first: a leak shows as an effect that the owner then meets.
    const people = [...personNames].sort((a, b) => Number(a === sample.as) - Number(b === sample.as));
    for (const person of people) {
      if (sample.once) sample = await scene.sampleOf(contract.id);
      const { path, body } = requestOf(contract, sample);
      const answer = await town.house.send(contract.method, path, {
        cookie: scene.people[person].cookie,
        ...(body === undefined ? {} : { body: { ...body, ...extraFields } }),
      });
      asked += 1;
      const expected = expectedStatus(contract, person, sample);
      if (!expected.includes(answer.status))
        wrong.push(`${contract.id} as ${person}: ${answer.status} ${answer.body.code ?? ''}, not ${expected}`);
      if (answer.status >= 300 && typeof answer.body.code !== 'string')
        wrong.push(`${contract.id} as ${person}: no code`);
      wrong.push(...leaksOf(contract, person, sample, JSON.stringify(answer.body)));
    }
  }
  process.stderr.write(`  ${routes.length} routes, ${asked} requests\n`);
  expect(wrong).toEqual([]);
}, 240_000);

/** Fields nobody declared must change nothing: not the owner, not the price, not the role. */
const extraFields = {
  accountId: newId(),
  buyerId: newId(),
  roles: ['operator'],
  isAdmin: true,
  totalMinor: 1,
  price: 1,
};

function leaksOf(contract: AnyContract, person: PersonName, sample: Sample, text: string): string[] {
  return Object.entries(privateWords).flatMap(([owner, words]) => {
    if (!text.includes(words) || owner === person) return [];
    // A shop sees the orders it must send; an operator sees cases and reports.
    if (owner === 'buyer' && (person === 'staffA' || person === 'operator')) return [];
    if (sample.also?.includes(person)) return [];
    // Search and lists of what was published may repeat words a sample published itself.
    if (contract.ownership === 'none' && contract.access === 'anyone' && owner !== 'buyer') return [];
    return [`${contract.id} shows ${person} what belongs to ${owner}`];
  });
}

test('foreign ids in bodies and queries are refused or show nothing', async () => {
  const wrong: string[] = [];
  for (const reference of await foreignReferences(scene)) {
    const answer = await town.house.send(reference.method, `/api/v1${reference.path}`, {
      cookie: scene.people[reference.as].cookie,
      ...(reference.body === undefined ? {} : { body: reference.body }),
    });
    if (!reference.status.includes(answer.status))
      wrong.push(`${reference.name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
    for (const [owner, words] of Object.entries(privateWords))
      if (owner !== reference.as && answer.status < 300 && JSON.stringify(answer.body).includes(words))
        wrong.push(`${reference.name}: shows what belongs to ${owner}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test('an id that never existed answers exactly like a foreign one', async () => {
  const wrong: string[] = [];
  for (const contract of routes) {
    const sample = contract.access === 'provider' ? undefined : await scene.sampleOf(contract.id);
    if (!sample?.params?.id || sample.shared || contract.ownership === 'none') continue;
    const stranger = ['merchant', 'publisher'].includes(contract.access) ? 'staffB' : 'stranger';
    const send = (id: string) => {
      const { path, body } = requestOf(contract, { ...sample, params: { id } });
      return town.house.send(contract.method, path, {
        cookie: scene.people[stranger].cookie,
        ...(body === undefined ? {} : { body }),
      });
    };
    const [foreign, unknown, broken] = [await send(sample.params.id), await send(newId()), await send('nonsense')];
    for (const answer of [foreign, unknown, broken])
      if (answer.status !== 404 || answer.body.code !== foreign.body.code)
        wrong.push(`${contract.id}: ${answer.status} ${answer.body.code}`);
  }
  expect(wrong).toEqual([]);
}, 120_000);

test('signing out and leaving need the cookie of the one who leaves', async () => {
  const { house } = town;
  for (const path of ['/api/v1/accounts/me', '/api/v1/accounts/me/export'])
    expect((await house.send(path.endsWith('me') ? 'DELETE' : 'GET', path)).status).toBe(401);
  const phone = '13612345678';
  const code = await house.send<{ sandboxCode: string }>('POST', '/api/v1/sign-in-codes', { body: { phone } });
  const signedIn = await house.send('POST', '/api/v1/sessions', {
    body: { method: 'phone', phone, code: code.body.sandboxCode },
  });
  const cookie = String(signedIn.headers['set-cookie'] ?? '')
    .split(/,(?=\s*haowu_)/)
    .map((each) => each.split(';')[0]?.trim())
    .join('; ');
  expect((await house.send('GET', '/api/v1/addresses', { cookie })).status).toBe(200);
  expect((await house.send('DELETE', '/api/v1/sessions/current', { cookie })).status).toBe(200);
  expect((await house.send('GET', '/api/v1/addresses', { cookie })).status).toBe(401);
});

test('a viewer cookie of somebody else’s making is nobody’s', async () => {
  const { house } = town;
  const order = (await scene.sampleOf('orders.readOrder')).params?.id;
  for (const cookie of [
    `haowu_viewer=${scene.people.buyer.id}`,
    `haowu_viewer=${scene.people.buyer.id}.${'A'.repeat(22)}`,
    `haowu_session=${scene.people.buyer.id}`,
    `haowu_session=' or 1=1 --`,
  ])
    expect((await house.send('GET', `/api/v1/orders/${order}`, { cookie })).status).toBe(404);
});

test('a page of another site cannot make a signed-in browser write', async () => {
  const { house } = town;
  for (const contract of routes) {
    if (contract.method === 'GET' || contract.access === 'provider') continue;
    for (const origin of ['https://evil.example', 'null', 'not an origin']) {
      const answer = await house.send(contract.method, `/api/v1${contract.path.replace(/\{\w+\}/g, newId())}`, {
        cookie: scene.people.staffA.cookie,
        headers: { origin },
        ...(contract.body ? { body: {} } : {}),
      });
      expect(`${contract.id} ${answer.status} ${answer.body.code}`).toBe(`${contract.id} 403 request.foreign_origin`);
    }
  }
});

const probe = defineRoute({
  id: 'test.probe',
  method: 'POST',
  path: '/probe',
  summary: 'A route of this test',
  answer: z.object({ ok: z.literal(true) }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'natural',
  rate: 'write',
});
const resolvePrincipal = () => Promise.reject(new Error('nobody is asked'));
const build = (declared: AnyContract[], handled: AnyContract[]) =>
  buildServer({
    world: town.house.world,
    contracts: declared,
    routes: handled.map((contract) => bind(contract, async () => ({ ok: true }))),
    resolvePrincipal,
  });

test('the server does not start with a route that nobody handles, nobody declared, or that leaves its writes open', async () => {
  await expect(build([probe], [])).rejects.toThrow('declared routes without a handler: test.probe');
  await expect(build([], [probe])).rejects.toThrow('handlers without a declared route: test.probe');
  const open = { ...probe, idempotency: 'none' as const };
  await expect(build([open], [open])).rejects.toThrow('test.probe: a write must say its idempotency');
});

test('every declared route is served', () => {
  const served = new Set(town.house.composition.routes.map((route) => route.contract.id));
  expect(contracts.filter((contract) => !served.has(contract.id)).map((contract) => contract.id)).toEqual([]);
});
