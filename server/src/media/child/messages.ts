import type { Refusal } from '../refusal.ts';
import type { VideoContainer } from '../sniff-file.ts';

/** What a child is started for; given as its first argument. Paths are absolute. */
export type ChildTask =
  | { kind: 'video'; container: VideoContainer; sourcePath: string; workDir: string }
  | { kind: 'image'; sourcePath: string; workDir: string };

/** A file the child made in its work folder. */
export type MadeFile = { fileName: string; width: number; height: number; bytes: number };

export type ChildResult =
  | {
      kind: 'video';
      sourceSha256: string;
      width: number;
      height: number;
      durationMs: number;
      hasSound: boolean;
      /** Largest first. */
      sources: MadeFile[];
      poster: MadeFile;
      /** Base64. */
      thumbhash: string;
    }
  | {
      kind: 'image';
      sourceSha256: string;
      width: number;
      height: number;
      /** Largest first. */
      sizes: MadeFile[];
      /** Base64. */
      thumbhash: string;
    };

export type ChildMessage =
  /** The gate let the file pass; the parent now grants time in proportion to its length. */
  | { type: 'accepted'; durationMs: number }
  | { type: 'progress'; progress: number }
  | { type: 'done'; result: ChildResult; cpuSeconds: number; residentBytesMax: number }
  | { type: 'refused'; refusal: Refusal }
  | { type: 'failed'; message: string };
