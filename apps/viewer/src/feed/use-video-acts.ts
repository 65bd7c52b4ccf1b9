import { toast } from '@haowu/ui';
import { useRef } from 'react';
import { api, ask, keys, queryClient } from '../api.ts';
import { problemSentence } from '../shell/problem.tsx';
import { recordAction } from './actions.ts';
import type { FeedItem, FeedVideo } from './feed-list.ts';
import { changeAuthor, changeVideo, videoNow } from './feed-store.ts';

/**
 * Like, keep and follow: shown at once, sent in order, taken back with a sentence when the server refuses.
 * Visitors may do all three; signing in carries them over.
 */
export function useVideoActs() {
  const waiting = useRef(Promise.resolve());
  const latestLike = useRef(0);

  function inOrder(act: () => Promise<void>, undo: () => void): void {
    waiting.current = waiting.current.then(act).catch((error: unknown) => {
      undo();
      toast(problemSentence(error), 'plum');
    });
  }

  function setLiked(shown: FeedVideo, liked: boolean): void {
    const video = videoNow(shown);
    if (video.liked === liked) return;
    const order = ++latestLike.current;
    const put = (value: boolean, count: number) =>
      changeVideo(video.id, (one) => ({ ...one, liked: value, likesCount: count }));
    put(liked, video.likesCount + (liked ? 1 : -1));
    inOrder(
      async () => {
        const params = { path: { id: video.id } };
        const answer = await ask(api.PUT('/api/v1/videos/{id}/like', { params, body: { liked } }));
        // What was chosen since stands: its own answer is on the way.
        if (order === latestLike.current) put(answer.liked, answer.likesCount);
      },
      () => put(video.liked, video.likesCount),
    );
  }

  function toggleLiked(shown: FeedVideo): void {
    setLiked(shown, !videoNow(shown).liked);
  }

  function setFavourited(video: FeedVideo, favourited: boolean): void {
    const put = (value: boolean, count: number) =>
      changeVideo(video.id, (one) => ({ ...one, favourited: value, favouritesCount: count }));
    put(favourited, video.favouritesCount + (favourited ? 1 : -1));
    inOrder(
      async () => {
        const params = { path: { id: video.id } };
        const answer = await ask(api.PUT('/api/v1/videos/{id}/favourite', { params, body: { favourited } }));
        put(answer.favourited, answer.favouritesCount);
        void queryClient.invalidateQueries({ queryKey: keys.favourites });
      },
      () => put(video.favourited, video.favouritesCount),
    );
  }

  function setFollowed(video: FeedVideo, followed: boolean): void {
    const { author } = video;
    changeAuthor(author.id, followed, author.followersCount + (followed ? 1 : -1));
    inOrder(
      async () => {
        const params = { path: { id: author.id } };
        const answer = await ask(api.PUT('/api/v1/authors/{id}/follow', { params, body: { followed } }));
        changeAuthor(author.id, answer.followed, answer.followersCount);
      },
      () => changeAuthor(author.id, author.followed, author.followersCount),
    );
  }

  function shared(item: FeedItem): void {
    recordAction('share', item);
  }

  return { setLiked, toggleLiked, setFavourited, setFollowed, shared };
}
