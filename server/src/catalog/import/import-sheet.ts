import { checkClaims } from '../../governance/index.ts';
import type { Act, Queryable, World } from '../../kernel/index.ts';
import { categoryFinder } from '../category.ts';
import { selectByCode, selectCategories } from '../store.ts';
import { decodeText } from './decode-text.ts';
import { type FoundPicture, hashPlanned, type ImportedProduct, importProduct } from './import-product.ts';
import { pictureKind } from './parse-cell.ts';
import { type ImportPlan, type PlannedProduct, planImport } from './plan-import.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { type ReasonCode, type Remark, reasonText } from './reasons.ts';
import type { Field, Sheet } from './sheet.ts';

/**
 * What became of a file. Counts are rows: rows = created + updated + unchanged + rows that were refused. `drafts` are the
 * rows among the imported ones whose product is not on sale; `notices` say why, and what else was left out.
 */
export type ImportReport = {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  drafts: number;
  products: number;
  refused: Remark[];
  notices: Remark[];
};

/** Where pictures come from. `find` gives the digest of the bytes; `ingest` stores a found one and may refuse it. */
export type PictureSource = {
  find(name: string): Promise<{ digest: string } | 'outside' | undefined>;
  ingest(name: string): Promise<FoundPicture['image']>;
};

export const noPictures: PictureSource = { find: async () => undefined, ingest: async () => null };

/** Reads a file by its name's ending. @throws SheetError */
export function readSheet(fileName: string, bytes: Uint8Array): Sheet {
  const text = decodeText(bytes);
  return /\.json$/i.test(fileName) ? readJson(text) : readCsv(text);
}

export async function planSheet(
  queryable: Queryable,
  sheet: Sheet,
  defaultCategoryId: string | undefined,
): Promise<ImportPlan> {
  const categories = await selectCategories(queryable);
  return planImport(sheet, { findCategory: categoryFinder(categories), checkClaims, defaultCategoryId });
}

/**
 * Imports a sheet, one transaction a product, so that a stop in the middle keeps what was done and a second run goes on.
 * `onProgress` is told the rows that are done.
 */
export async function importSheet(
  world: World,
  sheet: Sheet,
  options: {
    shopId: string;
    actorId: string;
    pictures: PictureSource;
    defaultCategoryId?: string | undefined;
    onProgress?: ((rowsDone: number, rows: number) => void) | undefined;
  },
): Promise<ImportReport> {
  const plan = await planSheet(world.database, sheet, options.defaultCategoryId);
  const report = startReport(plan);
  let done = plan.lines.length - plan.products.reduce((sum, product) => sum + product.lines.length, 0);
  for (const planned of plan.products) {
    const found = await findPictures(planned, options.pictures);
    const [known] = await selectByCode(world.database, options.shopId, [planned.code]);
    const unchanged = known?.import_hash?.equals(hashPlanned(planned, found)) ?? false;
    const pictures = unchanged ? found : await ingestPictures(found, options.pictures);
    const imported = await world.act((act) => importProduct(act, options.shopId, planned, pictures), options.actorId);
    addOutcome(report, sheet, planned, pictures, imported);
    done += planned.lines.length;
    options.onProgress?.(done, plan.lines.length);
  }
  return report;
}

/** Imports a small sheet inside one act: all of it or nothing. Pictures cannot come with it. */
export async function importSheetInAct(act: Act, shopId: string, sheet: Sheet): Promise<ImportReport> {
  const plan = await planSheet(act, sheet, undefined);
  const report = startReport(plan);
  for (const planned of plan.products) {
    const pictures = await findPictures(planned, noPictures);
    addOutcome(report, sheet, planned, pictures, await importProduct(act, shopId, planned, pictures));
  }
  return report;
}

function startReport(plan: ImportPlan): ImportReport {
  return {
    rows: plan.lines.length,
    created: 0,
    updated: 0,
    unchanged: 0,
    drafts: 0,
    products: 0,
    refused: [...plan.refused].sort((a, b) => a.line - b.line),
    notices: [...plan.notices],
  };
}

function addOutcome(
  report: ImportReport,
  sheet: Sheet,
  planned: PlannedProduct,
  pictures: readonly FoundPicture[],
  imported: ImportedProduct,
): void {
  const rows = planned.lines.length;
  report[imported.outcome] += rows;
  report.products += 1;
  if (imported.product.state !== 'published') report.drafts += rows;
  const tell = (line: number, field: Field, value: string, code: ReasonCode) =>
    report.notices.push({
      line,
      field: sheet.headers[field] ?? field,
      value: value.slice(0, 200),
      code,
      reason: reasonText(code, sheet.language),
    });
  for (const picture of pictures) if (picture.problem) tell(picture.line, 'images', picture.name, picture.problem);
  if (pictures.length === 0) tell(planned.lines[0] ?? 0, 'images', '', 'picture_none');
  for (const remark of imported.remarks) tell(remark.line, remark.field, remark.value, remark.code);
}

async function findPictures(planned: PlannedProduct, source: PictureSource): Promise<FoundPicture[]> {
  const found: FoundPicture[] = [];
  for (const { name, line } of planned.pictures) {
    const base = { name, line, digest: null, image: null };
    if (pictureKind(name) === 'remote') {
      found.push({ ...base, problem: 'picture_remote' });
      continue;
    }
    const file = await source.find(name);
    if (file === undefined) found.push({ ...base, problem: 'picture_missing' });
    else if (file === 'outside') found.push({ ...base, problem: 'picture_outside' });
    else found.push({ ...base, digest: file.digest, problem: null });
  }
  return found;
}

async function ingestPictures(found: readonly FoundPicture[], source: PictureSource): Promise<FoundPicture[]> {
  const pictures: FoundPicture[] = [];
  for (const picture of found) {
    const image = picture.digest === null ? null : await source.ingest(picture.name);
    pictures.push(
      picture.digest === null || image ? { ...picture, image } : { ...picture, problem: 'picture_unreadable' },
    );
  }
  return pictures;
}
