import type { KnownVideo } from './shelf.ts';

type Tag = { kind: 'category' | 'tag'; tag: string };

/** Tags and categories of what is on show, most frequent first. */
export function frequentTags(videos: Iterable<KnownVideo>, limit: number): Tag[] {
  const counts = new Map<string, Tag & { count: number }>();
  const count = (kind: Tag['kind'], tag: string): void => {
    const known = counts.get(`${kind} ${tag}`) ?? { kind, tag, count: 0 };
    known.count += 1;
    counts.set(`${kind} ${tag}`, known);
  };
  for (const video of videos) {
    if (!video.published) continue;
    for (const id of video.categoryIds) count('category', id);
    for (const tag of video.tags) count('tag', tag);
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
    .slice(0, limit)
    .map(({ kind, tag }) => ({ kind, tag }));
}
