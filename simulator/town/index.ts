/**
 * The content of the demo town: shops, creators, goods, clips, and what people write about them.
 * It promises plain typed data with stable slugs, and files in `simulator/assets` for every asset name in it.
 * It never acts: no ids, no clock, no randomness, no database; `simulator/src` plays the town with it.
 */
import { join } from 'node:path';
import manifest from '../assets/clips/manifest.json' with { type: 'json' };
import type { ClipFile, Video } from './types.ts';
import { clips } from './videos/index.ts';

export { categories, categoryLeaves } from './categories.ts';
export { comments } from './comments.ts';
export { creators } from './creators.ts';
export { products } from './products/index.ts';
export { reviews } from './reviews.ts';
export { shops } from './shops.ts';
export { tags } from './tags.ts';
export type * from './types.ts';

/** The clips of the town; `category` is null and `products` empty where a clip sells nothing. */
export const videos: Video[] = clips.map(({ video }) => video);

/** The rendered file of each video, one for one. */
export const clipFiles: ClipFile[] = manifest;

const assetFolder = join(import.meta.dirname, '../assets');

/** Absolute path of an asset by its name: `products/….webp`, `logos/….webp`, `avatars/….webp`, `clips/….mp4`. */
export function assetPath(name: string): string {
  return join(assetFolder, name);
}
