import { z } from 'zod';
import { doneJson } from '../identity/contract.ts';
import { defineRoute, idJson, pageOf, pageQuery } from '../kernel/index.ts';

export const authorJson = z
  .object({
    id: idJson,
    nickname: z.string(),
    avatarUrl: z.string().nullable(),
    bio: z.string(),
    followersCount: z.number().int(),
    followed: z.boolean(),
    badge: z.enum(['designated_county', 'heritage_craft', 'brand', 'origin_verified', 'new_creator']).nullable(),
    shopId: idJson.nullable(),
  })
  .meta({ id: 'Author' });
export const videoStates = ['uploading', 'processing', 'in_review', 'refused', 'published', 'withdrawn'] as const;
export const videoSourceJson = z
  .object({ url: z.string(), width: z.number().int(), height: z.number().int(), bytes: z.number().int() })
  .meta({ id: 'VideoSource' });
/** What the player needs; goods and viewer state are added by feed. */
export const playbackJson = z
  .object({
    sources: z.array(videoSourceJson),
    posterUrl: z.string(),
    thumbhash: z.string().nullable(),
    width: z.number().int(),
    height: z.number().int(),
    durationMs: z.number().int(),
    captions: z.array(z.object({ locale: z.string(), url: z.string() })),
  })
  .meta({ id: 'Playback' });
export const commentJson = z
  .object({
    id: idJson,
    author: z.object({
      id: idJson,
      nickname: z.string(),
      avatarUrl: z.string().nullable(),
      isVideoAuthor: z.boolean(),
    }),
    text: z.string(),
    createdAt: z.iso.datetime(),
    likesCount: z.number().int(),
    liked: z.boolean(),
    repliesCount: z.number().int(),
    mine: z.boolean(),
  })
  .meta({ id: 'Comment' });
export const studioVideoJson = z
  .object({
    id: idJson,
    title: z.string(),
    caption: z.string(),
    categoryId: z.string().nullable(),
    tags: z.array(z.string()),
    shopId: idJson.nullable(),
    state: z.enum(videoStates),
    stateReasons: z.array(z.object({ code: z.string(), detail: z.string() })),
    progress: z.number().min(0).max(1).meta({ description: 'of the transcode' }),
    playback: playbackJson.nullable(),
    goods: z.array(
      z.object({ productId: idJson, title: z.string(), imageUrl: z.string().nullable(), momentMs: z.number().int() }),
    ),
    viewsCount: z.number().int(),
    likesCount: z.number().int(),
    commentsCount: z.number().int(),
    createdAt: z.iso.datetime(),
    publishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'StudioVideo' });
const byId = z.object({ id: idJson });
export const attachedInput = z.object({ productId: idJson, momentMs: z.number().int().min(0).max(600_000) });

