/**
 * Files that are not what they say, through the real upload into the running house (RELIABILITY T31): each is refused
 * with a reason its uploader can read, nothing of it is served, and an honest clip that waited behind them is processed.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mountMedia } from '../../server/src/app/mount-media.ts';
import { sql } from '../../server/src/kernel/index.ts';
import {
  ffmpegMissing,
  hasFfmpeg,
  hostileVideos,
  makeClip,
  makeFolder,
  write,
} from '../../server/src/media/test-files.ts';
import { type BuiltAccount, buildAccount } from '../support/build.ts';
import { useHouse } from '../support/house.ts';

const town = useHouse({ running: true, mount: mountMedia });
const tus = { 'tus-resumable': '1.0.0' };
const processedWithinMs = 60_000;
let folder: ReturnType<typeof makeFolder>;

beforeAll(() => {
  folder = makeFolder();
  if (!hasFfmpeg) process.stderr.write(`  ${ffmpegMissing}\n`);
});
afterAll(() => {
  folder?.remove();
});

type Asset = { state: string; refusal: { code: string; detail: string } | null; url: string | null; progress: number };

function create(uploader: BuiltAccount, name: string, purpose: 'video' | 'image', bytes: number): Promise<Response> {
  return fetch(`${town.house.url}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...tus,
      cookie: uploader.cookie,
      'upload-length': String(bytes),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')},purpose ${btoa(purpose)}`,
    },
  });
}

function sendPart(uploader: BuiltAccount, location: string, offset: number, part: Buffer): Promise<Response> {
  return fetch(town.house.url + location, {
    method: 'PATCH',
    headers: {
      ...tus,
      cookie: uploader.cookie,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(part),
  });
}

/** The whole file in one part. @returns the asset's id. */
async function upload(uploader: BuiltAccount, file: string, purpose: 'video' | 'image' = 'video'): Promise<string> {
  const bytes = readFileSync(file);
  const created = await create(uploader, path.basename(file), purpose, bytes.length);
  expect(created.status, await created.clone().text()).toBe(201);
  const location = created.headers.get('location') ?? '';
  expect((await sendPart(uploader, location, 0, bytes)).status).toBe(204);
  return location.split('/').at(-1) ?? '';
}

async function outcomeOf(uploader: BuiltAccount, id: string): Promise<Asset> {
  const deadline = Date.now() + processedWithinMs;
  for (;;) {
    const { body } = await town.house.send<Asset>('GET', `/api/v1/assets/${id}`, { cookie: uploader.cookie });
    if (body.state === 'ready' || body.state === 'refused' || Date.now() > deadline) return body;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const chosen = [
  'a playlist named .mp4 that points inside',
  'random bytes',
  'a clip cut off before its index',
  'a small file of 16000 x 16000 pixels',
  'a picture named .mp4',
  'a clip with an archive hung on its end',
];

test.runIf(hasFfmpeg)(
  'hostile clips are refused one by one with their reason, and the honest clip behind them is processed',
  async () => {
    const uploader = await buildAccount(town.house.world, { roles: ['creator'] });
    const stranger = await buildAccount(town.house.world, { roles: ['creator'] });
    const expected = new Map<string, string>();
    for (const file of hostileVideos.filter(({ name }) => chosen.includes(name)))
      expected.set(await upload(uploader, await file.make(folder.dir)), file.code);
    expect(expected.size).toBe(chosen.length);
    const honest = await upload(uploader, makeClip(path.join(folder.dir, 'honest.mp4'), { seconds: 1 }));
    for (const [id, code] of expected) {
      const asset = await outcomeOf(uploader, id);
      expect(asset, id).toMatchObject({ state: 'refused', refusal: { code }, url: null });
      expect(asset.refusal?.detail, 'the reason names something').not.toBe('');
      expect(JSON.stringify(asset)).not.toMatch(/\/tmp\/|node_modules|\bat .+:\d+/);
      expect((await town.house.send('GET', `/api/v1/assets/${id}`, { cookie: stranger.cookie })).status).toBe(404);
      const draft = await town.house.send<{ id: string }>('POST', '/api/v1/videos', {
        cookie: uploader.cookie,
        body: { uploadId: id, title: '不该上架' },
      });
      const publish = `/api/v1/studio/videos/${draft.body.id}/publish`;
      const published = await town.house.send('POST', publish, { cookie: uploader.cookie });
      expect(published.body.state, 'a refused file is never published').not.toBe('published');
      expect((await town.house.send('GET', `/api/v1/videos/${draft.body.id}`)).status).toBe(404);
    }
    const asset = await outcomeOf(uploader, honest);
    expect(asset).toMatchObject({ state: 'ready', refusal: null, progress: 1 });
    const served = await fetch(town.house.url + asset.url, { headers: { range: 'bytes=0-99' } });
    expect(served.status).toBe(206);
    expect(served.headers.get('content-type')).toBe('video/mp4');
    expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  },
  180_000,
);

test('pictures that are programs, bombs or nothing are refused; a photograph behind them is shown', async () => {
  const uploader = await buildAccount(town.house.world);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>';
  const files: [name: string, content: string | Buffer][] = [
    ['logo.svg', svg],
    ['logo.png', svg],
    ['page.jpg', '<!doctype html><script>alert(1)</script>'],
    ['noise.webp', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 256))],
    ['half.jpg', (await photograph()).subarray(0, 900)],
  ];
  const ids: string[] = [];
  // Five uploads may be open at once; these are complete as soon as they are sent.
  for (const [name, content] of files) ids.push(await upload(uploader, write(folder.dir, name, content), 'image'));
  const bomb = path.join(folder.dir, 'bomb.png');
  await sharp({ create: { width: 15_999, height: 15_999, channels: 3, background: 'black' } })
    .png({ compressionLevel: 9 })
    .toFile(bomb);
  ids.push(await upload(uploader, bomb, 'image'));
  const honest = await upload(uploader, write(folder.dir, 'photo.jpg', await photograph()), 'image');
  for (const id of ids) {
    const asset = await outcomeOf(uploader, id);
    expect(asset, id).toMatchObject({ state: 'refused', url: null });
    expect(asset.refusal?.code).toMatch(/^media\./);
  }
  const asset = await outcomeOf(uploader, honest);
  expect(asset).toMatchObject({ state: 'ready', refusal: null });
  const served = await fetch(town.house.url + asset.url);
  expect(served.headers.get('content-type')).toMatch(/^image\/(webp|jpeg)$/);
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
}, 120_000);

