import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { useTestWorld } from '../../../tests/support/world.ts';
import {
  createProduct,
  publishProduct,
  standardCategories,
  upsertCategories,
  withdrawProduct,
} from '../catalog/index.ts';
import { publish } from '../events/index.ts';
import { imposeRestriction } from '../governance/index.ts';
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
  runDueWork,
  sql,
} from '../kernel/index.ts';
import { adoptAsset, createUploadReceiver, sweeps as mediaSweeps } from '../media/index.ts';
import { openShop } from '../shops/index.ts';
import * as contract from './contract.ts';
import {
  authorCards,
  clipsOfProducts,
  createVideo,
  exportContent,
  favouriteVideo,
  feedVideos,
  followAuthor,
  followedAuthorIds,
  likeComment,
  likeVideo,
  newestVideoIds,
  postComment,
  publishedVideos,
  publishVideo,
  routes,
  subscribers,
  sweeps,
  updateVideo,
  videosById,
  withdrawVideo,
} from './index.ts';

const town = useTestWorld();
let dir: string;
let shopId: string;
let merchantId: string;
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

async function newPerson(nickname = '小林'): Promise<string> {
  const id = newId();
  await insertAccount(town.world.database, { id, nickname, roles: ['creator'] }, town.world.businessClock.now());
  return id;
}

