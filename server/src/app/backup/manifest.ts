import { z } from 'zod';
import { ArchiveError, bufferOf, type Part, readArchive } from './archive.ts';

/** The last part of a backup: a file without it is not whole. */
export const manifestName = 'manifest.json';
export const formatVersion = 1;

const migrationsShape = z.array(z.object({ room: z.string(), name: z.string(), hash: z.string() }));
export type AppliedMigration = z.infer<typeof migrationsShape>[number];

const manifestShape = z.object({
  format: z.literal(formatVersion),
  product: z.literal('haowu'),
  version: z.string(),
  createdAt: z.string(),
  migrations: migrationsShape,
  /** In an order in which every table comes after the tables it refers to. */
  tables: z.array(
    z.object({
      name: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
      columns: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)),
      rows: z.number().int().nonnegative(),
      parts: z.array(z.string()),
    }),
  ),
  /** Where numbering goes on, by table and column. */
  sequences: z.array(z.object({ table: z.string(), column: z.string(), next: z.string().regex(/^\d+$/) })),
  parts: z.array(z.object({ name: z.string(), bytes: z.number().int().nonnegative(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestShape>;

/** A file that must not be restored; the message says why. Nothing was changed. */
export class BackupRefused extends Error {}

const manifestBytesMax = 64 * 1024 * 1024;

/**
 * Reads the whole file and compares every part with the manifest.
 * @throws BackupRefused when the file is cut short, altered, not a backup, or of an unknown format.
 */
export async function verifyBackup(file: string): Promise<Manifest> {
  let text: string | undefined;
  let parts: Part[];
  try {
    parts = await readArchive(file, async (name, bytes, content) => {
      if (name !== manifestName) return;
      if (bytes > manifestBytesMax) throw new BackupRefused('its manifest is too large');
      text = (await bufferOf(content)).toString('utf8');
    });
  } catch (error) {
    if (error instanceof BackupRefused || error instanceof ArchiveError) {
      throw new BackupRefused(`${file} is not a whole backup: ${error.message}. Nothing was changed.`);
    }
    throw error;
  }
  if (text === undefined)
    throw new BackupRefused(`${file} is not a whole backup: its manifest is missing. Nothing was changed.`);
  const parsed = manifestShape.safeParse(readJson(text));
  if (!parsed.success) {
    throw new BackupRefused(
      `${file} was written in a format that this version does not read. Restore it with the version that wrote it. Nothing was changed.`,
    );
  }
  const found = new Map(parts.filter((part) => part.name !== manifestName).map((part) => [part.name, part]));
  const same =
    found.size === parsed.data.parts.length &&
    parts.length === found.size + 1 &&
    parsed.data.parts.every(({ name, bytes, sha256 }) => {
      const part = found.get(name);
      return part?.bytes === bytes && part.sha256 === sha256;
    });
  if (!same) throw new BackupRefused(`${file} was altered after it was written. Nothing was changed.`);
  return parsed.data;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
