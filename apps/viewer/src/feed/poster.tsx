import { useEffect, useRef } from 'react';
import { thumbHashToRGBA } from 'thumbhash';
import type { FeedVideo } from './feed-list.ts';

/** What is there before the video: the thumbhash at once, then the picture. */
export function Poster({
  playback,
  near,
  current,
}: {
  playback: FeedVideo['playback'];
  near: boolean;
  current: boolean;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { thumbhash } = playback;
  useEffect(() => {
    const element = canvas.current;
    if (element === null || thumbhash === null) return;
    try {
      const bytes = Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0));
      const { w, h, rgba } = thumbHashToRGBA(bytes);
      element.width = w;
      element.height = h;
      element.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
    } catch {
      element.remove();
    }
  }, [thumbhash]);
  return (
    <>
      {thumbhash !== null && <canvas ref={canvas} className="feed-poster" />}
      {near && playback.posterUrl !== '' && (
        <img
          className="feed-poster"
          src={playback.posterUrl}
          alt=""
          decoding="async"
          fetchPriority={current ? 'high' : 'low'}
        />
      )}
    </>
  );
}
