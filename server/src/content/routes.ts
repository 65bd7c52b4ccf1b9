import type { Queryable } from '../kernel/index.ts';
import { type BoundRoute, bind, newId, notFound, notSignedIn, type Principal, sql } from '../kernel/index.ts';
import { authorCards } from './author-cards.ts';
import * as contract from './contract.ts';
import { createVideo } from './create-video.ts';
import { uploadNotUsable } from './errors.ts';
import { commentAnswers, listComments } from './list-comments.ts';
import { deleteComment, postComment } from './post-comment.ts';
import { publishVideo, withdrawVideo } from './publish-video.ts';
import { favouriteVideo, followAuthor, likeComment, likeVideo } from './set-marks.ts';
import { selectVideos } from './store.ts';
import { listStudioVideos, studioVideos } from './studio-videos.ts';
import { authorTiles, favouriteTiles, followedPage } from './tiles.ts';
import { updateVideo } from './update-video.ts';
import type { Video } from './video.ts';

function accountOf(principal: Principal): string {
  if (!principal.accountId) throw notSignedIn();
  return principal.accountId;
}

async function studioAnswer(queryable: Queryable, video: Video) {
  const [answer] = await studioVideos(queryable, [video]);
  if (!answer) throw new Error('a video has no answer');
  return answer;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const routes: BoundRoute[] = [
  bind(contract.createVideo, (call) => {
    const { uploadId, ...body } = call.body;
    if (!uuid.test(uploadId)) throw uploadNotUsable();
    const authorId = accountOf(call.principal);
    return call.once(async (act) => {
      const given = { id: newId(), authorId, authorShopIds: call.principal.shopIds, assetId: uploadId, ...body };
      return studioAnswer(act, await createVideo(act, given));
    });
  }),
  bind(contract.listMyVideos, ({ world, principal, query }) =>
    listStudioVideos(world.database, accountOf(principal), query),
  ),
  bind(contract.readMyVideo, async ({ world, principal, params }) => {
    const [video] = await selectVideos(
      world.database,
      sql`video.id = ${params.id} and video.author_id = ${accountOf(principal)}`,
    );
    if (!video) throw notFound();
    return studioAnswer(world.database, video);
  }),
  bind(contract.updateVideo, ({ world, principal, params, body }) =>
    world.act(
      async (act) => studioAnswer(act, await updateVideo(act, params.id, accountOf(principal), body)),
      principal.viewerId,
    ),
  ),
  bind(contract.publishVideo, ({ world, principal, params }) =>
    world.act(
      async (act) => studioAnswer(act, await publishVideo(act, params.id, accountOf(principal))),
      principal.viewerId,
    ),
  ),
  bind(contract.withdrawVideo, ({ world, principal, params }) =>
    world.act(
      async (act) => studioAnswer(act, await withdrawVideo(act, params.id, accountOf(principal))),
      principal.viewerId,
    ),
  ),
  bind(contract.listComments, ({ world, principal, params, query }) =>
    listComments(world.database, params.id, principal.viewerId, query),
  ),
  bind(contract.postComment, (call) => {
    const authorId = accountOf(call.principal);
    const { deviceId } = call.principal;
    return call.once(async (act) => {
      const row = await postComment(act, { id: newId(), videoId: call.params.id, authorId, deviceId, ...call.body });
      const [video] = await selectVideos(act, sql`video.id = ${row.video_id}`);
      const [answer] = await commentAnswers(act, [{ ...row, liked: false }], authorId, video?.authorId ?? '');
      if (!answer) throw new Error('a comment has no answer');
      return answer;
    });
  }),
  bind(contract.deleteComment, async ({ world, principal, params }) => {
    await world.act((act) => deleteComment(act, params.id, accountOf(principal)), principal.viewerId);
    return { ok: true as const };
  }),
  bind(contract.likeComment, async ({ world, principal: { viewerId }, params, body }) => {
    const wish = { commentId: params.id, viewerId, on: body.liked };
    return { liked: body.liked, likesCount: await world.act((act) => likeComment(act, wish), viewerId) };
  }),
  bind(contract.likeVideo, async ({ world, principal: { viewerId, deviceId }, params, body }) => {
    const wish = { videoId: params.id, viewerId, deviceId, on: body.liked };
    return { liked: body.liked, likesCount: await world.act((act) => likeVideo(act, wish), viewerId) };
  }),
  bind(contract.favouriteVideo, async ({ world, principal: { viewerId, deviceId }, params, body }) => {
    const wish = { videoId: params.id, viewerId, deviceId, on: body.favourited };
    const favouritesCount = await world.act((act) => favouriteVideo(act, wish), viewerId);
    return { favourited: body.favourited, favouritesCount };
  }),
  bind(contract.followAuthor, async ({ world, principal: { viewerId, deviceId }, params, body }) => {
    const wish = { authorId: params.id, viewerId, deviceId, on: body.followed };
    return { followed: body.followed, followersCount: await world.act((act) => followAuthor(act, wish), viewerId) };
  }),
  bind(contract.readAuthor, async ({ world, principal, params, query }) => {
    const cards = await authorCards(world.database, [params.id], principal.viewerId, world.businessClock.now());
    const author = cards.get(params.id);
    if (!author) throw notFound();
    return { author, videos: await authorTiles(world.database, params.id, query) };
  }),
  bind(contract.listFollowedAuthors, async ({ world, principal, query }) => {
    const page = await followedPage(world.database, principal.viewerId, query);
    const cards = await authorCards(world.database, page.items, principal.viewerId, world.businessClock.now());
    return { items: page.items.flatMap((id) => cards.get(id) ?? []), nextCursor: page.nextCursor };
  }),
  bind(contract.listFavouriteVideos, ({ world, principal, query }) =>
    favouriteTiles(world.database, principal.viewerId, query),
  ),
];
