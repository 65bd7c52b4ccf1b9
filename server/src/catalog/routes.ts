import type { z } from 'zod';
import { shopStaff } from '../identity/index.ts';
import { adjustStock, stockOf } from '../inventory/index.ts';
import {
  type Act,
  type BoundRoute,
  bind,
  newId,
  notFound,
  type Principal,
  type Queryable,
  toMoneyJson,
} from '../kernel/index.ts';
import { minorOf, type ProductFields } from './check-fields.ts';
import * as contract from './contract.ts';
import { fileUnreadable } from './errors.ts';
import { importSheetInAct, readSheet } from './import/import-sheet.ts';
import { SheetError } from './import/sheet.ts';
import { listShopProducts, readShopProducts } from './list-shop-products.ts';
import { imagesOf } from './pictures.ts';
import type { Product } from './product.ts';
import { publishProduct, withdrawProduct } from './publish-product.ts';
import { changeProduct, createProduct } from './save-product.ts';
import { selectCategories, selectVariantOwner } from './store.ts';

type StudioProduct = z.input<typeof contract.studioProductJson>;

async function answersOf(queryable: Queryable, products: readonly Product[]): Promise<StudioProduct[]> {
  const stock = await stockOf(
    queryable,
    products.flatMap((product) => product.variants.map((variant) => variant.id)),
  );
  return products.map((product) => ({
    id: product.id,
    shopId: product.shopId,
    title: product.title,
    titleEn: product.titleEn,
    description: product.description,
    categoryId: product.categoryId,
    origin: product.origin,
    tags: product.tags,
    images: product.images,
    optionNames: product.optionNames,
    variants: product.variants.map((variant) => {
      const { onHand = 0, reserved = 0, available = 0 } = stock.get(variant.id) ?? {};
      return {
        id: variant.id,
        skuCode: variant.skuCode,
        options: variant.options,
        price: toMoneyJson(variant.priceMinor, product.currency),
        strikePrice: variant.strikeMinor === null ? null : toMoneyJson(variant.strikeMinor, product.currency),
        onHand,
        reserved,
        available,
      };
    }),
    dispatchPromiseHours: product.dispatchPromiseHours,
    state: product.state,
    stateReasons: product.stateReasons,
    updatedAt: product.updatedAt.toISOString(),
    publishedAt: product.publishedAt?.toISOString() ?? null,
  }));
}

async function answerOf(queryable: Queryable, product: Product | undefined): Promise<StudioProduct> {
  const [answer] = product ? await answersOf(queryable, [product]) : [];
  if (!answer) throw notFound();
  return answer;
}

/** The body of a request as fields; pictures must be uploads of somebody who works for the shop. */
async function fieldsOf(
  act: Act,
  principal: Principal,
  body: z.output<typeof contract.productInput>,
): Promise<ProductFields> {
  if (!principal.shopIds.includes(body.shopId)) throw notFound();
  const staff = await shopStaff(act, [body.shopId]);
  const { imageAssetIds, variants, ...rest } = body;
  return {
    ...rest,
    images: await imagesOf(
      act,
      imageAssetIds,
      staff.map((member) => member.accountId),
    ),
    variants: variants.map(({ price, strikePrice, ...variant }) => ({
      ...variant,
      priceMinor: minorOf(price),
      strikeMinor: strikePrice === null ? null : minorOf(strikePrice),
    })),
  };
}

export const routes: BoundRoute[] = [
  bind(contract.listCategories, async ({ world }) => {
    const categories = await selectCategories(world.database);
    return {
      items: categories.map(({ id, parentId, name, leaf, noReasonReturn, freshGuarantee }) => ({
        id,
        parentId,
        name,
        leaf,
        noReasonReturn,
        freshGuarantee,
      })),
    };
  }),
  bind(contract.listShopProducts, async ({ world, principal, query }) => {
    const { products, nextCursor } = await listShopProducts(world.database, principal.shopIds, query);
    return { items: await answersOf(world.database, products), nextCursor };
  }),
  bind(contract.readShopProduct, async ({ world, principal, params }) => {
    const [product] = await readShopProducts(world.database, [params.id], principal.shopIds);
    return answerOf(world.database, product);
  }),
  bind(contract.createProduct, (call) =>
    call.once(async (act) => {
      const fields = await fieldsOf(act, call.principal, call.body);
      return answerOf(act, await createProduct(act, newId(), fields));
    }),
  ),
  bind(contract.updateProduct, ({ world, principal, params, body }) =>
    world.act(async (act) => {
      const fields = await fieldsOf(act, principal, body);
      return answerOf(act, await changeProduct(act, params.id, principal.shopIds, fields));
    }, principal.viewerId),
  ),
  bind(contract.publishProduct, ({ world, principal, params }) =>
    world.act(
      async (act) => answerOf(act, await publishProduct(act, params.id, principal.shopIds)),
      principal.viewerId,
    ),
  ),
  bind(contract.withdrawProduct, ({ world, principal, params }) =>
    world.act(
      async (act) => answerOf(act, await withdrawProduct(act, params.id, principal.shopIds)),
      principal.viewerId,
    ),
  ),
  bind(contract.adjustStock, (call) =>
    call.once(async (act) => {
      const { principal, params, body } = call;
      const owner = await selectVariantOwner(act, params.id, principal.shopIds);
      if (!owner) throw notFound();
      await adjustStock(act, params.id, body.delta, body.reason);
      const [product] = await readShopProducts(act, [owner.product_id], principal.shopIds);
      const variant = (await answerOf(act, product)).variants.find((each) => each.id === params.id);
      if (!variant) throw notFound();
      return variant;
    }),
  ),
  bind(contract.importCatalogue, (call) =>
    call.once(async (act) => {
      const { shopId, fileName, contentBase64 } = call.body;
      if (!call.principal.shopIds.includes(shopId)) throw notFound();
      try {
        const sheet = readSheet(fileName, Buffer.from(contentBase64, 'base64'));
        return await importSheetInAct(act, shopId, sheet);
      } catch (error) {
        if (error instanceof SheetError)
          throw fileUnreadable({ detail: error.message, errors: [{ path: 'contentBase64', message: error.code }] });
        throw error;
      }
    }),
  ),
];