function principalOf(accountId: string): Principal {
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
async function call<Contract extends AnyContract>(
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

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'done';
}

let made = 0;
async function newClip(ownerId: string): Promise<string> {
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

async function newProduct(title = '竹编果篮'): Promise<string> {
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

type Draft = {
  title?: string;
  caption?: string;
  goods?: { productId: string; momentMs: number }[];
  assetId?: string;
  shopId?: string;
};

async function newDraft(authorId: string, draft: Draft = {}): Promise<string> {
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

async function newPublished(authorId: string, draft: Draft = {}): Promise<string> {
  const id = await newDraft(authorId, draft);
  const video = await town.world.act((act) => publishVideo(act, id, authorId));
  expect(video.state).toBe('published');
  return id;
}

const factsOf = async (id: string) =>
  await town.world.database.rows<{ type: string; data: Record<string, unknown> }>(
    sql`select type, data from kernel.outbox where subject = ${id} order by position`,
  );
const like = (videoId: string, viewerId: string, on = true) =>
  town.world.act((act) => likeVideo(act, { videoId, viewerId, on }));
const drain = () => drainSubscribers(town.world, subscribers);

describe('publishing', () => {
  test('a reviewed video is published once, also when it is sent ten times at once; its fact names its goods', async () => {
    const productId = await newProduct();
    const id = await newDraft(merchantId, { shopId, goods: [{ productId, momentMs: 2_000 }] });
    const videos = await Promise.all(
      Array.from({ length: 10 }, () => town.world.act((act) => publishVideo(act, id, merchantId))),
    );
    expect(new Set(videos.map(({ state }) => state))).toEqual(new Set(['published']));
    const facts = await factsOf(id);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({
      type: 'video.published',
      data: {
        videoId: id,
        shopId,
        productIds: [productId],
        tags: ['手作', '竹编'],
        heritageCraft: true,
        newSeller: true,
        durationMs: 6_000,
      },
    });
    expect(facts[0]?.data.categoryIds).toContain('storage');
    expect(await clipsOfProducts(town.world.database, [productId], 3)).toMatchObject([
      { videoId: id, momentMs: 2_000 },
    ]);
    expect(await publishedVideos(town.world.database, { limit: 500 })).toContainEqual(facts[0]?.data);
  });

  test('a forbidden claim refuses it with the reason; after an edit it may be sent again', async () => {
    const author = await newPerson();
    const id = await newDraft(author, { title: '国家级竹篮' });
    const refused = await call(contract.publishVideo, author, { params: { id } });
    expect(refused).toMatchObject({ state: 'refused', stateReasons: [{ code: 'claim_blocked' }] });
    expect(refused.stateReasons[0]?.detail).toContain('国家级');
    expect(await factsOf(id)).toEqual([]);
    await call(contract.updateVideo, author, { params: { id }, body: { title: '手编竹篮' } });
    const again = await call(contract.publishVideo, author, { params: { id } });
    expect(again).toMatchObject({ state: 'published', title: '手编竹篮', stateReasons: [], progress: 1 });
  });

  test('an edit that breaks a rule takes a published video down; withdrawing and publishing again keeps its first time', async () => {
    const author = await newPerson();
    const id = await newPublished(author);
    const first = (await videosById(town.world.database, [id])).get(id)?.publishedAt;
    const down = await town.world.act((act) => updateVideo(act, id, author, { caption: '治疗失眠' }));
    expect(down.state).toBe('refused');
    await town.world.act((act) => updateVideo(act, id, author, { caption: '' }));
    town.world.clock.advance(3_600_000);
    await town.world.act((act) => publishVideo(act, id, author));
    for (let time = 0; time < 2; time += 1) await town.world.act((act) => withdrawVideo(act, id, author));
    expect((await factsOf(id)).map(({ type }) => type)).toEqual([
      'video.published',
      'video.withdrawn',
      'video.published',
      'video.withdrawn',
    ]);
    const republished = await town.world.act((act) => publishVideo(act, id, author));
    expect(republished.publishedAt).toEqual(first);
  });

  test('wrong parts are refused: foreign clip, clip used twice, foreign shop, goods not on sale, moment outside', async () => {
    const author = await newPerson();
    const other = await newPerson();
    const assetId = await newClip(author);
    expect(await refusal(newDraft(other, { assetId }))).toBe('content.upload_not_usable');
    await newDraft(author, { assetId });
    expect(await refusal(newDraft(author, { assetId }))).toBe('content.upload_used');
    expect(await refusal(newDraft(author, { shopId }))).toBe('content.shop_not_yours');
    expect(await refusal(newDraft(author, { goods: [{ productId: newId(), momentMs: 0 }] }))).toBe(
      'content.goods_unknown',
    );
    const productId = await newProduct('竹编茶席');
    expect(await refusal(newDraft(author, { goods: [{ productId, momentMs: 6_001 }] }))).toBe('content.moment_outside');
    const draft = await newDraft(author, { goods: [{ productId, momentMs: 10 }] });
    await town.world.act((act) => withdrawProduct(act, productId, [shopId]));
    expect(await town.world.act((act) => publishVideo(act, draft, author))).toMatchObject({
      state: 'refused',
      stateReasons: [{ code: 'goods_not_on_sale', detail: productId }],
    });
    await town.world.act((act) =>
      imposeRestriction(act, {
        subjectKind: 'account',
        subjectId: author,
        capability: 'publish',
        ruleId: 'test.rule',
        rulesVersion: '1',
        reason: 'test',
      }),
    );
    expect(await refusal(town.world.act((act) => publishVideo(act, draft, author)))).toBe(
      'content.publishing_restricted',
    );
  });

  test('a video of somebody else does not exist for its editor', async () => {
    const author = await newPerson();
    const stranger = await newPerson();
    const id = await newPublished(author);
    const params = { id };
    const codes = await Promise.all([
      refusal(call(contract.readMyVideo, stranger, { params })),
      refusal(call(contract.updateVideo, stranger, { params, body: { title: '偷改' } })),
      refusal(call(contract.publishVideo, stranger, { params })),
      refusal(call(contract.withdrawVideo, stranger, { params })),
    ]);
    expect(codes).toEqual(Array(4).fill('request.not_found'));
    expect((await call(contract.listMyVideos, stranger)).items).toEqual([]);
    expect(
      (await call(contract.listMyVideos, author, { query: { state: 'published', q: '竹子' } })).items,
    ).toHaveLength(1);
  });
});

async function upload(bytes: Buffer, ownerId: string): Promise<string> {
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

const ffmpegMissing = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'ffmpeg is not installed (apt install ffmpeg): skipped';
  }
})();

describe('a clip that is still being processed', () => {
  const body = (uploadId: string) => ({ uploadId, title: '出窑', goods: [] });

  test.skipIf(ffmpegMissing)(
    ffmpegMissing ?? 'a video sent in early waits in review and is published when its clip is ready',
    async () => {
      const author = await newPerson();
      const clip = path.join(dir, 'real.mp4');
      execFileSync('ffmpeg', [
        '-v',
        'error',
        '-y',
        '-f',
        'lavfi',
        '-i',
        'testsrc2=size=360x640:rate=25:duration=1',
        '-pix_fmt',
        'yuv420p',
        clip,
      ]);
      const created = await call(contract.createVideo, author, {
        body: body(await upload(readFileSync(clip), author)),
      });
      expect(created).toMatchObject({ state: 'processing', progress: 0, playback: null });
      const { id } = created;
      expect(await call(contract.publishVideo, author, { params: { id } })).toMatchObject({ state: 'in_review' });
      await runDueWork(town.world, mediaSweeps);
      await drain();
      const done = await call(contract.readMyVideo, author, { params: { id } });
      expect(done).toMatchObject({
        state: 'published',
        progress: 1,
        playback: { width: 360, height: 640, durationMs: 1_000 },
      });
      expect((await factsOf(id)).map(({ type }) => type)).toEqual(['video.published']);
    },
  );

  test('a refused clip refuses the video with the reason; the sweep finds it when the fact came too early', async () => {
    const author = await newPerson();
    const assetId = await upload(Buffer.from('#EXTM3U\nhttp://127.0.0.1/'), author);
    const { id } = await call(contract.createVideo, author, { body: body(assetId) });
    await runDueWork(town.world, mediaSweeps);
    await runDueWork(town.world, sweeps);
    await drain();
    const refused = await call(contract.readMyVideo, author, { params: { id } });
    expect(refused).toMatchObject({ state: 'refused', stateReasons: [{ code: 'media.not_a_video' }] });
    expect(await refusal(call(contract.publishVideo, author, { params: { id } }))).toBe('content.clip_refused');
  });
});

describe('likes, favourites, follows', () => {
  test('two likes at once count once, and what is taken back twice is taken back once', async () => {
    const { world } = town;
    const id = await newPublished(await newPerson());
    const viewer = newId();
    expect(new Set(await Promise.all(Array.from({ length: 8 }, () => like(id, viewer))))).toEqual(new Set([1]));
    const crowd = Array.from({ length: 12 }, () => newId());
    await Promise.all(crowd.map((each) => like(id, each)));
    await Promise.all([...crowd, ...crowd].map((each) => like(id, each, false)));
    expect(await like(id, viewer, false)).toBe(0);
    expect(await like(id, viewer, false)).toBe(0);
    expect(await refusal(like(newId(), viewer))).toBe('request.not_found');
    const kept = await world.act((act) => favouriteVideo(act, { videoId: id, viewerId: viewer, on: true }));
    expect(kept).toBe(1);
  });

  test('a withdrawn video takes no new likes, but a like can be taken back', async () => {
    const author = await newPerson();
    const id = await newPublished(author);
    const viewer = newId();
    await like(id, viewer);
    await town.world.act((act) => withdrawVideo(act, id, author));
    expect(await refusal(like(id, newId()))).toBe('request.not_found');
    expect(await like(id, viewer)).toBe(1);
    expect(await like(id, viewer, false)).toBe(0);
  });

  test('following counts once, never oneself; the page of followed authors and favourites turns', async () => {
    const { world } = town;
    const viewer = await newPerson('看客');
    const authors: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      const author = await newPerson(`作者${index}`);
      authors.push(author);
      const follow = () => world.act((act) => followAuthor(act, { authorId: author, viewerId: viewer, on: true }));
      expect(await Promise.all([follow(), follow()])).toEqual([1, 1]);
      const videoId = await newPublished(author);
      await world.act((act) => favouriteVideo(act, { videoId, viewerId: viewer, on: true }));
      world.clock.advance(1_000);
    }
    const self = world.act((act) => followAuthor(act, { authorId: viewer, viewerId: viewer, on: true }));
    expect(await refusal(self)).toBe('request.not_found');
    const first = await call(contract.listFollowedAuthors, viewer, { query: { limit: 2 } });
    const second = await call(contract.listFollowedAuthors, viewer, { query: { limit: 2, cursor: first.nextCursor } });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([...authors].reverse());
    expect(first.items[0]).toMatchObject({ followed: true, followersCount: 1, badge: 'new_creator' });
    expect(second.nextCursor).toBeNull();
    const kept = await call(contract.listFavouriteVideos, viewer, { query: { limit: 2 } });
    expect(kept.items).toHaveLength(2);
    expect(
      (await call(contract.listFavouriteVideos, viewer, { query: { cursor: kept.nextCursor } })).items,
    ).toHaveLength(1);
    expect(await followedAuthorIds(world.database, viewer)).toEqual([...authors].reverse());
    expect(await newestVideoIds(world.database, { authorIds: authors, limit: 10 })).toHaveLength(3);
    const page = await call(contract.readAuthor, viewer, { params: { id: authors[0] } });
    expect(page).toMatchObject({
      author: { nickname: '作者0', followed: true },
      videos: { items: [{ hasGoods: false }] },
    });
  });

  test('signing in joins what both liked: it counts once; leaving takes everything back', async () => {
    const { world } = town;
    const author = await newPerson();
    const [both, only] = [await newPublished(author), await newPublished(author)];
    const [visitor, account] = [newId(), await newPerson()];
    for (const viewerId of [visitor, account]) await like(both, viewerId);
    await like(only, visitor);
    await world.act((act) => followAuthor(act, { authorId: author, viewerId: visitor, on: true }));
    const comment = await world.act((act) =>
      postComment(act, { id: newId(), videoId: both, authorId: account, parentId: null, text: '好看' }),
    );
    await world.act((act) => likeComment(act, { commentId: comment.id, viewerId: visitor, on: true }));
    await world.act(async (act) => publish(act, 'viewer.merged', visitor, { viewerId: visitor, accountId: account }));
    await drain();
    const shown = await feedVideos(world.database, [both, only], account, world.businessClock.now());
    expect([...shown.values()].map(({ likesCount, liked }) => [likesCount, liked])).toEqual([
      [1, true],
      [1, true],
    ]);
    expect((await authorCards(world.database, [author], account, new Date())).get(author)).toMatchObject({
      followed: true,
      followersCount: 1,
    });
    expect(await exportContent(world.database, account)).toMatchObject({
      comments: [{ text: '好看' }],
      follows: [{ author_id: author }],
    });
    await world.act(async (act) => publish(act, 'account.deleted', account, { accountId: account }));
    await drain();
    const after = await feedVideos(world.database, [both, only], visitor, world.businessClock.now());
    expect([...after.values()].map(({ likesCount, commentsCount }) => [likesCount, commentsCount])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('comments', () => {
  const comment = (id: string, accountId: string, text: string, parentId: string | null = null) =>
    call(contract.postComment, accountId, { params: { id }, body: { text, parentId } });

  test('comments and one level of replies; the page turns by likes and by time', async () => {
    const author = await newPerson('作者');
    const id = await newPublished(author);
    const reader = await newPerson('读者');
    const top = await comment(id, reader, '第一次见，真好看');
    town.world.clock.advance(1_000);
    const second = await comment(id, reader, '多少钱');
    const reply = await comment(id, author, '谢谢', top.id);
    const deep = await comment(id, reader, '不客气', reply.id);
    expect(reply.author).toMatchObject({ nickname: '作者', isVideoAuthor: true });
    await call(contract.likeComment, author, { params: { id: second.id }, body: { liked: true } });
    await call(contract.likeComment, author, { params: { id: second.id }, body: { liked: true } });
    const byLikes = await call(contract.listComments, author, { params: { id }, query: { limit: 1 } });
    expect(byLikes).toMatchObject({ total: 4, items: [{ id: second.id, likesCount: 1, liked: true, mine: false }] });
    const next = await call(contract.listComments, author, {
      params: { id },
      query: { limit: 1, cursor: byLikes.nextCursor },
    });
    expect(next).toMatchObject({ nextCursor: null, items: [{ id: top.id, repliesCount: 2 }] });
    const newest = await call(contract.listComments, reader, { params: { id }, query: { sort: 'newest' } });
    expect(newest.items.map((each) => each.id)).toEqual([second.id, top.id]);
    const replies = await call(contract.listComments, reader, {
      params: { id },
      query: { parentId: top.id, limit: 1 },
    });
    expect(replies.items).toMatchObject([{ id: reply.id }]);
    const more = await call(contract.listComments, reader, {
      params: { id },
      query: { parentId: top.id, cursor: replies.nextCursor },
    });
    expect(more.items).toMatchObject([{ id: deep.id, mine: true }]);
  });

  test('one removes their own comment, once, with the replies below it', async () => {
    const { world } = town;
    const author = await newPerson();
    const id = await newPublished(author);
    const [one, two] = [await newPerson(), await newPerson()];
    const top = await comment(id, one, '颜色很正');
    await comment(id, two, '同感', top.id);
    const other = await comment(id, two, '想要');
    expect(await refusal(call(contract.deleteComment, two, { params: { id: top.id } }))).toBe('request.not_found');
    const remove = () => call(contract.deleteComment, one, { params: { id: top.id } });
    await Promise.all([remove(), remove(), remove()]);
    expect(await call(contract.listComments, one, { params: { id } })).toMatchObject({
      total: 1,
      items: [{ id: other.id }],
    });
    expect(await refusal(comment(id, two, '还在吗', top.id))).toBe('request.not_found');
    await world.act((act) =>
      imposeRestriction(act, {
        subjectKind: 'comment',
        subjectId: other.id,
        capability: 'comment',
        ruleId: 'test.rule',
        rulesVersion: '1',
        reason: 'test',
      }),
    );
    await drain();
    expect(await call(contract.listComments, one, { params: { id } })).toMatchObject({ total: 0, items: [] });
  });

  test('abuse, scripts and floods: refused, shown as text, bounded', async () => {
    const id = await newPublished(await newPerson());
    const person = await newPerson();
    expect(await refusal(comment(id, person, '加微信便宜'))).toBe('content.comment_refused');
    expect(await refusal(comment(id, person, '\u200b'))).toBe('request.invalid');
    expect((await comment(id, person, '<script>alert(1)</script>')).text).toBe('<script>alert(1)</script>');
    const codes = await Promise.all(
      Array.from({ length: 15 }, (_, index) => refusal(comment(id, person, `好 ${index}`))),
    );
    expect(codes.filter((code) => code === 'done')).toHaveLength(9);
    expect(new Set(codes)).toEqual(new Set(['done', 'content.too_many_comments']));
    expect(await refusal(comment(newId(), await newPerson(), '有人吗'))).toBe('request.not_found');
  });
});

test('a page of ten videos costs the same number of statements as one', async () => {
  const { world } = town;
  const productId = await newProduct('竹编灯罩');
  const ids: string[] = [];
  for (let index = 0; index < 10; index += 1) {
    const author = await newPerson();
    ids.push(await newPublished(author, { goods: [{ productId, momentMs: 1_000 }] }));
  }
  const viewer = newId();
  await like(ids[3] ?? '', viewer);
  const statements = async (wanted: string[]) => {
    const before = world.database.statementCount();
    const videos = await feedVideos(world.database, wanted, viewer, world.businessClock.now());
    return [world.database.statementCount() - before, videos] as const;
  };
  const [one] = await statements(ids.slice(0, 1));
  const [ten, videos] = await statements(ids);
  expect(ten).toBe(one);
  expect(ten).toBeLessThanOrEqual(5);
  expect(videos.size).toBe(10);
  expect(videos.get(ids[3] ?? '')).toMatchObject({
    liked: true,
    favourited: false,
    likesCount: 1,
    sharesCount: 0,
    synthetic: true,
    goods: [{ productId, momentMs: 1_000 }],
    playback: { durationMs: 6_000, sources: [{ width: 540, height: 960 }] },
  });
});
