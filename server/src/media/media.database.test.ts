import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestWorld } from '../../../tests/support/world.ts';
import { newId, type Principal, runDueWork, sql } from '../kernel/index.ts';
import { mediaFolders, sourcePathOf } from './folders.ts';
import { adoptAsset, assetsById, createUploadReceiver, ingestFile, serveMedia, sweeps } from './index.ts';
import { claimAsset, insertAsset, keepClaim, makeReady, makeRefused } from './store.ts';
import { ffmpegMissing, hasFfmpeg, hostileVideos, makeClip, makeFolder, write } from './test-files.ts';

const town = useTestWorld({ environment: { HAOWU_UPLOAD_BYTES_MAX: '40000000' } });
let folder: ReturnType<typeof makeFolder>;
let server: Server;
let origin: string;
let caller: Principal;

beforeAll(async () => {
  folder = makeFolder();
  caller = person();
  const receivers = new Map<string, ReturnType<typeof createUploadReceiver>>();
  server = createServer((request, response) => {
    if (request.url?.startsWith('/media/')) return void serveMedia(town.world, request, response);
    // Each test may name another process; each has its own receiver on the same folder.
    const processName = String(request.headers['x-process'] ?? 'one');
    const receiver = receivers.get(processName) ?? createUploadReceiver(town.world);
    receivers.set(processName, receiver);
    void receiver.handle(request, response, caller);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  folder.remove();
});

function person(accountId: string | undefined = newId()): Principal {
  return {
    viewerId: accountId ?? newId(),
    accountId,
    deviceId: newId(),
    sessionId: undefined,
    roles: new Set(['creator']),
    shopIds: [],
    locale: 'zh-CN',
  };
}

const tus = { 'tus-resumable': '1.0.0' };
const metadata = (purpose: string) =>
  `filename ${Buffer.from('片子.mp4').toString('base64')},purpose ${Buffer.from(purpose).toString('base64')}`;

function create(bytes: number, purpose = 'video', headers: Record<string, string> = {}) {
  return fetch(`${origin}/api/v1/uploads`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes), 'upload-metadata': metadata(purpose), ...headers },
  });
}

function send(location: string, offset: number, part: Uint8Array, headers: Record<string, string> = {}) {
  return fetch(origin + location, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream', ...headers },
    body: Buffer.from(part),
  });
}

async function offsetOf(location: string, processName = 'one'): Promise<number> {
  const answer = await fetch(origin + location, { method: 'HEAD', headers: { ...tus, 'x-process': processName } });
  expect(answer.status).toBe(200);
  return Number(answer.headers.get('upload-offset'));
}

/**
 * Goes on as a client does (tus 1.0, PATCH): where the offset moved on, because the process before was still writing what
 * had arrived, it asks again.
 */
