import type { Schemas } from '@haowu/api-client';

export type FeedItem = Schemas['FeedItem'];
export type FeedVideo = Schemas['FeedVideo'];
export type FeedState = 'more' | 'all_seen' | 'follow_nobody' | 'empty';

/** One screen of the feed: a video, or the honest card that says everything has been seen. */
export type Entry = { readonly kind: 'video'; readonly key: string; readonly item: FeedItem } | AllSeen;
type AllSeen = { readonly kind: 'all_seen'; readonly key: string };

export type FeedList = {
  readonly entries: readonly Entry[];
  readonly index: number;
  /** What the server said last; undefined before the first answer. */
  readonly state: FeedState | undefined;
  /** The last page brought nothing new: do not ask again by ourselves. */
  readonly exhausted: boolean;
};

export const emptyList: FeedList = { entries: [], index: 0, state: undefined, exhausted: false };

const entriesKept = 60;

/** Keys of what was shown since the last "all seen" card: the round in which nothing may come twice. */
function roundIds(entries: readonly Entry[]): Set<string> {
  const from = entries.findLastIndex((entry) => entry.kind === 'all_seen');
  return new Set(entries.slice(from + 1).flatMap((entry) => (entry.kind === 'video' ? [entry.item.video.id] : [])));
}

function toEntries(known: readonly Entry[], items: readonly FeedItem[]): Entry[] {
  const round = roundIds(known);
  const everShown = new Set(known.flatMap((entry) => (entry.kind === 'video' ? [entry.item.video.id] : [])));
  const added: Entry[] = [];
  let repeating = known.some((entry) => entry.kind === 'all_seen');
  for (const item of items) {
    const again = item.repeated || everShown.has(item.video.id);
    if (again && !item.repeated) continue;
    if (again && !repeating) {
      added.push({ kind: 'all_seen', key: `all-seen-${known.length + added.length}` });
      round.clear();
    }
    repeating ||= again;
    if (round.has(item.video.id)) continue;
    round.add(item.video.id);
    everShown.add(item.video.id);
    added.push({ kind: 'video', key: item.impressionToken, item });
  }
  return added;
}

/** A further page at the end. Nothing twice in one round; the first repeated video is preceded by the "all seen" card. */
export function appendPage(list: FeedList, page: { items: readonly FeedItem[]; state: FeedState }): FeedList {
  const added = toEntries(list.entries, page.items);
  const entries = [...list.entries, ...added];
  const sayAllSeen = added.length === 0 && page.state === 'all_seen' && entries.at(-1)?.kind === 'video';
  if (sayAllSeen) entries.push({ kind: 'all_seen', key: `all-seen-${entries.length}` });
  return { ...list, entries, state: page.state, exhausted: added.length === 0 };
}

/** A shared or chosen video right after the current one, followed by what the server sent with it. */
export function openVideo(list: FeedList, page: { items: readonly FeedItem[]; state: FeedState }): FeedList {
  const [first, ...rest] = page.items;
  if (first === undefined) return list;
  const known = indexOfVideo(list, first.video.id);
  if (known >= 0) return appendPage({ ...list, index: known }, { items: rest, state: page.state });
  const at = list.entries.length === 0 ? 0 : list.index + 1;
  const opened: Entry = { kind: 'video', key: first.impressionToken, item: first };
  const entries = [...list.entries.slice(0, at), opened, ...list.entries.slice(at)];
  return appendPage({ ...list, entries, index: at }, { items: rest, state: page.state });
}

export function indexOfVideo(list: FeedList, videoId: string): number {
  return list.entries.findIndex((entry) => entry.kind === 'video' && entry.item.video.id === videoId);
}

/** Changes what every copy of a video says: likes, favourites, follows. */
export function changeVideos(list: FeedList, change: (video: FeedVideo) => FeedVideo): FeedList {
  const entries = list.entries.map((entry) => {
    if (entry.kind !== 'video') return entry;
    const video = change(entry.item.video);
    return video === entry.item.video ? entry : { ...entry, item: { ...entry.item, video } };
  });
  return { ...list, entries };
}

/** What is worth keeping over a reload: the current screen, what follows, and a little of what came before. */
export function trimmed(list: FeedList): FeedList {
  const from = Math.max(0, Math.min(list.index - 8, list.entries.length - 1));
  return { ...list, entries: list.entries.slice(from, from + entriesKept), index: list.index - from };
}
