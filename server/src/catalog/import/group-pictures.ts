import path from 'node:path';

const pictureEndings = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.heic']);
const videoEndings = new Set(['.mp4', '.mov', '.m4v', '.webm', '.mkv']);
const sheetEndings = new Set(['.csv', '.tsv', '.json', '.xlsx', '.xls']);

/** What a file of a folder is taken for, by its ending alone; its bytes are looked at later. */
export function fileKind(name: string): 'picture' | 'video' | 'sheet' | 'other' {
  const ending = path.extname(name).toLowerCase();
  if (pictureEndings.has(ending)) return 'picture';
  if (videoEndings.has(ending)) return 'video';
  return sheetEndings.has(ending) ? 'sheet' : 'other';
}

export type PictureGroup = { code: string; title: string; pictures: string[] };

const picturesMax = 9;

/**
 * Pictures that belong to one product: same folder, same name but for a trailing number (`hat-1.jpg`, `hat-2.jpg`); files
 * named by a number alone belong to their folder. More than nine make further groups. Paths use forward slashes.
 */
export function groupPictures(names: readonly string[]): PictureGroup[] {
  const groups = new Map<string, string[]>();
  for (const name of [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    const folder = path.posix.dirname(name);
    const stem = path.posix.basename(name, path.posix.extname(name)).replace(/[\s_-]*\(?\d*\)?$/, '');
    const key = stem === '' ? folder : path.posix.join(folder, stem);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].flatMap(([key, pictures]) => {
    const named = path.posix.basename(key).replace(/[_-]+/g, ' ').trim();
    const base = named.length >= 2 ? named : `商品 ${named}`.trim();
    const parts = Math.ceil(pictures.length / picturesMax);
    return Array.from({ length: parts }, (_, part) => ({
      code: `picture:${key}${part === 0 ? '' : `#${part + 1}`}`.slice(0, 120),
      title: `${base}${part === 0 ? '' : ` ${part + 1}`}`.slice(0, 60),
      pictures: pictures.slice(part * picturesMax, (part + 1) * picturesMax),
    }));
  });
}