async function resume(location: string, bytes: Buffer, processName: string): Promise<[offset: number, status: number]> {
  for (let tries = 1; ; tries += 1) {
    const offset = await offsetOf(location, processName);
    const { status } = await send(location, offset, bytes.subarray(offset), { 'x-process': processName });
    if (status !== 409 || tries === 10) return [offset, status];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function uploadWhole(file: string, purpose = 'video'): Promise<string> {
  const bytes = readFileSync(file);
  const location = (await create(bytes.length, purpose)).headers.get('location') ?? '';
  expect((await send(location, 0, bytes)).status).toBe(204);
  return location.split('/').at(-1) ?? '';
}

async function picture(name = 'photo.jpg', background = '#804020'): Promise<string> {
  const target = path.join(folder.dir, name);
  await sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .toFile(target);
  return target;
}

const asset = async (id: string) => (await assetsById(town.world.database, [id])).get(id);
const work = () => runDueWork(town.world, sweeps);
const facts = (id: string) =>
  town.world.database.rows<{ type: string; data: unknown }>(
    sql`select type, data from kernel.outbox where subject = ${id}`,
  );

describe('receiving', () => {
  test('an upload survives a dropped connection and another process, byte for byte', async () => {
    const bytes = Buffer.concat([readFileSync(await picture()), Buffer.alloc(6_000_000, 'x')]);
    const created = await create(bytes.length);
    expect(created.status).toBe(201);
    const location = created.headers.get('location') ?? '';
    expect(location).toMatch(/^\/api\/v1\/uploads\/[0-9a-f-]{36}$/);
    await new Promise<void>((resolve) => {
      const broken = httpRequest(origin + location, {
        method: 'PATCH',
        headers: {
          ...tus,
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
          'content-length': String(bytes.length),
        },
      });
      broken.on('error', () => resolve());
      broken.write(bytes.subarray(0, 2_000_000), () => setTimeout(() => broken.destroy(new Error('cut')), 150));
    });
    const [offset, status] = await resume(location, bytes, 'two');
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(2_000_000);
    expect(status).toBe(204);
    expect(await offsetOf(location, 'three')).toBe(bytes.length);
    const id = location.split('/').at(-1) ?? '';
    const stored = createHash('sha256')
      .update(readFileSync(sourcePathOf(town.world, id)))
      .digest('hex');
    expect(stored).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await asset(id)).toMatchObject({ state: 'uploaded', ownerId: caller.accountId, kind: 'video' });
    await work();
    expect(await asset(id)).toMatchObject({ state: 'refused', refusal: { code: 'media.not_a_video' } });
  });

  test('a process that died between the last byte and the asset: asking for the offset makes it good', async () => {
    const bytes = readFileSync(await picture());
    const location = (await create(bytes.length, 'image')).headers.get('location') ?? '';
    const id = location.split('/').at(-1) ?? '';
    writeFileSync(sourcePathOf(town.world, id), bytes);
    expect(await asset(id)).toBeUndefined();
    expect(await Promise.all([offsetOf(location), offsetOf(location, 'two')])).toEqual([bytes.length, bytes.length]);
    expect(await asset(id)).toMatchObject({ state: 'uploaded', kind: 'image' });
    await work();
  });

  test.each([
    ['an anonymous visitor', 401, 'request.sign_in_required', { as: () => ({ ...person(), accountId: undefined }) }],
    ['a page of another site', 403, 'request.foreign_origin', { headers: { origin: 'https://evil.example' } }],
    ['a file beyond the limit', 413, 'media.too_large', { bytes: 40_000_001 }],
    ['a picture beyond its limit', 413, 'media.too_large', { bytes: 34_000_000, purpose: 'image' }],
    ['an empty file', 422, 'media.empty', { bytes: 0 }],
    ['no length', 411, 'media.upload_length_required', { headers: { 'upload-length': 'many' } }],
    ['no purpose', 422, 'media.upload_metadata', { purpose: 'anything' }],
    ['another protocol version', 412, 'media.tus_version', { headers: { 'tus-resumable': '' } }],
  ])('%s: %i %s, nothing stored', async (_name, status, code, given) => {
    const {
      bytes = 10,
      purpose = 'video',
      headers = {},
      as,
    } = given as {
      bytes?: number;
      purpose?: string;
      headers?: Record<string, string>;
      as?: () => Principal;
    };
    const before = caller;
    caller = as?.() ?? person();
    const mine = caller;
    const answer = await create(bytes, purpose, headers);
    caller = before;
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, code });
    const left = await town.world.database.rows(sql`select 1 from media.uploads where owner_id = ${mine.viewerId}`);
    expect(left).toEqual([]);
  });

  test('an upload of somebody else does not exist; a wrong offset and a wrong method say so', async () => {
    const location = (await create(100)).headers.get('location') ?? '';
    const before = caller;
    caller = person();
    const foreign = [
      await fetch(origin + location, { method: 'HEAD', headers: tus }),
      await send(location, 0, Buffer.alloc(10)),
      await fetch(origin + location, { method: 'DELETE', headers: tus }),
    ];
    caller = before;
    expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404]);
    const wrong = await send(location, 50, Buffer.alloc(10));
    expect([wrong.status, await wrong.json()]).toMatchObject([409, { code: 'media.offset_mismatch' }]);
    expect((await fetch(origin + location)).status).toBe(405);
    expect((await fetch(`${origin}/api/v1/uploads/..%2F..%2Fetc`, { method: 'HEAD', headers: tus })).status).toBe(404);
    expect((await fetch(origin + location, { method: 'DELETE', headers: tus })).status).toBe(204);
    expect((await fetch(origin + location, { method: 'HEAD', headers: tus })).status).toBe(404);
  });

  test('one person has five uploads open, also when ten are asked for at once; a day later they are gone', async () => {
    const before = caller;
    caller = person();
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(1_000)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(5).fill(201), ...Array(5).fill(429)]);
    const [first] = answers.flatMap((answer) => answer.headers.get('location') ?? []);
    const id = first?.split('/').at(-1) ?? '';
    expect(existsSync(sourcePathOf(town.world, id))).toBe(true);
    town.world.clock.advance(25 * 3_600_000);
    await work();
    expect(existsSync(sourcePathOf(town.world, id))).toBe(false);
    expect((await create(1_000)).status).toBe(201);
    caller = before;
  });
});

