import type { Schemas } from '@haowu/api-client';

export type VideoSource = Schemas['VideoSource'];

/** What is known about the line. `kbitPerSecond` undefined: nothing measured yet. */
export type Network = { readonly kbitPerSecond: number | undefined; readonly saveData: boolean };

/** A line must carry a clip this much faster than it plays. */
const headroom = 1.6;

/**
 * The rendition to play: the widest that the line carries with headroom and the screen can show, else the narrowest.
 * Nothing measured yet counts as a modest line: the narrowest starts soonest.
 */
export function pickSource(
  sources: readonly VideoSource[],
  durationMs: number,
  network: Network,
  screenPx: number,
): VideoSource | undefined {
  const ascending = [...sources].sort((a, b) => a.width - b.width || a.bytes - b.bytes);
  const [narrowest] = ascending;
  if (narrowest === undefined || network.saveData || network.kbitPerSecond === undefined) return narrowest;
  const carried = ascending.filter((source) => {
    const kbitPerSecond = (source.bytes * 8) / Math.max(1, durationMs);
    return kbitPerSecond * headroom <= (network.kbitPerSecond ?? 0);
  });
  return carried.findLast((source) => source.width <= screenPx * 1.5) ?? narrowest;
}
