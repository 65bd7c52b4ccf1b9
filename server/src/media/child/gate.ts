import { videoLimits } from '../limits.ts';
import { MediaRefused } from '../refusal.ts';

/** What the headers of a video say about it, before anything is decoded. */
export type VideoHeader = {
  streamsCount: number;
  width: number;
  height: number;
  /** Undefined when the container does not say (a recording that was streamed). */
  durationMs: number | undefined;
  framesPerSecond: number | undefined;
};

/** Lets a video pass or says why not. @throws MediaRefused */
export function passGate(header: VideoHeader): void {
  const { sidePixelsMax, durationMsMax, framesPerSecondMax, streamsMax } = videoLimits;
  if (header.streamsCount > streamsMax) {
    throw new MediaRefused('media.too_many_streams', `${header.streamsCount} tracks; at most ${streamsMax}.`);
  }
  if (header.width <= 0 || header.height <= 0) {
    throw new MediaRefused('media.no_picture', 'The file has no picture track with a size.');
  }
  if (header.width > sidePixelsMax || header.height > sidePixelsMax) {
    throw new MediaRefused(
      'media.too_many_pixels',
      `${header.width} x ${header.height} pixels; at most ${sidePixelsMax} a side.`,
    );
  }
  if (header.width < 16 || header.height < 16) {
    throw new MediaRefused('media.no_picture', `${header.width} x ${header.height} pixels is too small to show.`);
  }
  if (header.durationMs !== undefined && header.durationMs > durationMsMax) {
    throw new MediaRefused(
      'media.too_long',
      `${Math.round(header.durationMs / 1_000)} seconds; at most ${durationMsMax / 1_000}.`,
    );
  }
  if (header.framesPerSecond !== undefined && header.framesPerSecond > framesPerSecondMax) {
    throw new MediaRefused(
      'media.too_many_frames',
      `${Math.round(header.framesPerSecond)} frames a second; at most ${framesPerSecondMax}.`,
    );
  }
}