const photograph = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#804020' } })
    .jpeg()
    .toBuffer();

test('an upload that stops can be read as stopped, goes on where it stopped, and is cleared away when nobody comes', async () => {
  const { house } = town;
  const uploader = await buildAccount(house.world);
  const bytes = await photograph();
  const start = async () => {
    const created = await create(uploader, 'photo.jpg', 'image', bytes.length);
    const location = created.headers.get('location') ?? '';
    expect((await sendPart(uploader, location, 0, bytes.subarray(0, 1_000))).status).toBe(204);
    return location;
  };
  const head = (location: string, cookie = uploader.cookie) =>
    fetch(house.url + location, { method: 'HEAD', headers: { ...tus, cookie } });
  const resumed = await start();
  const abandoned = await start();
  expect((await head(resumed)).headers.get('upload-offset')).toBe('1000');
  const stranger = await buildAccount(house.world);
  expect((await head(resumed, stranger.cookie)).status).toBe(404);
  expect((await sendPart(stranger, resumed, 1_000, bytes.subarray(1_000))).status).toBe(404);
  expect((await sendPart(uploader, resumed, 500, bytes.subarray(500))).status, 'not over what is there').toBe(409);
  expect((await sendPart(uploader, resumed, 1_000, bytes.subarray(1_000))).status).toBe(204);
  expect(await outcomeOf(uploader, resumed.split('/').at(-1) ?? '')).toMatchObject({ state: 'ready' });
  // A day later nobody came back for the other.
  house.world.clock.advance(25 * 3_600_000);
  const expire = house.composition.sweeps.find((sweep) => sweep.name === 'media.expire-uploads');
  await expire?.run(house.world);
  expect([404, 410]).toContain((await head(abandoned)).status);
  const open = await house.world.database.rows(sql`select 1 from media.uploads where state = 'open'`);
  expect(open).toEqual([]);
}, 60_000);

test('what is too large, too many or nameless is refused before a byte is taken', async () => {
  const { house } = town;
  const uploader = await buildAccount(house.world);
  const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
  expect(await codeOf(await create(uploader, 'x', 'video', house.world.config.uploadBytesMax + 1))).toBe(
    'media.too_large',
  );
  expect(await codeOf(await create(uploader, 'x', 'image', 40 * 1024 * 1024))).toBe('media.too_large');
  expect(await codeOf(await create(uploader, 'x', 'video', 0))).toBe('media.empty');
  expect((await create({ id: '', cookie: '' }, 'x', 'video', 10)).status).toBe(401);
  for (let count = 0; count < 5; count += 1)
    expect((await create(uploader, '../../etc/passwd\r\nx: y', 'video', 10)).status).toBe(201);
  expect((await create(uploader, 'x', 'video', 10)).status, 'five open uploads at most').toBe(429);
  const names = await house.world.database.rows<{ id: string }>(
    sql`select id from media.uploads where owner_id = ${uploader.id}`,
  );
  expect(
    names.every(({ id }) => /^[0-9a-f-]{36}$/.test(id)),
    'files are named by their id',
  ).toBe(true);
});
