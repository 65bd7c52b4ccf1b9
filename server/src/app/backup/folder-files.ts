import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export type FolderFile = { name: string; file: string; bytes: number };

/** Secrets of the data folder; without them sessions and signed addresses of the backup would not be valid. */
export const secretNames = ['secret', 'payment-webhook-secret'] as const;
/** Folders whose files a backup takes. What is not named is derived, or belongs to one process. */
const folders = ['media/uploads', 'media/blobs', 'sandbox-provider'] as const;

const prefix = 'files/';

/** The files of a data folder that belong into a backup, uploads first: they move on, blobs never change. */
export async function listFolderFiles(dataDir: string): Promise<FolderFile[]> {
  const found: FolderFile[] = [];
  const take = async (relative: string) => {
    const file = path.join(dataDir, relative);
    const about = await stat(file).catch(() => undefined);
    if (about?.isFile()) found.push({ name: prefix + relative.replaceAll('\\', '/'), file, bytes: about.size });
  };
  for (const name of secretNames) await take(name);
  for (const folder of folders) {
    const entries = await readdir(path.join(dataDir, folder), { recursive: true }).catch(() => []);
    for (const entry of entries.sort()) await take(path.join(folder, entry));
  }
  return found;
}

/** Where a part of a backup goes below the data folder. @returns undefined for a name no backup would hold. */
export function folderPathOf(part: string): string | undefined {
  if (!part.startsWith(prefix)) return undefined;
  const relative = part.slice(prefix.length);
  if ((secretNames as readonly string[]).includes(relative)) return relative;
  const segments = relative.split('/');
  const plain = segments.every((segment) => /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(segment));
  return plain && folders.some((folder) => relative.startsWith(`${folder}/`)) ? relative : undefined;
}

/** Content-addressed files are the same wherever they are found; the rest is replaced only after the database was. */
export function isBlob(relative: string): boolean {
  return relative.startsWith('media/blobs/');
}
