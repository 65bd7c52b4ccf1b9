import type { Scene } from './one-of-everything.ts';
import type { PersonName } from './route-samples.ts';

/** Foreign ids where a body or a query asks for one of the sender's own: each must be refused or show nothing. */
export async function foreignReferences(
  scene: Scene,
): Promise<{ name: string; as: PersonName; method: string; path: string; body?: unknown; status: number[] }[]> {
  const line = (await scene.sampleOf('reviews.postReview')).body?.lineId;
  const sent = (await scene.sampleOf('aftersale.openCase')).body?.lineId;
  const clip = (await scene.sampleOf('media.readAsset')).params?.id;
  const product = (await scene.sampleOf('catalog.createProduct')).body ?? {};
  const sheet = (await scene.sampleOf('catalog.importCatalogue')).body ?? {};
  const draft = (await scene.sampleOf('catalog.readShopProduct')).params?.id;
  const checkout = (await scene.sampleOf('orders.placeOrder')).body ?? {};
  const addressId = (await scene.sampleOf('identity.updateAddress')).params?.id;
  const video = (await scene.sampleOf('content.createVideo')).body ?? {};
  const shopId = String(product.shopId);
  return [
    {
      name: 'a review of another buyer’s line',
      as: 'stranger',
      method: 'POST',
      path: '/reviews',
      body: { lineId: line, stars: 1 },
      status: [404],
    },
    {
      name: 'a refund of another buyer’s line',
      as: 'stranger',
      method: 'POST',
      path: '/aftersales',
      body: { lineId: sent, kind: 'refund_only', reason: 'quality' },
      status: [404],
    },
    {
      name: 'an order to another person’s address',
      as: 'stranger',
      method: 'POST',
      path: '/checkouts',
      body: { ...checkout, address: { addressId } },
      status: [404, 422],
    },
    {
      name: 'an order of a visitor to somebody’s address',
      as: 'anonymous',
      method: 'POST',
      path: '/checkouts',
      body: { ...checkout, address: { addressId } },
      status: [404, 422],
    },
    {
      name: 'a product in another shop',
      as: 'staffB',
      method: 'POST',
      path: '/products',
      body: product,
      status: [404],
    },
    {
      name: 'a product moved into another shop',
      as: 'staffB',
      method: 'PUT',
      path: `/studio/products/${draft}`,
      body: product,
      status: [404],
    },
    {
      name: 'an import into another shop',
      as: 'staffB',
      method: 'POST',
      path: '/studio/imports',
      body: sheet,
      status: [404],
    },
    {
      name: 'a product with somebody’s upload as its picture',
      as: 'staffA',
      method: 'POST',
      path: '/products',
      body: { ...product, imageAssetIds: [clip] },
      status: [404, 409, 422],
    },
    {
      name: 'a video made of another creator’s upload',
      as: 'staffB',
      method: 'POST',
      path: '/videos',
      body: { ...video, uploadId: clip },
      status: [404, 422],
    },
    {
      name: 'a video in the name of another shop',
      as: 'creator',
      method: 'POST',
      path: '/videos',
      body: { ...video, shopId },
      status: [403, 404, 422],
    },
    {
      name: 'orders of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/orders?shopId=${shopId}`,
      status: [200, 404],
    },
    {
      name: 'cases of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/aftersales?shopId=${shopId}`,
      status: [200, 404],
    },
    {
      name: 'drafts of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/products?shopId=${shopId}`,
      status: [200, 404],
    },
    {
      name: 'today of another shop',
      as: 'staffB',
      method: 'GET',
      path: `/studio/today?shopId=${shopId}`,
      status: [200, 403, 404],
    },
  ];
}
