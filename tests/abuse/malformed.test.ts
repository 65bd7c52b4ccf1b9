/**
 * Nothing a client sends breaks the server (RELIABILITY T27, T28, T36): requests made from the declarations and then
 * spoilt, over all routes. Every refusal is problem+json with a code; no 5xx, no stack trace, no slow answer.
 */
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contracts } from '../../server/src/app/contracts.ts';
import { mountMedia } from '../../server/src/app/mount-media.ts';
import { type AnyContract, newId } from '../../server/src/kernel/index.ts';
import { useHouse } from '../support/house.ts';
import { buildScene, type Scene } from '../support/one-of-everything.ts';
import type { Sample } from '../support/route-samples.ts';
import { createRandom, isLongRun, type Random, sayHowToReplay, testSeed } from '../support/seeded-random.ts';

const town = useHouse({ mount: mountMedia });
let scene: Scene;
const requestsPerRoute = isLongRun ? 200 : 34;
const requestsAtOnce = 6;
const answerMsMax = 2_000;

beforeAll(async () => {
  sayHowToReplay('tests/abuse/malformed.test.ts');
  scene = await buildScene(town.house);
}, 120_000);
afterAll(() => scene?.close());

const injections = [
  "' or '1'='1",
  "'; drop table orders.orders; --",
  '" union select password_hash from identity.accounts --',
  "\\'; select pg_sleep(5); --",
  '%27%20OR%201=1',
  '$1',
  `${'$'}{7*7}`,
  '{{constructor.constructor("return 1")()}}',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  '%00',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u202e\u2066\ufeff',
  '𝒯𝑒𝓍𝓉👩‍👩‍👧‍👦',
  '%',
  '_',
  '\\',
  "'",
  'null',
  'undefined',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  `${'a'.repeat(3_000)}!`,
  `${'a@'.repeat(1_500)}`,
  '('.repeat(500),
  '\r\nset-cookie: stolen=1',
  '１２３',
  '+8613800138000',
  '2026-02-30T25:61:61Z',
  '-infinity',
  '00000000-0000-0000-0000-000000000000',
];
const oddValues: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  -0,
  0.1,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  9_999_999_999_999,
  '',
  ' ',
  [],
  [[]],
  [null],
  {},
  { length: 1e9 },
  { $ne: null },
  { toString: 'no' },
  { amountMinor: -1, currency: 'CNY' },
  { amountMinor: 2 ** 53, currency: 'ZZZ' },
  Array.from({ length: 2_000 }, () => 'x'),
  Array.from({ length: 60 }, () => ({ skuId: 'x', quantity: 1 })),
];
const oddCursors = [
  '',
  'x',
  '!!!',
  'null',
  ...[
    'null',
    '[]',
    '{}',
    '[1]',
    '["x"]',
    '["x","y","z","w"]',
    '[null,null]',
    '["2026-01-01T00:00:00.000Z","nonsense"]',
    '["2026-01-01T00:00:00.000Z","00000000-0000-7000-8000-000000000000"]',
    '["9999-12-31T23:59:59.999Z","00000000-0000-7000-8000-000000000000"]',
    '["+275760-09-13T00:00:00.000Z","00000000-0000-7000-8000-000000000000"]',
    '["-infinity","00000000-0000-7000-8000-000000000000"]',
    '[1e308,"00000000-0000-7000-8000-000000000000"]',
    '[9007199254740993,"00000000-0000-7000-8000-000000000000"]',
    '[0.5,"00000000-0000-7000-8000-000000000000"]',
    '["\\u0000","00000000-0000-7000-8000-000000000000"]',
    `["${'9'.repeat(200)}"]`,
    '["1","1"]',
    '[[["x"]]]',
    '{"__proto__":{"polluted":1}}',
  ].map((text) => Buffer.from(text).toString('base64url')),
];

type Spoilt = {
  what: string;
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
};