export const createVideo = defineRoute({
  id: 'content.createVideo',
  method: 'POST',
  path: '/videos',
  summary: 'Start a video from a finished upload',
  body: z.object({
    uploadId: z.string().min(1).max(80),
    title: z.string().trim().min(1).max(60),
    caption: z.string().trim().max(500).default(''),
    categoryId: z.string().max(60).nullable().default(null),
    tags: z.array(z.string().trim().min(1).max(20)).max(8).default([]),
    shopId: idJson.nullable().default(null),
    goods: z.array(attachedInput).max(10).default([]),
    synthetic: z.boolean().default(false),
  }),
  answer: studioVideoJson,
  status: 201,
  access: 'publisher',
  ownership: 'author',
  idempotency: 'required',
  rate: 'write',
});
export const listMyVideos = defineRoute({
  id: 'content.listMyVideos',
  method: 'GET',
  path: '/studio/videos',
  summary: 'My videos with transcode progress and review state',
  query: z.object({ ...pageQuery, state: z.enum(videoStates).optional(), q: z.string().max(60).optional() }),
  answer: pageOf(studioVideoJson),
  access: 'publisher',
  ownership: 'author',
  idempotency: 'none',
  rate: 'read',
});
export const readMyVideo = defineRoute({
  id: 'content.readMyVideo',
  method: 'GET',
  path: '/studio/videos/{id}',
  summary: 'One of my videos',
  params: byId,
  answer: studioVideoJson,
  access: 'publisher',
  ownership: 'author',
  idempotency: 'none',
  rate: 'read',
});
export const updateVideo = defineRoute({
  id: 'content.updateVideo',
  method: 'PATCH',
  path: '/studio/videos/{id}',
  summary: 'Change title, caption, goods and their moments',
  params: byId,
  body: z
    .object({
      title: z.string().trim().min(1).max(60),
      caption: z.string().trim().max(500),
      categoryId: z.string().max(60).nullable(),
      tags: z.array(z.string().trim().min(1).max(20)).max(8),
      goods: z.array(attachedInput).max(10),
    })
    .partial(),
  answer: studioVideoJson,
  access: 'publisher',
  ownership: 'author',
  idempotency: 'natural',
  rate: 'write',
});
export const publishVideo = defineRoute({
  id: 'content.publishVideo',
  method: 'POST',
  path: '/studio/videos/{id}/publish',
  summary: 'Send to review; published when nothing speaks against it',
  params: byId,
  answer: studioVideoJson,
  access: 'publisher',
  ownership: 'author',
  idempotency: 'natural',
  rate: 'write',
});
export const withdrawVideo = defineRoute({
  id: 'content.withdrawVideo',
  method: 'POST',
  path: '/studio/videos/{id}/withdraw',
  summary: 'Take a video down',
  params: byId,
  answer: studioVideoJson,
  access: 'publisher',
  ownership: 'author',
  idempotency: 'natural',
  rate: 'write',
});
export const listComments = defineRoute({
  id: 'content.listComments',
  method: 'GET',
  path: '/videos/{id}/comments',
  summary: 'Comments of a video; replies of one with parentId',
  params: byId,
  query: z.object({ ...pageQuery, parentId: idJson.optional(), sort: z.enum(['top', 'newest']).default('top') }),
  answer: pageOf(commentJson).extend({ total: z.number().int() }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const postComment = defineRoute({
  id: 'content.postComment',
  method: 'POST',
  path: '/videos/{id}/comments',
  summary: 'Comment or reply',
  params: byId,
  body: z.object({ text: z.string().trim().min(1).max(300), parentId: idJson.nullable().default(null) }),
  answer: commentJson,
  status: 201,
  access: 'account',
  ownership: 'self',
  idempotency: 'required',
  rate: 'write',
});
export const deleteComment = defineRoute({
  id: 'content.deleteComment',
  method: 'DELETE',
  path: '/comments/{id}',
  summary: 'Remove my comment',
  params: byId,
  answer: doneJson,
  access: 'account',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const likeComment = defineRoute({
  id: 'content.likeComment',
  method: 'PUT',
  path: '/comments/{id}/like',
  summary: 'Like a comment',
  params: byId,
  body: z.object({ liked: z.boolean() }),
  answer: z.object({ liked: z.boolean(), likesCount: z.number().int() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const likeVideo = defineRoute({
  id: 'content.likeVideo',
  method: 'PUT',
  path: '/videos/{id}/like',
  summary: 'Like a video',
  params: byId,
  body: z.object({ liked: z.boolean() }),
  answer: z.object({ liked: z.boolean(), likesCount: z.number().int() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const favouriteVideo = defineRoute({
  id: 'content.favouriteVideo',
  method: 'PUT',
  path: '/videos/{id}/favourite',
  summary: 'Keep a video among my favourites',
  params: byId,
  body: z.object({ favourited: z.boolean() }),
  answer: z.object({ favourited: z.boolean(), favouritesCount: z.number().int() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const followAuthor = defineRoute({
  id: 'content.followAuthor',
  method: 'PUT',
  path: '/authors/{id}/follow',
  summary: 'Follow or leave an author',
  params: byId,
  body: z.object({ followed: z.boolean() }),
  answer: z.object({ followed: z.boolean(), followersCount: z.number().int() }),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'natural',
  rate: 'write',
});
export const readAuthor = defineRoute({
  id: 'content.readAuthor',
  method: 'GET',
  path: '/authors/{id}',
  summary: 'An author and their videos',
  params: byId,
  query: z.object(pageQuery),
  answer: z.object({
    author: authorJson,
    videos: pageOf(
      z.object({
        id: idJson,
        title: z.string(),
        posterUrl: z.string(),
        likesCount: z.number().int(),
        hasGoods: z.boolean(),
      }),
    ),
  }),
  access: 'anyone',
  ownership: 'none',
  idempotency: 'none',
  rate: 'read',
});
export const listFollowedAuthors = defineRoute({
  id: 'content.listFollowedAuthors',
  method: 'GET',
  path: '/me/following',
  summary: 'Authors I follow',
  query: z.object(pageQuery),
  answer: pageOf(authorJson),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
export const listFavouriteVideos = defineRoute({
  id: 'content.listFavouriteVideos',
  method: 'GET',
  path: '/me/favourite-videos',
  summary: 'Videos I kept',
  query: z.object(pageQuery),
  answer: pageOf(
    z.object({
      id: idJson,
      title: z.string(),
      posterUrl: z.string(),
      likesCount: z.number().int(),
      hasGoods: z.boolean(),
    }),
  ),
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
