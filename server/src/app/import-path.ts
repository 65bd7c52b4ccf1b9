import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  fileKind,
  groupPictures,
  type ImportReport,
  imageOf,
  importPictureGroups,
  importSheet,
  pictureFolder,
  readSheet,
  SheetError,
  standardCategories,
  upsertCategories,
} from '../catalog/index.ts';
import { createVideo } from '../content/index.ts';
import { newId, Problem, type World } from '../kernel/index.ts';
import { ingestFile } from '../media/index.ts';
import { type Shop, shopsById, shopsByName } from '../shops/index.ts';
import { StartRefused } from './say-failure.ts';

export type ImportWish = { path: string; shop?: string | undefined; categoryId?: string | undefined };

export type PathReport = {
  sheets: { file: string; report: ImportReport }[];
  clips: { file: string; outcome: 'draft made' | 'unchanged' | 'refused'; reason: string }[];
  /** Files that could not be read as what they seem to be. */
  failed: { file: string; code: string; reason: string }[];
};

const sheetBytesMax = 64 * 1024 * 1024;
const filesMax = 20_000;
const depthMax = 6;

/**
 * Imports a file or a folder: sheets first, then pictures that no sheet named (one draft a group), then clips (one draft
 * each). Every file ends in the report. `say` shows progress.
 * @throws StartRefused when the path or the shop cannot be found.
 */
export async function importPath(world: World, wish: ImportWish, say: (text: string) => void): Promise<PathReport> {
  const root = await realpath(wish.path).catch(() => {
    throw new StartRefused(`There is no file or folder at ${wish.path}.`);
  });
  await world.act((act) => upsertCategories(act, standardCategories));
  const shop = await findShop(world, wish.shop);
  const isFolder = (await stat(root)).isDirectory();
  const folder = isFolder ? root : path.dirname(root);
  const files = isFolder ? await listFiles(root) : [root];
  const nameOf = (file: string) => path.relative(folder, file).split(path.sep).join('/');
  const outcome: PathReport = { sheets: [], clips: [], failed: [] };
  const used = new Set<string>();
  const ingest = async (filePath: string) =>
    imageOf(await ingestFile(world, { ownerId: shop.ownerAccountId, path: filePath, kind: 'image' }));

  for (const file of files.filter((each) => fileKind(each) === 'sheet')) {
    const name = nameOf(file);
    try {
      if ((await stat(file)).size > sheetBytesMax)
        throw new SheetError('too_many_rows', 'A sheet has at most 64 MiB; split it.');
      const sheet = readSheet(file, await readFile(file));
      const report = await importSheet(world, sheet, {
        shopId: shop.id,
        actorId: shop.ownerAccountId,
        defaultCategoryId: wish.categoryId,
        pictures: pictureFolder([path.dirname(file), path.dirname(path.dirname(file))], ingest, (picture) =>
          used.add(picture),
        ),
        onProgress: progressOf(name, say),
      });
      outcome.sheets.push({ file: name, report });
    } catch (error) {
      if (!(error instanceof SheetError)) throw error;
      outcome.failed.push({ file: name, code: error.code, reason: error.message });
    }
  }

  const pictures = files.filter((each) => fileKind(each) === 'picture' && !used.has(each)).map(nameOf);
  if (pictures.length > 0) {
    const report = await importPictureGroups(world, groupPictures(pictures), {
      shopId: shop.id,
      actorId: shop.ownerAccountId,
      pictures: pictureFolder([folder], ingest),
      onProgress: progressOf('pictures', say),
    });
    outcome.sheets.push({ file: isFolder ? `${path.basename(root)} (pictures)` : path.basename(root), report });
  }

  for (const file of files.filter((each) => fileKind(each) === 'video')) {
    say(`  ${nameOf(file)}: reading the clip\n`);
    outcome.clips.push({ file: nameOf(file), ...(await importClip(world, shop, file)) });
  }
  return outcome;
}

/** A clip becomes a draft of the shop's owner, named like its file; words and goods are added in the studio. */
async function importClip(
  world: World,
  shop: Shop,
  file: string,
): Promise<{ outcome: PathReport['clips'][number]['outcome']; reason: string }> {
  const asset = await ingestFile(world, { ownerId: shop.ownerAccountId, path: file, kind: 'video' });
  if (asset.refusal) return { outcome: 'refused', reason: `${asset.refusal.code}  ${asset.refusal.detail}` };
  const title = path.basename(file, path.extname(file)).replace(/[_-]+/g, ' ').trim().slice(0, 60);
  try {
    await world.act(
      (act) =>
        createVideo(act, {
          id: newId(),
          authorId: shop.ownerAccountId,
          authorShopIds: [shop.id],
          assetId: asset.id,
          title: title === '' ? shop.name : title,
          caption: '',
          categoryId: null,
          tags: [],
          shopId: shop.id,
          goods: [],
          synthetic: false,
        }),
      shop.ownerAccountId,
    );
    return { outcome: 'draft made', reason: '' };
  } catch (error) {
    if (error instanceof Problem && error.code === 'content.upload_used') return { outcome: 'unchanged', reason: '' };
    throw error;
  }
}

function progressOf(name: string, say: (text: string) => void): (done: number, rows: number) => void {
  return (done, rows) => say(`\r  ${name}: ${done} of ${rows} rows${done === rows ? '\n' : ''}`);
}

/** Files below a folder, sorted; hidden ones and links are left out. @throws StartRefused beyond 20,000 files. */
async function listFiles(root: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const full = path.join(folder, entry.name);
      if (entry.isDirectory() && depth < depthMax) await visit(full, depth + 1);
      else if (entry.isFile()) found.push(full);
      if (found.length > filesMax)
        throw new StartRefused(`This folder holds more than ${filesMax} files; import its folders one by one.`);
    }
  };
  await visit(root, 0);
  return found;
}

async function findShop(world: World, wanted: string | undefined): Promise<Shop> {
  const isId = wanted !== undefined && /^[0-9a-f-]{36}$/i.test(wanted);
  const shops = isId
    ? [...(await shopsById(world.database, [wanted])).values()]
    : await shopsByName(world.database, wanted ?? '', 20);
  const exact = shops.filter((shop) => shop.name === wanted);
  const [shop, ...others] = exact.length === 1 ? exact : shops;
  if (shop && others.length === 0) return shop;
  const names = shops.map((each) => `  ${each.id}  ${each.name}`).join('\n');
  if (shops.length === 0)
    throw new StartRefused(
      wanted
        ? `There is no shop "${wanted}". Open it in the studio first.`
        : 'There is no shop yet. Open one in the studio first.',
    );
  throw new StartRefused(`Say which shop the goods belong to with --shop:\n${names}`);
}