/** One request, spoilt in one place. */
function spoil(contract: AnyContract, sample: Sample, random: Random): Spoilt {
  const params = { ...sample.params };
  const query: [string, string][] = Object.entries(sample.query ?? {});
  const spoilt: Spoilt = {
    what: '',
    path: '',
    method: contract.method,
    headers: {
      cookie: scene.people[sample.as].cookie,
      ...(contract.method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() }),
      ...(contract.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(contract.body ? { body: JSON.stringify(sample.body ?? {}) } : {}),
  };
  const places = [
    'header',
    ...(Object.keys(params).length > 0 ? ['params'] : []),
    ...(contract.query ? ['query', 'query', 'query'] : []),
    ...(contract.body ? ['field', 'field', 'field', 'field', 'document', 'document', 'type'] : []),
  ] as const;
  const place = random.pick<string>(places);
  spoilt.what = place;
  if (place === 'params') {
    const name = random.pick(Object.keys(params));
    params[name] = random.pick(injections);
  } else if (place === 'query') {
    spoilQuery(contract, query, random);
  } else if (place === 'field') {
    spoilt.body = JSON.stringify(spoilField(contract, sample.body ?? {}, random));
  } else if (place === 'document') {
    const [what, body] = random.pick(documents)(JSON.stringify(sample.body ?? {}));
    spoilt.what = what;
    spoilt.body = body;
  } else if (place === 'type') {
    spoilt.headers['content-type'] = random.pick(oddTypes);
  } else {
    const [name, value] = random.pick(oddHeaders);
    spoilt.headers[name] = value;
  }
  const search = new URLSearchParams(query.map(([name, value]) => [name, value.toWellFormed()] as [string, string]));
  spoilt.path = `/api/v1${contract.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((params[name] ?? newId()).toWellFormed()))}${query.length > 0 ? `?${search}` : ''}`;
  return spoilt;
}

function spoilQuery(contract: AnyContract, query: [string, string][], random: Random): void {
  const declared = contract.query ? z.toJSONSchema(contract.query, { io: 'input', unrepresentable: 'any' }) : {};
  const names = Object.keys((declared as { properties?: object }).properties ?? {});
  const name = names.length > 0 ? random.pick(names) : 'x';
  const at = query.findIndex(([key]) => key === name);
  const value =
    name === 'cursor'
      ? random.pick(oddCursors)
      : random.chance(0.5)
        ? random.pick(injections)
        : (JSON.stringify(random.pick(oddValues)) ?? '');
  const odd: [string, string] = [random.chance(0.1) ? `${name}[]` : name, value];
  if (at >= 0 && random.chance(0.8)) query[at] = odd;
  else query.push(odd);
  if (random.chance(0.15)) query.push([name, '1'], [name, '2']);
}

/** Sets one declared or given field, at any depth, to something else. */
function spoilField(contract: AnyContract, body: Record<string, unknown>, random: Random): unknown {
  const copy = structuredClone(body);
  const declared = contract.body ? z.toJSONSchema(contract.body, { io: 'input', unrepresentable: 'any' }) : {};
  for (const name of Object.keys((declared as { properties?: object }).properties ?? {}))
    if (!(name in copy) && random.chance(0.3)) copy[name] = random.pick(injections);
  let target: Record<string, unknown> = copy;
  for (let depth = 0; depth < 4; depth += 1) {
    const names = Object.keys(target);
    if (names.length === 0) break;
    const name = random.pick(names);
    const child = target[name];
    if (typeof child === 'object' && child !== null && random.chance(0.7)) target = child as Record<string, unknown>;
    else {
      target[name] = random.chance(0.55) ? random.pick(injections) : random.pick(oddValues);
      break;
    }
  }
  return copy;
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const withField = (json: string, field: string) => (json === '{}' ? `{${field}}` : `${json.slice(0, -1)},${field}}`);
/** Whole documents that are not what JSON bodies should be. */
const documents: ((json: string) => [what: string, body: string | Buffer])[] = [
  (json) => ['cut short', json.slice(0, -1)],
  (json) => ['cut in the middle', json.slice(0, Math.floor(json.length / 2))],
  () => ['empty', ''],
  () => ['null', 'null'],
  () => ['a text', '"text"'],
  () => ['a number', '1e400'],
  () => ['an array', '[]'],
  () => ['depth 10,000', nested(10_000)],
  (json) => ['a field of depth 10,000', withField(json, `"deep":${nested(10_000)}`)],
  (json) => ['a field of depth 30,000', withField(json, `"deep":${nested(30_000)}`)],
  () => ['objects of depth 9,000', `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`],
  (json) => ['a huge number', withField(json, `"big":${'9'.repeat(5_000)}`)],
  (json) => ['a tiny number', withField(json, '"tiny":1e-400')],
  (json) => ['__proto__', withField(json, '"__proto__":{"polluted":true,"isAdmin":true}')],
  (json) => ['constructor', withField(json, '"constructor":{"prototype":{"polluted":true}}')],
  (json) => ['NUL', withField(json, '"nul":"\\u0000"')],
  (json) => ['raw NUL', withField(json, '"nul":"\u0000"')],
  (json) => ['a lone surrogate', withField(json, '"half":"\\ud800"')],
  (json) => ['a surrogate in a key', withField(json, '"\\udfff":1')],
  (json) => ['double keys', `${json.slice(0, -1)}${json === '{}' ? '' : ','}${json.slice(1)}`],
  (json) => ['a byte order mark', `\ufeff${json}`],
  (json) => [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xff, 0xfe, 0x7d])]),
  ],
  (json) => ['comments', `/* x */${json}`],
  (json) => ['single quotes', json.replaceAll('"', "'")],
  (json) => ['trailing comma', json.replace(/\}$/, ',}')],
  () => ['NaN', '{"a":NaN}'],
  (json) => ['a body of 70 kB', withField(json, `"long":"${'x'.repeat(70_000)}"`)],
  () => ['a body of 5 MB', `{"long":"${'x'.repeat(5_000_000)}"}`],
  (json) => ['ten thousand fields', withField(json, Array.from({ length: 5_000 }, (_, n) => `"f${n}":1`).join(','))],
];
const oddTypes = [
  'text/plain',
  'text/html',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json\t; charset=utf-8',
  'application/json a',
  'application/json; charset=utf-16',
  'application/json; __proto__=1',
  'application/jsonx',
  'application/problem+json',
  'application/offset+octet-stream',
  'APPLICATION/JSON',
  '*/*',
  ';',
  'x'.repeat(500),
];
const oddHeaders: [string, string][] = [
  ['cookie', 'haowu_viewer=x; haowu_session=y'],
  ['cookie', `haowu_session=${'x'.repeat(3_000)}`],
  ['cookie', 'haowu_viewer=%E0%A4%A; haowu_session=%00'],
  ['cookie', ';;;=;=;'],
  ['idempotency-key', "' or 1=1 --"],
  ['idempotency-key', '\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9'],
  ['idempotency-key', 'x'.repeat(100)],
  ['accept-language', 'x'.repeat(2_000)],
  ['accept-language', 'en-US,en;q=9999,*;q=-1'],
  ['accept', 'application/xml'],
  ['accept-encoding', 'br;q=0, gzip;q=nope, *'],
  ['range', 'bytes=0-99999999999999'],
  ['if-none-match', '*'],
  ['x-forwarded-for', "127.0.0.1' or 1=1"],
  ['x-http-method-override', 'DELETE'],
  ['expect', ''],
];

