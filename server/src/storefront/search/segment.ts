import { commerceDictionary } from './commerce-words.ts';

export type Segmenter = (text: string) => string[];

let loading: Promise<Segmenter> | undefined;

/** The dictionary costs some forty megabytes, so it is loaded by the first search or indexing, not at start. */
export function loadSegmenter(): Promise<Segmenter> {
  loading ??= (async () => {
    const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')]);
    const jieba = Jieba.withDict(dict);
    jieba.loadDict(Buffer.from(commerceDictionary));
    return (text: string) => jieba.cutForSearch(normalText(text), true);
  })();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** One form for what looks or means the same: full width, case, runs of spaces. */
export function normalText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Segments that carry meaning: letters and digits; signs and spaces fall away. */
export function meaningful(segments: readonly string[]): string[] {
  return segments.map((segment) => segment.trim()).filter((segment) => /[\p{L}\p{N}]/u.test(segment));
}
