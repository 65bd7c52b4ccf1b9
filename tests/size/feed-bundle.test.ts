/**
 * Goal: the feed opens on a thin line, so the JavaScript of its route stays at or below 150 kB gzip.
 * Method: read the manifest of the built viewer, follow static imports from the entry (and from the feed page, should it become a chunk of its own), and compress each file.
 * Skips aloud when the viewer has not been built.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

type Chunk = { file: string; src?: string; imports?: string[]; isEntry?: boolean };

const limitBytes = 150_000;
const dist = join(import.meta.dirname, '../../apps/viewer/dist');
const manifestPath = join(dist, '.vite/manifest.json');
const built = existsSync(manifestPath);

test.skipIf(!built)('the JavaScript of the feed route is at most 150 kB gzip', () => {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, Chunk>;
  const wanted = new Set<string>();
  function follow(key: string): void {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the manifest does not list ${key}`);
    if (wanted.has(chunk.file)) return;
    wanted.add(chunk.file);
    for (const imported of chunk.imports ?? []) follow(imported);
  }
  follow('index.html');
  if (manifest['src/feed/feed-page.tsx'] !== undefined) follow('src/feed/feed-page.tsx');

  const sizes = [...wanted]
    .filter((file) => file.endsWith('.js'))
    .map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(sizes.length).toBeGreaterThan(2);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(limitBytes);
});
