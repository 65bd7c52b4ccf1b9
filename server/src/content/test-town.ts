/** What the tests of this room share: a world, people, clips, products, uploads, and calls of routes as the server makes them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { z } from 'zod';
import { useTestWorld } from '../../../tests/support/world.ts';
import { createProduct, publishProduct, standardCategories, upsertCategories } from '../catalog/index.ts';
import { insertAccount } from '../identity/index.ts';
import {
  type Act,
  type AnyContract,
  answerOnce,
  type Call,
  drainSubscribers,
  newId,
  type Principal,
  Problem,
  registerSubscribers,
} from '../kernel/index.ts';
import { adoptAsset, createUploadReceiver } from '../media/index.ts';
import { openShop } from '../shops/index.ts';
import { createVideo, likeVideo, publishVideo, routes, subscribers } from './index.ts';

export const town = useTestWorld();
export let dir: string;
export let shopId: string;
export let merchantId: string;
let server: Server;
let origin: string;
let uploader: Principal;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'haowu-content-'));
  const { world } = town;
  await registerSubscribers(world, subscribers);
  await world.act((act) => upsertCategories(act, standardCategories));
  merchantId = await newPerson('竹匠老周');
  shopId = (await world.act((act) => openShop(act, { id: newId(), ownerAccountId: merchantId, name: '老周竹编' }))).id;
  const receiver = createUploadReceiver(world);
  server = createServer((request, response) => void receiver.handle(request, response, uploader));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dir, { recursive: true, force: true });
});

export async function newPerson(nickname = '小林'): Promise<string> {
  const id = newId();
  await insertAccount(town.world.database, { id, nickname, roles: ['creator'] }, town.world.businessClock.now());
  return id;
}

export function principalOf(accountId: string): Principal {
  return {
    viewerId: accountId,
    accountId,
    deviceId: newId(),
    sessionId: newId(),
    roles: new Set(['creator']),
    shopIds: accountId === merchantId ? [shopId] : [],
    locale: 'zh-CN',
  };
}

/** Calls a route as the server does, with its schemas. */
export async function call<Contract extends AnyContract>(
  contract: Contract,
  accountId: string,
  given: { params?: unknown; query?: unknown; body?: unknown } = {},
): Promise<z.output<Contract['answer']>> {
  const route = routes.find((bound) => bound.contract.id === contract.id);
  if (!route) throw new Error(`no route ${contract.id}`);
  const answer = await route.handle({
    world: town.world,
    principal: principalOf(accountId),
    params: contract.params?.parse(given.params),
    query: contract.query?.parse(given.query ?? {}),
    body: contract.body?.parse(given.body),
    once: (work: (act: Act) => Promise<unknown>) =>
      answerOnce(town.world, { personId: accountId, route: contract.id, key: newId(), body: given.body }, work),
  } as unknown as Call<AnyContract>);
  return contract.answer.parse(answer) as z.output<Contract['answer']>;
}

export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'done';
}

let made = 0;
export async function newClip(ownerId: string): Promise<string> {
  made += 1;
  const id = newId();
  writeFileSync(path.join(dir, `${made}.mp4`), `clip ${made}`);
  writeFileSync(path.join(dir, `${made}.webp`), `poster ${made}`);
  await town.world.act((act) =>
    adoptAsset(act, {
      id,
      ownerId,
      kind: 'video',
      renditions: [{ path: path.join(dir, `${made}.mp4`), width: 540, height: 960 }],
      posterPath: path.join(dir, `${made}.webp`),
      durationMs: 6_000,
      thumbhash: null,
    }),
  );
  return id;
}

export async function newProduct(title = '竹编果篮'): Promise<string> {
  const id = newId();
  const size = { url: '/media/x.webp', width: 800, height: 800 };
  await town.world.act(async (act) => {
    await createProduct(act, id, {
      shopId,
      title,
      categoryId: 'storage',
      tags: ['竹编'],
      images: [{ assetId: newId(), ...size, thumbhash: null, small: { ...size, url: '/media/s.webp' } }],
      optionNames: [],
      variants: [{ options: [], priceMinor: 3_900n, strikeMinor: null, stock: 5 }],
      heritageCraft: true,
    });
    await publishProduct(act, id, [shopId]);
  });
  return id;
}

export type Draft = {
  title?: string;
  caption?: string;
  goods?: { productId: string; momentMs: number }[];
  assetId?: string;
  shopId?: string;
};

export async function newDraft(authorId: string, draft: Draft = {}): Promise<string> {
  const id = newId();
  const assetId = draft.assetId ?? (await newClip(authorId));
  await town.world.act((act) =>
    createVideo(act, {
      id,
      authorId,
      authorShopIds: authorId === merchantId ? [shopId] : [],
      assetId,
      title: draft.title ?? '一根竹子变成果篮',
      caption: draft.caption ?? '',
      categoryId: null,
      tags: ['手作'],
      shopId: draft.shopId ?? null,
      goods: draft.goods ?? [],
      synthetic: true,
    }),
  );
  return id;
}

export async function newPublished(authorId: string, draft: Draft = {}): Promise<string> {
  const id = await newDraft(authorId, draft);
  const video = await town.world.act((act) => publishVideo(act, id, authorId));
  expect(video.state).toBe('published');
  return id;
}

export const like = (videoId: string, viewerId: string, on = true) =>
  town.world.act((act) => likeVideo(act, { videoId, viewerId, on }));
export const drain = () => drainSubscribers(town.world, subscribers);

export async function upload(bytes: Buffer, ownerId: string): Promise<string> {
  uploader = principalOf(ownerId);
  const tus = { 'tus-resumable': '1.0.0' };
  const purpose = Buffer.from('video').toString('base64');
  const created = await fetch(`${origin}/api/v1/uploads`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes.length), 'upload-metadata': `purpose ${purpose}` },
  });
  const location = created.headers.get('location') ?? '';
  const sent = await fetch(origin + location, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  expect(sent.status).toBe(204);
  return location.split('/').at(-1) ?? '';
}

export const ffmpegMissing = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'ffmpeg is not installed (apt install ffmpeg): skipped';
  }
})();
