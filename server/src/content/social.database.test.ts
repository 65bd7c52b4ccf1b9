import { describe, expect, test } from 'vitest';
import { publish } from '../events/index.ts';
import { imposeRestriction } from '../governance/index.ts';
import { newId } from '../kernel/index.ts';
import * as contract from './contract.ts';
import {
  authorCards,
  exportContent,
  favouriteVideo,
  feedVideos,
  followAuthor,
  followedAuthorIds,
  likeComment,
  newestVideoIds,
  postComment,
  withdrawVideo,
} from './index.ts';
import { call, drain, like, newPerson, newProduct, newPublished, refusal, town } from './test-town.ts';

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
