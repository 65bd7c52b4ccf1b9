import { newId, type World } from '../../kernel/index.ts';
import type { Image } from '../product.ts';
import { createProduct } from '../save-product.ts';
import { selectByCode, writeStateReasons } from '../store.ts';
import type { PictureGroup } from './group-pictures.ts';
import type { ImportReport, PictureSource } from './import-sheet.ts';
import { reasonText } from './reasons.ts';

/**
 * Makes one draft of every group of pictures: a name and pictures, no price and no category yet. A group that was
 * imported before stays as the merchant has made it. A row is a picture; `line` is its position in the folder.
 */
export async function importPictureGroups(
  world: World,
  groups: readonly PictureGroup[],
  options: {
    shopId: string;
    actorId: string;
    pictures: PictureSource;
    onProgress?: (rowsDone: number, rows: number) => void;
  },
): Promise<ImportReport> {
  const rows = groups.reduce((sum, group) => sum + group.pictures.length, 0);
  const report: ImportReport = {
    rows,
    created: 0,
    updated: 0,
    unchanged: 0,
    drafts: 0,
    products: 0,
    refused: [],
    notices: [],
  };
  let done = 0;
  for (const group of groups) {
    const count = group.pictures.length;
    const [known] = await selectByCode(world.database, options.shopId, [group.code]);
    if (known) report.unchanged += count;
    else {
      const images: Image[] = [];
      for (const [index, name] of group.pictures.entries()) {
        const image = await options.pictures.ingest(name);
        if (image) images.push(image);
        else
          report.refused.push({
            line: done + index + 1,
            field: 'images',
            value: name,
            code: 'picture_unreadable',
            reason: reasonText('picture_unreadable', 'en'),
          });
      }
      if (images.length > 0) {
        await world.act(async (act) => {
          const product = await createProduct(act, newId(), {
            shopId: options.shopId,
            productCode: group.code,
            title: group.title,
            categoryId: 'other',
            images,
            optionNames: [],
            variants: [],
          });
          await writeStateReasons(act, product.id, [{ code: 'from_picture', detail: group.code }]);
        }, options.actorId);
        report.created += images.length;
        report.drafts += images.length;
        report.products += 1;
      }
    }
    done += count;
    options.onProgress?.(done, rows);
  }
  return report;
}
