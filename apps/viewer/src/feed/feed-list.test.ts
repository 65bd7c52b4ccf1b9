import { expect, test } from 'vitest';
import { appendPage, changeVideos, emptyList, type FeedItem, type FeedList, openVideo, trimmed } from './feed-list.ts';

function item(id: string, repeated = false): FeedItem {
  const video = { id, liked: false, likesCount: 0, goods: [] } as unknown as FeedItem['video'];
  return { impressionToken: `${id}-${repeated}-${Math.random()}`, reasons: [], repeated, video };
}

function shown(list: FeedList): string[] {
  return list.entries.map((entry) => (entry.kind === 'video' ? entry.item.video.id : 'card'));
}

test('given the server sends a video again as new, when a page is added, then it is shown once', () => {
  let list = appendPage(emptyList, { items: [item('a'), item('b'), item('a')], state: 'more' });
  list = appendPage(list, { items: [item('b'), item('c')], state: 'more' });
  expect(shown(list)).toEqual(['a', 'b', 'c']);
});

test('given everything has been seen, when the oldest come again, then the card stands before them, once', () => {
  let list = appendPage(emptyList, { items: [item('a'), item('b')], state: 'more' });
  list = appendPage(list, { items: [item('c'), item('a', true), item('b', true)], state: 'all_seen' });
  list = appendPage(list, { items: [item('c', true), item('a', true)], state: 'all_seen' });
  expect(shown(list)).toEqual(['a', 'b', 'c', 'card', 'a', 'b', 'c']);
  expect(list.exhausted).toBe(false);
});

test('given nothing new and nothing to repeat, when an empty page comes, then the card closes the list and asking stops', () => {
  let list = appendPage(emptyList, { items: [item('a')], state: 'more' });
  list = appendPage(list, { items: [], state: 'all_seen' });
  list = appendPage(list, { items: [], state: 'all_seen' });
  expect(shown(list)).toEqual(['a', 'card']);
  expect(list.exhausted).toBe(true);
});

test('given a feed in use, when a link is opened, then its video comes next and what was there stays', () => {
  const list = { ...appendPage(emptyList, { items: [item('a'), item('b'), item('c')], state: 'more' }), index: 1 };
  const opened = openVideo(list, { items: [item('x'), item('c'), item('d')], state: 'more' });
  expect(shown(opened)).toEqual(['a', 'b', 'x', 'c', 'd']);
  expect(opened.index).toBe(2);
});

test('given a link to a video of the list, when it is opened, then the list moves there', () => {
  const list = appendPage(emptyList, { items: [item('a'), item('b'), item('c')], state: 'more' });
  const opened = openVideo(list, { items: [item('c')], state: 'more' });
  expect(shown(opened)).toEqual(['a', 'b', 'c']);
  expect(opened.index).toBe(2);
});

test('a change reaches every copy of a video and leaves other entries as they are', () => {
  const list = appendPage(emptyList, { items: [item('a'), item('b')], state: 'more' });
  const changed = changeVideos(list, (video) => (video.id === 'a' ? { ...video, liked: true } : video));
  expect(changed.entries[0]).toMatchObject({ item: { video: { liked: true } } });
  expect(changed.entries[1]).toBe(list.entries[1]);
});

test('what is kept over a reload is bounded and still points at the same video', () => {
  const items = Array.from({ length: 200 }, (_, at) => item(`v${at}`));
  const list = { ...appendPage(emptyList, { items, state: 'more' }), index: 120 };
  const kept = trimmed(list);
  expect(kept.entries.length).toBeLessThanOrEqual(60);
  expect(shown(kept)[kept.index]).toBe('v120');
});