const traces = [
  /\bat .+:\d+:\d+/,
  /node_modules/,
  /\.ts:\d+/,
  /syntax error at/,
  /violates .* constraint/,
  /relation "/,
  /\bpg_catalog\b/,
];

/** Sends it and says what is wrong with the answer. */
async function judge(spoilt: Spoilt): Promise<string[]> {
  const startedAt = performance.now();
  let response: Response;
  try {
    response = await fetch(town.house.url + spoilt.path, {
      method: spoilt.method,
      headers: spoilt.headers,
      redirect: 'manual',
      ...(spoilt.body === undefined
        ? {}
        : { body: typeof spoilt.body === 'string' ? spoilt.body : new Uint8Array(spoilt.body) }),
    });
  } catch (error) {
    // What this client itself will not send is not a question to the server; a cut connection while sending too much is an answer.
    const reason = String(error instanceof Error ? (error.cause ?? error) : error);
    return /invalid|ByteString|EPIPE|ECONNRESET|other side closed|not supported/i.test(reason)
      ? []
      : [`no answer: ${reason}`];
  }
  const text = await response.text();
  const ms = performance.now() - startedAt;
  const wrong: string[] = [];
  if (response.status >= 500) wrong.push(`status ${response.status}`);
  if (ms > answerMsMax) wrong.push(`took ${Math.round(ms)} ms`);
  if (response.status >= 400) {
    if (!response.headers.get('content-type')?.startsWith('application/problem+json'))
      wrong.push(`type ${response.headers.get('content-type')}`);
    if (!/"code":"[a-z_]+\.[a-z_]+"/.test(text)) wrong.push('no code');
    for (const trace of traces) if (trace.test(text)) wrong.push(`shows ${trace}`);
  }
  return wrong.length === 0 ? [] : [`${wrong.join(', ')}: ${text.slice(0, 160)}`];
}

test('thousands of spoilt requests over all routes are refused politely', async () => {
  const random = createRandom(testSeed);
  const queue: { contract: AnyContract; sample: Sample }[] = [];
  for (const contract of contracts) {
    const leaves = contract.id === 'identity.deleteAccount' || contract.id === 'identity.deleteSession';
    const sample: Sample =
      leaves || contract.access === 'provider'
        ? { as: 'anonymous', ...(contract.params ? { params: { provider: 'sandbox' } } : {}) }
        : await scene.sampleOf(contract.id);
    for (let count = 0; count < requestsPerRoute; count += 1) queue.push({ contract, sample });
  }
  const wrong: string[] = [];
  let sent = 0;
  const work = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) {
      const spoilt = spoil(next.contract, next.sample, random);
      sent += 1;
      for (const complaint of await judge(spoilt))
        wrong.push(
          `${next.contract.id} ${spoilt.what} ${spoilt.path.slice(0, 200)} ${String(spoilt.body ?? '').slice(0, 200)} ${JSON.stringify(spoilt.headers['content-type'] ?? '')} -> ${complaint}`,
        );
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, work));
  process.stderr.write(`  ${sent} requests\n`);
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(3_000);
  expect(({} as { polluted?: unknown }).polluted, 'no prototype was changed').toBeUndefined();
  expect((await town.house.send('GET', '/healthz')).status).toBe(200);
}, 240_000);

