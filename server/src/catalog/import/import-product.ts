import { createHash } from 'node:crypto';
import { adjustStock, stockOf } from '../../inventory/index.ts';
import { type Act, json, newId, Problem } from '../../kernel/index.ts';
import type { ProductFields } from '../check-fields.ts';
import type { Image, Product, StateReason } from '../product.ts';
import { publishProduct } from '../publish-product.ts';
import { changeProduct, createProduct } from '../save-product.ts';
import { lockProduct, selectByCode, selectVariants, writeStateReasons } from '../store.ts';
import type { PlannedProduct } from './plan-import.ts';
import type { ReasonCode } from './reasons.ts';

/** A picture the file names: its digest and image, or why there is none. */
export type FoundPicture = {
  name: string;
  line: number;
  digest: string | null;
  image: Image | null;
  problem: Extract<ReasonCode, `picture_${string}`> | null;
};

export type ImportedProduct = {
  outcome: 'created' | 'updated' | 'unchanged';
  product: { id: string; state: Product['state']; stateReasons: StateReason[] };
  remarks: { line: number; field: 'stock' | 'title'; value: string; code: ReasonCode }[];
};

const formatVersion = 1;

/** The same product with the same pictures has the same hash, wherever in the file it stands. */
export function hashPlanned(
  planned: PlannedProduct,
  pictures: readonly Pick<FoundPicture, 'name' | 'digest'>[],
): Buffer {
  const { lines: _, pictures: __, variants, ...rest } = planned;
  const content = {
    formatVersion,
    ...rest,
    variants: variants.map(({ line: ___, ...variant }) => variant),
    pictures: pictures.map(({ name, digest }) => [name, digest]),
  };
  return createHash('sha256').update(json(content)).digest();
}

/**
 * Saves one product of a file: found again by shop and code, unchanged when its hash is. Stock moves by the difference
 * between this file and the one before, so pieces sold in between stay counted. It is published when its pictures are
 * there and the file and the rules do not speak against it.
 */
export async function importProduct(
  act: Act,
  shopId: string,
  planned: PlannedProduct,
  pictures: readonly FoundPicture[],
): Promise<ImportedProduct> {
  const hash = hashPlanned(planned, pictures);
  const fields = fieldsOf(shopId, planned, pictures, hash);
  const { id, outcome, remarks } = await save(act, shopId, planned, fields);
  if (outcome !== 'unchanged') await settleState(act, id, shopId, planned, pictures);
  const product = await lockProduct(act, id, [shopId]);
  if (!product) throw new Error(`product ${id} vanished while it was imported`);
  if (outcome !== 'unchanged' && product.state === 'refused')
    remarks.push({
      line: planned.lines[0] ?? 0,
      field: 'title',
      value: product.stateReasons.map((reason) => reason.detail).join(', '),
      code: 'review_refused',
    });
  return { outcome, product, remarks };
}

async function save(
  act: Act,
  shopId: string,
  planned: PlannedProduct,
  fields: ProductFields & { importHash: Buffer },
): Promise<{ id: string; outcome: ImportedProduct['outcome']; remarks: ImportedProduct['remarks'] }> {
  const [known] = await selectByCode(act, shopId, [planned.code]);
  if (!known) {
    try {
      const product = await createProduct(act, newId(), fields);
      return { id: product.id, outcome: 'created', remarks: [] };
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'catalog.code_taken') throw error;
      // The same file is being imported twice at once; the other one was first, and its row is visible now.
      return save(act, shopId, planned, fields);
    }
  }
  await lockProduct(act, known.id, [shopId]);
  const [current] = await selectByCode(act, shopId, [planned.code]);
  if (current?.import_hash?.equals(fields.importHash)) return { id: known.id, outcome: 'unchanged', remarks: [] };
  const remarks = await moveStock(act, known.id, planned);
  const retry = remarks.length > 0 ? { importHash: Buffer.alloc(0) } : {};
  await changeProduct(act, known.id, [shopId], { ...fields, ...retry });
  return { id: known.id, outcome: 'updated', remarks };
}

/** Moves the stock of known variants by what the file changed; a move that would take sold pieces is left out and said. */
async function moveStock(act: Act, productId: string, planned: PlannedProduct): Promise<ImportedProduct['remarks']> {
  const known = new Map(
    (await selectVariants(act, productId)).toReversed().map((variant) => [JSON.stringify(variant.options), variant]),
  );
  const moves = planned.variants.flatMap((variant) => {
    const before = known.get(JSON.stringify(variant.options));
    const delta = variant.stock - (before?.imported_stock ?? variant.stock);
    return before && delta !== 0 ? [{ variant, skuId: before.id, delta }] : [];
  });
  if (moves.length === 0) return [];
  const stock = await stockOf(
    act,
    moves.map((move) => move.skuId),
  );
  const remarks: ImportedProduct['remarks'] = [];
  for (const { variant, skuId, delta } of moves) {
    if ((stock.get(skuId)?.available ?? 0) + delta < 0) {
      remarks.push({ line: variant.line, field: 'stock', value: String(variant.stock), code: 'stock_in_use' });
      // What stays stored is the stock of the earlier file, so that the next run counts from there.
      const before = known.get(JSON.stringify(variant.options))?.imported_stock;
      variant.stock = before ?? variant.stock;
    } else await adjustStock(act, skuId, delta, 'counted');
  }
  return remarks;
}

async function settleState(
  act: Act,
  id: string,
  shopId: string,
  planned: PlannedProduct,
  pictures: readonly FoundPicture[],
): Promise<void> {
  const product = await lockProduct(act, id, [shopId]);
  if (!product || (product.state !== 'draft' && product.state !== 'refused')) return;
  const reasons: StateReason[] = [
    ...planned.draftReasons.map((code) => ({ code, detail: '' })),
    ...pictures.filter((each) => each.problem).map((each) => ({ code: each.problem ?? '', detail: each.name })),
  ];
  if (pictures.length === 0) reasons.push({ code: 'picture_none', detail: '' });
  if (reasons.length === 0) await publishProduct(act, id, [shopId]);
  else if (product.state === 'draft') await writeStateReasons(act, id, reasons);
}

function fieldsOf(
  shopId: string,
  planned: PlannedProduct,
  pictures: readonly FoundPicture[],
  importHash: Buffer,
): ProductFields & { importHash: Buffer } {
  const images = pictures.flatMap((picture) => (picture.image ? [picture.image] : []));
  return {
    shopId,
    title: planned.title,
    titleEn: planned.titleEn,
    description: planned.description,
    categoryId: planned.categoryId,
    origin: planned.origin,
    tags: planned.tags,
    images: images.length > 0 ? images : undefined,
    optionNames: planned.optionNames,
    variants: planned.variants,
    dispatchPromiseHours: planned.dispatchPromiseHours,
    noReasonReturn: planned.noReasonReturn,
    productCode: planned.code,
    importHash,
  };
}
