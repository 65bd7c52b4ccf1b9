import type { Queryable } from '../kernel/index.ts';
import { type Asset, assetsById } from '../media/index.ts';
import { pictureUnknown } from './errors.ts';
import type { Image } from './product.ts';

/** A finished picture of media as the catalogue keeps it; null for a clip or a picture that is not ready. */
export function imageOf(asset: Asset): Image | null {
  const [large] = asset.sources;
  if (asset.kind !== 'image' || asset.state !== 'ready' || !large) return null;
  const { url, width, height } = asset.sources.at(-1) ?? large;
  return {
    assetId: asset.id,
    url: large.url,
    width: large.width,
    height: large.height,
    thumbhash: asset.thumbhash,
    small: { url, width, height },
  };
}

/**
 * Pictures of a product in the given order, each once.
 * @throws Problem `catalog.picture_unknown` when one is not a finished upload of these people.
 */
export async function imagesOf(
  queryable: Queryable,
  assetIds: readonly string[],
  ownerIds: readonly string[],
): Promise<Image[]> {
  const ids = [...new Set(assetIds)];
  const assets = await assetsById(queryable, ids);
  return ids.map((id, index) => {
    const asset = assets.get(id);
    const image = asset && ownerIds.includes(asset.ownerId) ? imageOf(asset) : null;
    if (!image)
      throw pictureUnknown({ errors: [{ path: `imageAssetIds.${index}`, message: 'not an upload of yours' }] });
    return image;
  });
}
