import type { TestWorld } from '../../../tests/support/world.ts';
import { publish, type VideoData } from '../events/index.ts';
import { newId, type Principal, type World } from '../kernel/index.ts';
import type { FeedReaders, ProductCard, VideoParts } from './readers.ts';

/** Videos of a small town and readers that know them, for tests of the feed alone. */
export type Town = {
  readonly readers: FeedReaders;
  readonly videos: VideoData[];
  readonly follows: Map<string, Set<string>>;
  readonly stock: Map<string, number>;
  publish(world: World, count: number, change?: Partial<VideoData>): Promise<VideoData[]>;
};

const categories = ['tea', 'outdoor', 'kitchen', 'books', 'fruit'];

export function createTown(): Town {
  const videos: VideoData[] = [];
  const follows = new Map<string, Set<string>>();
  const stock = new Map<string, number>();
  return {
    videos,
    follows,
    stock,
    async publish(world, count, change = {}) {
      const now = world.businessClock.now().getTime();
      const made = Array.from({ length: count }, (_, index): VideoData => {
        const category = categories[index % categories.length] ?? 'tea';
        return {
          videoId: newId(),
          authorId: newId(),
          shopId: null,
          title: `${category} ${index}`,
          categoryIds: [category],
          tags: [`${category}-${index % 3}`],
          productIds: [],
          durationMs: 20_000,
          publishedAt: new Date(now - index * 3_600_000).toISOString(),
          heritageCraft: false,
          newSeller: false,
          ...change,
        };
      });
      await world.act(async (act) => {
        for (const video of made) publish(act, 'video.published', video.videoId, video);
      });
      videos.push(...made);
      return made;
    },
    readers: {
      videos: async (_world, ids) =>
        new Map(videos.filter(({ videoId }) => ids.includes(videoId)).map((video) => [video.videoId, partsOf(video)])),
      overlays: async (_world, viewerId, wanted) =>
        new Map(
          wanted
            .filter(({ id }) => videos.some(({ videoId }) => videoId === id))
            .map(({ id, authorId }) => [
              id,
              {
                likesCount: 0,
                favouritesCount: 0,
                commentsCount: 0,
                followersCount: 0,
                liked: false,
                favourited: false,
                followed: follows.get(viewerId)?.has(authorId) ?? false,
              },
            ]),
        ),
      followedAuthorIds: async (_world, viewerId) => [...(follows.get(viewerId) ?? [])],
      newestVideoIds: async (_world, limit) => videos.slice(0, limit).map(({ videoId }) => videoId),
      productCards: async (_world, ids) => new Map(ids.map((id) => [id, cardOf(id, stock.get(id) ?? 5)])),
    },
  };
}

function partsOf(video: VideoData): VideoParts {
  return {
    id: video.videoId,
    title: video.title,
    caption: '',
    author: {
      id: video.authorId,
      nickname: '作者',
      avatarUrl: null,
      bio: '',
      followersCount: 0,
      badge: null,
      shopId: video.shopId,
    },
    playback: {
      sources: [{ url: '/media/x/540.mp4', width: 540, height: 960, bytes: 1_000_000 }],
      posterUrl: '/media/x/poster.jpg',
      thumbhash: null,
      width: 540,
      height: 960,
      durationMs: video.durationMs,
      captions: [],
    },
    synthetic: false,
    publishedAt: video.publishedAt,
    categoryId: video.categoryIds[0] ?? null,
    tags: video.tags,
    likesCount: 0,
    commentsCount: 0,
    favouritesCount: 0,
    sharesCount: 0,
    goods: video.productIds.map((productId) => ({ momentMs: 1_000, productId })),
  };
}

function cardOf(id: string, stock: number): ProductCard {
  const price = { amountMinor: 9_900, currency: 'CNY' };
  return {
    id,
    title: '茶壶',
    titleEn: 'Teapot',
    image: null,
    price,
    listPrice: price,
    strikePrice: null,
    discounts: [],
    stock,
    soldCount: 0,
    shop: { id: newId(), name: '茶铺', logoUrl: null, subjectType: 'individual', region: null, badges: [] },
    categoryId: 'tea',
    tags: [],
  };
}

/** An anonymous person on a browser of their own. */
export function visitor(viewerId = newId()): Principal {
  return {
    viewerId,
    accountId: undefined,
    deviceId: viewerId,
    sessionId: undefined,
    roles: new Set(),
    shopIds: [],
    locale: 'zh-CN',
  };
}

/** The same database seen by another process: nothing in memory is shared. */
export function anotherProcess(world: TestWorld): TestWorld {
  return { ...world };
}
