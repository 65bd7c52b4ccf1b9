import { type BoundRoute, bind, notFound } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { appendReview, postReview } from './post-review.ts';
import { findReview, pageReviews } from './read-reviews.ts';

export const routes: BoundRoute[] = [
  bind(contract.postReview, (call) =>
    call.once(async (act) => {
      const { imageAssetIds: _, ...fields } = call.body;
      const id = await postReview(act, { ...fields, buyerId: call.principal.viewerId, images: [] });
      const review = await findReview(act, id);
      if (!review) throw notFound();
      return review;
    }),
  ),
  bind(contract.appendReview, (call) =>
    call.once(async (act) => {
      await appendReview(act, call.params.id, call.principal.viewerId, call.body.text);
      const review = await findReview(act, call.params.id);
      if (!review) throw notFound();
      return review;
    }),
  ),
  bind(contract.listProductReviews, ({ world, params, query }) => pageReviews(world.database, params.id, query)),
];
