/** One size a video is made in; `shortSide` is its name (720p, 540p). */
export type Rendition = {
  name: '720p' | '540p';
  width: number;
  height: number;
  crf: number;
  bitsPerSecondMax: number;
};

const ladder = [
  { name: '720p', shortSide: 720, longSideMax: 1_600, crf: 23, bitsPerSecondMax: 2_500_000 },
  { name: '540p', shortSide: 540, longSideMax: 1_200, crf: 24, bitsPerSecondMax: 1_400_000 },
] as const;

/** Frames per second of the outputs; a faster source is thinned out. */
export const framesPerSecondMax = 30;

/**
 * The sizes to make, largest first: the source's own shape, never larger than the source, sides even (H.264 needs it).
 * A small source gives one size only.
 */
export function planRenditions(source: { width: number; height: number }): Rendition[] {
  const short = Math.min(source.width, source.height);
  const long = Math.max(source.width, source.height);
  const planned: Rendition[] = [];
  for (const step of ladder) {
    const scale = Math.min(1, step.shortSide / short, step.longSideMax / long);
    const width = even(source.width * scale);
    const height = even(source.height * scale);
    if (planned.some((other) => other.width === width && other.height === height)) continue;
    planned.push({ name: step.name, width, height, crf: step.crf, bitsPerSecondMax: step.bitsPerSecondMax });
  }
  return planned;
}

function even(pixels: number): number {
  return Math.max(2, Math.round(pixels / 2) * 2);
}

/** Most bytes an output may take: its rate limit with room for short bursts, sound and the index. */
export function outputBytesMax(rendition: Rendition, durationMs: number): number {
  const soundBitsPerSecond = 160_000;
  return Math.ceil(((rendition.bitsPerSecondMax * 1.5 + soundBitsPerSecond) / 8) * (durationMs / 1_000)) + 4_000_000;
}

/** Is a measured duration near the one the header promised? Within 5 %, or a quarter of a second for short clips. */
export function durationMatches(promisedMs: number, measuredMs: number): boolean {
  return Math.abs(promisedMs - measuredMs) <= Math.max(250, promisedMs * 0.05);
}
