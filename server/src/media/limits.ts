/** What an uploaded file may be. Checked before anything is decoded, so a small file cannot cost a large machine. */
export const videoLimits = {
  sidePixelsMax: 4_096,
  durationMsMax: 10 * 60_000,
  framesPerSecondMax: 120,
  streamsMax: 8,
  /** Index and tags of an MP4 (`moov`); ten minutes of video need well below a megabyte. */
  headerBytesMax: 16 * 1024 * 1024,
} as const;

export const imageLimits = {
  pixelsMax: 50_000_000,
  sidePixelsMax: 16_000,
  fileBytesMax: 32 * 1024 * 1024,
} as const;

/** What one child process may take. */
export const childLimits = {
  residentBytesMax: 900 * 1024 * 1024,
  watchEveryMs: 20,
  /** Until the gate has spoken. */
  gateTimeoutMs: 20_000,
  /** After the gate: a fixed part and a part of the clip's own length. */
  workTimeoutMs: 60_000,
  workTimeoutPerClipMs: 8,
  niceness: 10,
} as const;

export function workTimeoutMs(durationMs: number): number {
  return childLimits.workTimeoutMs + childLimits.workTimeoutPerClipMs * durationMs;
}
