import { expect, test } from 'vitest';
import { createCompletion } from './complete-video.ts';
import type { FeedVideo } from './feed-list.ts';

const goods = [{ momentMs: 1_000, product: { id: 'p' } }] as unknown as FeedVideo['goods'];
const video = (change: Partial<FeedVideo> = {}): FeedVideo =>
  ({
    id: 'v',
    liked: false,
    likesCount: 0,
    goods: [],
    complete: true,
    author: { followed: false },
    ...change,
  }) as FeedVideo;

function shelf(answers: (FeedVideo | 'broken')[], shown = video({ complete: false })) {
  const state = { video: shown, waits: [] as number[], asked: 0 };
  const complete = createCompletion({
    read: async () => {
      state.asked += 1;
      const answer = answers.shift();
      if (answer === undefined || answer === 'broken') throw new Error('no answer');
      return answer;
    },
    change: (_id, next) => {
      state.video = next(state.video);
    },
    wait: async (ms) => state.waits.push(ms),
  });
  return { state, complete };
}

test('given a video without its goods, when it is near, then it is asked for again and has them', async () => {
  const { state, complete } = shelf([video({ goods, likesCount: 7 })]);
  await complete(state.video);
  expect(state.video).toMatchObject({ goods, likesCount: 7, complete: true });
  expect(state.asked).toBe(1);
});

test('given a server that stays late or fails, then it is asked three times, further and further apart', async () => {
  const { state, complete } = shelf([video({ complete: false }), 'broken', video({ complete: false })]);
  await complete(state.video);
  expect(state.video.complete).toBe(false);
  expect(state.waits).toEqual([300, 2_000, 8_000]);
});

test('given the viewer liked it meanwhile, then the like stands and the goods come', async () => {
  const { state, complete } = shelf([video({ goods, likesCount: 3 })]);
  const asked = state.video;
  state.video = { ...asked, liked: true, likesCount: 1 };
  await complete(asked);
  expect(state.video).toMatchObject({ liked: true, likesCount: 1, goods, complete: true });
});

test('a complete video is not asked for, and one under way only once', async () => {
  const { state, complete } = shelf([video({ goods })]);
  await complete(video());
  expect(state.asked).toBe(0);
  await Promise.all([complete(state.video), complete(state.video)]);
  expect(state.asked).toBe(1);
});