test.each(documents.map((make, index) => [make('{}')[0], index] as const))(
  'a checkout whose document is %s',
  async (_, index) => {
    const sample = await scene.sampleOf('orders.placeOrder');
    const [, body] = documents[index]?.(JSON.stringify(sample.body)) ?? [];
    expect(
      await judge({
        what: '',
        path: '/api/v1/checkouts',
        method: 'POST',
        headers: {
          cookie: scene.people.buyer.cookie,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        ...(body === undefined ? {} : { body }),
      }),
    ).toEqual([]);
  },
);

test('addresses that lead nowhere, in any spelling, say so', async () => {
  const paths = [
    '/api/v1/nothing',
    '/api/v1/orders/%',
    '/api/v1/orders/%E0%A4%A',
    '/api/v1/orders/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '/api/v1//orders',
    '/api/v1/orders/',
    '/api/v1/orders/a/b/c/d',
    `/api/v1/orders/${'x'.repeat(1_500)}`,
    `/api/v1/products?q=${'x'.repeat(12_000)}`,
    '/api/v2/orders',
    '/api/v1/uploads',
    '/api/v1/uploads/nonsense',
    '/media/..%2f..%2f..%2fetc%2fpasswd',
    '/media/%00',
    '/media/nothing.mp4',
  ];
  for (const path of paths)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])
      expect(
        (await judge({ what: '', path, method, headers: { cookie: scene.people.creator.cookie } })).filter(
          // An answer to HEAD has no body to hold a code.
          (complaint) => method !== 'HEAD' || !/no code/.test(complaint),
        ),
        `${method} ${path.slice(0, 100)}`,
      ).toEqual([]);
});

test('odd upload requests are refused with a code', async () => {
  const cookie = scene.people.creator.cookie;
  const headers: Record<string, string>[] = [
    {},
    { 'tus-resumable': '9.9.9', 'upload-length': '10' },
    { 'tus-resumable': '1.0.0' },
    { 'tus-resumable': '1.0.0', 'upload-length': '-1' },
    { 'tus-resumable': '1.0.0', 'upload-length': '1e3' },
    { 'tus-resumable': '1.0.0', 'upload-length': '99999999999999999999' },
    { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'purpose' },
    { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'filename !!!!,purpose !!!!' },
    { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': `purpose ${'A'.repeat(6_000)}` },
    { 'tus-resumable': '1.0.0', 'upload-length': '0', 'upload-metadata': `purpose ${btoa('video')}` },
    { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': `purpose ${btoa('video')}`, origin: 'null' },
    {
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'upload-metadata': `purpose ${btoa('video')}`,
      origin: 'not an origin',
    },
  ];
  for (const each of headers) {
    expect(
      await judge({ what: '', path: '/api/v1/uploads', method: 'POST', headers: { cookie, ...each } }),
      JSON.stringify(each),
    ).toEqual([]);
    for (const method of ['PATCH', 'HEAD', 'DELETE'])
      expect(
        (await judge({ what: '', path: `/api/v1/uploads/${newId()}`, method, headers: { cookie, ...each } })).filter(
          (complaint) => method !== 'HEAD' || !/no code/.test(complaint),
        ),
        `${method} ${JSON.stringify(each)}`,
      ).toEqual([]);
  }
});

test('bytes that are not HTTP end the connection and nothing else', async () => {
  const port = Number(new URL(town.house.url).port);
  const speak = (bytes: string | Buffer) =>
    new Promise<string>((resolve) => {
      let heard = '';
      const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.setTimeout(1_500, () => socket.destroy());
      socket.on('data', (chunk) => {
        heard += chunk.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(heard));
    });
  for (const bytes of [
    'GARBAGE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(5_000)}\r\n`,
    `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    'POST /api/v1/checkouts HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /api/v1/checkouts HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n',
    'GET /api/v1/products\u0000 HTTP/1.1\r\nhost: x\r\n\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]),
  ]) {
    const heard = await speak(bytes);
    expect(heard).not.toMatch(/HTTP\/1\.1 5\d\d/);
    if (heard !== '') expect(heard.toLowerCase()).toContain('content-type: application/problem+json');
    for (const trace of traces) expect(heard).not.toMatch(trace);
  }
  expect((await town.house.send('GET', '/healthz')).status).toBe(200);
}, 30_000);
