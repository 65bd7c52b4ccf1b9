import { toast } from '@haowu/ui';
import { useSyncExternalStore } from 'react';
import { ApiProblem, api, ask, keys, onSessionChange, queryClient } from '../api.ts';
import { problemSentence } from '../shell/problem.tsx';
import { flushActions } from './actions.ts';
import { createCompletion } from './complete-video.ts';
import {
  appendPage,
  changeVideos,
  emptyList,
  type FeedList,
  type FeedVideo,
  indexOfVideo,
  openVideo,
  trimmed,
} from './feed-list.ts';

export type Surface = 'recommended' | 'following';
export type FeedView = FeedList & { readonly loading: boolean; readonly error: unknown };

const sessionKey = 'haowu.feedSession';
const keptKey = 'haowu.feed';
const pageSize = 10;
const askAheadAt = 3;

type Kept = { sessionId: string; surface: Surface; lists: Record<Surface, FeedList>; openedId: string | undefined };

let surface: Surface = 'recommended';
let views: Record<Surface, FeedView> = freshViews();
let openedId: string | undefined;
let generation = 0;
const listeners = new Set<() => void>();

function freshViews(): Record<Surface, FeedView> {
  const view: FeedView = { ...emptyList, loading: false, error: undefined };
  return { recommended: view, following: view };
}

/** One per browser tab: within it nothing comes twice. */
function feedSessionId(): string {
  const known = sessionStorage.getItem(sessionKey);
  if (known !== null) return known;
  const made = crypto.randomUUID();
  sessionStorage.setItem(sessionKey, made);
  return made;
}

function restore(): void {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keptKey) ?? 'null') as Kept | null;
    if (kept === null || kept.sessionId !== feedSessionId()) return;
    surface = kept.surface;
    openedId = kept.openedId;
    for (const name of ['recommended', 'following'] as const)
      views[name] = { ...emptyList, ...kept.lists[name], loading: false, error: undefined };
  } catch {
    sessionStorage.removeItem(keptKey);
  }
}
restore();

/** Keeps the feed over a reload of this tab. */
export function keepFeed(): void {
  const lists = {
    recommended: bare(trimmed(views.recommended)),
    following: bare(trimmed(views.following)),
  };
  try {
    sessionStorage.setItem(
      keptKey,
      JSON.stringify({ sessionId: feedSessionId(), surface, lists, openedId } satisfies Kept),
    );
  } catch {
    sessionStorage.removeItem(keptKey);
  }
}

function bare({ entries, index, state, exhausted }: FeedList): FeedList {
  return { entries, index, state, exhausted };
}

function change(name: Surface, next: Partial<FeedView>): void {
  views = { ...views, [name]: { ...views[name], ...next } };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useFeed(): { surface: Surface; view: FeedView } {
  const shown = useSyncExternalStore(subscribe, () => surface);
  const all = useSyncExternalStore(subscribe, () => views);
  return { surface: shown, view: all[shown] };
}

export function chooseSurface(next: Surface): void {
  surface = next;
  for (const listener of listeners) listener();
  const view = views[next];
  if (view.entries.length === 0) void loadMore(next, { retry: true });
}

/** The screen the viewer stopped at; asks for more when three remain. */
export function moveTo(index: number): void {
  const view = views[surface];
  if (index !== view.index) change(surface, { index });
  if (view.entries.length - index <= askAheadAt) void loadMore(surface);
}

/** The next page. Does nothing while one is under way, or when there is nothing more unless `retry`. */
export async function loadMore(name: Surface = surface, options: { retry?: boolean } = {}): Promise<void> {
  const view = views[name];
  if (view.loading || (!options.retry && (view.exhausted || view.error !== undefined))) return;
  const asked = generation;
  change(name, { loading: true, error: undefined });
  try {
    await flushActions();
    const page = await ask(
      api.GET('/api/v1/feed', {
        params: { query: { surface: name, feedSessionId: feedSessionId(), limit: pageSize } },
      }),
    );
    if (view.error !== undefined)
      void queryClient.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' });
    if (asked === generation) change(name, { ...appendPage(bare(views[name]), page), loading: false });
  } catch (error) {
    if (asked === generation) change(name, { loading: false, error });
  }
}

/**
 * Opens one video (a share link, an author's page) in the recommended feed, without losing what was there. One that is
 * gone is said so, and the feed goes on without it.
 */
export async function openInFeed(videoId: string): Promise<void> {
  if (openedId === videoId && views.recommended.entries.length > 0) return;
  surface = 'recommended';
  const known = indexOfVideo(views.recommended, videoId);
  openedId = videoId;
  if (known >= 0) {
    change('recommended', { index: known });
    return;
  }
  const asked = generation;
  change('recommended', { loading: true, error: undefined });
  try {
    const page = await ask(
      api.GET('/api/v1/feed', {
        params: {
          query: { surface: 'recommended', feedSessionId: feedSessionId(), limit: pageSize, startVideoId: videoId },
        },
      }),
    );
    if (asked === generation) change('recommended', { ...openVideo(bare(views.recommended), page), loading: false });
  } catch (error) {
    openedId = undefined;
    if (asked !== generation) return;
    const gone = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
    const elsewhere = gone || views.recommended.entries.length > 0;
    if (elsewhere) toast(problemSentence(error), 'amber');
    change('recommended', { loading: false, error: elsewhere ? undefined : error });
    if (gone && views.recommended.entries.length === 0) await loadMore('recommended', { retry: true });
  }
}

/** The address no longer names a video: opening the same link again opens it again. */
export function forgetOpened(): void {
  openedId = undefined;
}

/** A video as it stands now: a handler may hold one of a moment ago. */
export function videoNow(video: FeedVideo): FeedVideo {
  for (const view of Object.values(views)) {
    const found = view.entries.find((entry) => entry.kind === 'video' && entry.item.video.id === video.id);
    if (found?.kind === 'video') return found.item.video;
  }
  return video;
}

export function changeVideo(videoId: string, next: (video: FeedVideo) => FeedVideo): void {
  for (const name of ['recommended', 'following'] as const)
    change(
      name,
      changeVideos(views[name], (video) => (video.id === videoId ? next(video) : video)),
    );
}

const complete = createCompletion({
  read: async (id) => (await ask(api.GET('/api/v1/videos/{id}', { params: { path: { id } } }))).video,
  change: changeVideo,
});

/** The current video and the next are asked for again where the server could not read all of them in time. */
export function completeNear({ entries, index }: FeedList): void {
  for (const entry of entries.slice(index, index + 2)) if (entry.kind === 'video') void complete(entry.item.video);
}

/** Following shows on every video of the author; the following tab starts again, since its answer has changed. */
export function changeAuthor(authorId: string, followed: boolean, followersCount: number): void {
  for (const name of ['recommended', 'following'] as const)
    change(
      name,
      changeVideos(views[name], (video) =>
        video.author.id === authorId ? { ...video, author: { ...video.author, followed, followersCount } } : video,
      ),
    );
  if (surface !== 'following') change('following', { ...emptyList, error: undefined });
  void queryClient.invalidateQueries({ queryKey: keys.following });
}

/**
 * Another person is here, or this one changed what the feed may rest on (personalisation, interests): what was chosen
 * before, with its reasons, must not come back, not even after a reload.
 */
export function startAgain(): void {
  generation += 1;
  sessionStorage.removeItem(sessionKey);
  sessionStorage.removeItem(keptKey);
  openedId = undefined;
  surface = 'recommended';
  views = freshViews();
  for (const listener of listeners) listener();
}

onSessionChange(startAgain);