describe('the queue', () => {
  test('a picture becomes two sizes that are served with ranges and kept for ever', async () => {
    const id = await uploadWhole(await picture('served.jpg', '#3060a0'), 'image');
    await work();
    const ready = await asset(id);
    expect(ready).toMatchObject({ state: 'ready', progress: 1, width: 800, height: 533, refusal: null });
    expect(ready?.sources.map(({ width }) => width)).toEqual([800, 400]);
    expect(await facts(id)).toEqual([
      { type: 'media.ready', data: { assetId: id, ownerId: caller.accountId, kind: 'image' } },
    ]);
    expect(existsSync(sourcePathOf(town.world, id))).toBe(false);
    expect(readdirSync(mediaFolders(town.world).work)).toEqual([]);

    const url = origin + ready?.sources[0]?.url;
    const whole = await fetch(url);
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(whole.headers.get('content-type')).toBe('image/webp');
    expect(whole.headers.get('cache-control')).toContain('immutable');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(url).toContain(createHash('sha256').update(bytes).digest('hex'));
    const ranged = async (range: string) => {
      const answer = await fetch(url, { headers: { range } });
      return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer())] as const;
    };
    const size = bytes.length;
    expect(await ranged('bytes=0-9')).toEqual([206, `bytes 0-9/${size}`, bytes.subarray(0, 10)]);
    expect(await ranged('bytes=-5')).toEqual([206, `bytes ${size - 5}-${size - 1}/${size}`, bytes.subarray(-5)]);
    expect((await ranged(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
    expect((await ranged('bytes=0-1,4-5'))[0]).toBe(200);
    const etag = whole.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    for (const wrong of ['x.webp', `${'a'.repeat(64)}.webp`, `${'a'.repeat(64)}.html`, '..%2f..%2fserver.log']) {
      expect((await fetch(`${origin}/media/${wrong}`)).status).toBe(404);
    }
  });

  test.skipIf(!hasFfmpeg)(
    hasFfmpeg ? 'hostile files are refused, and the clip behind them becomes ready' : ffmpegMissing,
    async () => {
      const before = caller;
      const ids: [string, string][] = [];
      for (const { code, make } of hostileVideos.filter(({ code }) => code !== 'media.empty')) {
        caller = person();
        ids.push([await uploadWhole(await make(folder.dir)), code]);
      }
      caller = before;
      const good = await uploadWhole(makeClip(path.join(folder.dir, 'good.mp4'), { seconds: 1 }));
      await work();
      for (const [id, code] of ids) {
        expect(await asset(id)).toMatchObject({ state: 'refused', refusal: { code }, sources: [] });
        expect((await facts(id)).map(({ type }) => type)).toEqual(['media.refused']);
      }
      const ready = await asset(good);
      expect(ready).toMatchObject({ state: 'ready', width: 360, height: 640, durationMs: 1_000 });
      expect((await fetch(origin + ready?.posterUrl)).headers.get('content-type')).toBe('image/webp');
    },
    60_000,
  );

  test('of ten workers one takes an asset; a lost lease can neither keep nor settle it', async () => {
    const { database } = town.world;
    const id = newId();
    await town.world.act((act) => insertAsset(act, { id, ownerId: newId(), kind: 'image', now: act.now }));
    const claims = await Promise.all(Array.from({ length: 10 }, () => claimAsset(database, randomUUID(), id)));
    const [first, ...others] = claims.filter((claim) => claim !== undefined);
    expect(others).toEqual([]);
    if (!first) throw new Error('nobody took it');
    await database.run(
      sql`update media.assets set leased_until = clock_timestamp() - interval '1 second' where id = ${id}`,
    );
    const second = await claimAsset(database, randomUUID(), id);
    expect(second?.attempts).toBe(2);
    const now = new Date();
    const fields = {
      width: 1,
      height: 1,
      durationMs: null,
      thumbhash: null,
      outputs: { sources: [], poster: null, captions: [] },
      sourceSha256: null,
    };
    expect(await keepClaim(database, first, 0.5)).toBe(false);
    expect(await makeReady(database, first, fields, now)).toBe(false);
    expect(await makeRefused(database, first, { code: 'media.damaged', detail: '' }, now)).toBe(false);
    expect(await asset(id)).toMatchObject({ state: 'processing' });
    await database.run(
      sql`update media.assets set leased_until = clock_timestamp() - interval '1 second' where id = ${id}`,
    );
    await work();
    expect(await asset(id)).toMatchObject({ state: 'refused', refusal: { code: 'media.processing_failed' } });
  });

  test('an asset whose worker died again and again is given up', async () => {
    const id = newId();
    await town.world.act((act) => insertAsset(act, { id, ownerId: newId(), kind: 'image', now: act.now }));
    await town.world.database.run(sql`
      update media.assets set attempts = 4, state = 'processing', lease_token = ${newId()},
        leased_until = clock_timestamp() - interval '1 second' where id = ${id}`);
    write(mediaFolders(town.world).uploads, id, readFileSync(await picture()));
    await work();
    expect(await asset(id)).toMatchObject({ state: 'refused', refusal: { code: 'media.processing_failed' } });
    expect(existsSync(sourcePathOf(town.world, id))).toBe(false);
  });
});

test('an imported file goes through the same gate and is taken once', async () => {
  const ownerId = newId();
  const file = await picture('import.jpg', '#117733');
  const first = await ingestFile(town.world, { ownerId, path: file, kind: 'image' });
  const again = await ingestFile(town.world, { ownerId, path: file, kind: 'image' });
  expect(first.state).toBe('ready');
  expect(again).toEqual(first);
  expect(existsSync(file)).toBe(true);
  const script = write(folder.dir, 'import.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  expect(await ingestFile(town.world, { ownerId, path: script, kind: 'image' })).toMatchObject({
    state: 'refused',
    refusal: { code: 'media.not_an_image' },
  });
});

test('files made by our own scripts are adopted as they are, twice the same', async () => {
  const id = newId();
  const made = {
    id,
    ownerId: newId(),
    kind: 'video' as const,
    renditions: [{ path: write(folder.dir, 'demo.mp4', 'clip'), width: 540, height: 960 }],
    posterPath: write(folder.dir, 'demo.webp', 'poster'),
    durationMs: 6_000,
    thumbhash: 'AAAA',
  };
  await town.world.act((act) => adoptAsset(act, made));
  await town.world.act((act) => adoptAsset(act, made));
  const adopted = await asset(id);
  expect(adopted).toMatchObject({
    state: 'ready',
    durationMs: 6_000,
    width: 540,
    sources: [{ bytes: 4, height: 960 }],
  });
  expect(await (await fetch(origin + adopted?.sources[0]?.url)).text()).toBe('clip');
});
