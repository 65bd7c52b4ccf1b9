declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** The rows of `copy … to stdout`. */
  export function to(text: string): Readable & Submittable;
  /** Takes the rows of `copy … from stdin`; `rowCount` is known when it has finished. */
  export function from(text: string): Writable & Submittable & { rowCount: number };
}
