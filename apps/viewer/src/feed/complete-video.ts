import type { FeedVideo } from './feed-list.ts';

/** A healthy server answers the first time; one that is busy is left alone for longer and longer. */
const waitsMs = [300, 2_000, 8_000];

type Ways = {
  read: (videoId: string) => Promise<FeedVideo>;
  change: (videoId: string, next: (video: FeedVideo) => FeedVideo) => void;
  wait?: (ms: number) => Promise<unknown>;
};

/**
 * Asks again for a video that came without its goods, counts or marks because the server could not read them in time.
 * Three times at most while it is near; once at a time for each video.
 */
export function createCompletion({ read, change, wait = pause }: Ways): (video: FeedVideo) => Promise<void> {
  const underWay = new Set<string>();
  return async (video) => {
    if (video.complete !== false || underWay.has(video.id)) return;
    underWay.add(video.id);
    for (const ms of waitsMs) {
      await wait(ms);
      const answer = await read(video.id).catch(() => undefined);
      if (answer) change(video.id, (now) => completed(now, video, answer));
      if (answer?.complete) break;
    }
    underWay.delete(video.id);
  };
}

/** What the viewer did meanwhile stands: those marks and counts are newer than the answer. */
function completed(now: FeedVideo, asked: FeedVideo, answer: FeedVideo): FeedVideo {
  if (now.complete) return now;
  const touched =
    now.liked !== asked.liked || now.favourited !== asked.favourited || now.author.followed !== asked.author.followed;
  const { goods, complete } = answer;
  return touched ? { ...now, goods, complete } : answer;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
