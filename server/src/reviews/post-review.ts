import { publish } from '../events/index.ts';
import { restrictedAmong } from '../governance/index.ts';
import { type Act, json, newId, notFound, sql } from '../kernel/index.ts';
import { findLine, noteReview } from '../orders/index.ts';
import { judgeReview } from './abuse-filter.ts';
import { appendedAlready, commentRestricted, notReceivedYet, reviewedAlready } from './errors.ts';

export type NewReview = {
  lineId: string;
  buyerId: string;
  stars: number;
  asShown: boolean | null;
  text: string;
  images: unknown[];
  anonymous: boolean;
};

/**
 * A buyer judges a received line, once (DOMAIN 4.1 journey 3). The as-shown answer is kept only for lines that came
 * from a content. @throws Problem `request.not_found`, `reviews.not_received_yet`, `reviews.reviewed_already`.
 */
export async function postReview(act: Act, review: NewReview): Promise<string> {
  const line = await findLine(act, review.lineId, review.buyerId);
  if (!line) throw notFound();
  if (line.order_state !== 'received') throw notReceivedYet();
  if ((await restrictedAmong(act, 'account', [review.buyerId], 'comment')).size > 0) throw commentRestricted();
  if (!(await noteReview(act, review.lineId))) throw reviewedAlready();
  const { counted, reason } = await judgeReview(act, {
    buyerId: review.buyerId,
    shopId: line.shop_id,
    text: review.text,
  });
  const asShown = line.content_id ? review.asShown : null;
  const id = newId();
  await act.run(sql`
    insert into reviews.reviews (id, line_id, order_id, product_id, shop_id, buyer_id, content_id, stars, as_shown, text, images, options, anonymous, counted, not_counted_reason, posted_at)
    values (${id}, ${line.id}, ${line.order_id}, ${line.product_id}, ${line.shop_id}, ${review.buyerId}, ${line.content_id}, ${review.stars}, ${asShown}, ${review.text},
      ${json(review.images)}::jsonb, ${line.options}::text[], ${review.anonymous}, ${counted}, ${reason}, ${act.now})`);
  publish(act, 'review.posted', id, {
    reviewId: id,
    orderId: line.order_id,
    lineId: line.id,
    productId: line.product_id,
    shopId: line.shop_id,
    buyerId: review.buyerId,
    stars: review.stars,
    asShown,
    contentId: line.content_id,
    postedAt: act.now.toISOString(),
    counted,
  });
  if (counted) await addToSummary(act, line.product_id, line.shop_id, review.stars, asShown);
  return id;
}

/** The hottest row comes last. */
async function addToSummary(
  act: Act,
  productId: string,
  shopId: string,
  stars: number,
  asShown: boolean | null,
): Promise<void> {
  await act.flushFacts();
  const counts = [1, 2, 3, 4, 5].map((each) => (each === stars ? 1 : 0));
  await act.run(sql`
    insert into reviews.summaries as summary (product_id, shop_id, stars, as_shown_yes, as_shown_no)
    values (${productId}, ${shopId}, ${counts}::int[], ${asShown === true ? 1 : 0}, ${asShown === false ? 1 : 0})
    on conflict (product_id) do update set
      stars = (select array_agg(summary.stars[n] + excluded.stars[n] order by n) from generate_series(1, 5) n),
      as_shown_yes = summary.as_shown_yes + excluded.as_shown_yes, as_shown_no = summary.as_shown_no + excluded.as_shown_no`);
}

/** 追评: more to say later, once. */
export async function appendReview(act: Act, id: string, buyerId: string, text: string): Promise<void> {
  const appended = await act.run(sql`
    update reviews.reviews set appended_text = ${text}, appended_at = ${act.now} where id = ${id} and buyer_id = ${buyerId} and appended_at is null`);
  if (appended > 0) return;
  const exists = await act.maybe(sql`select 1 from reviews.reviews where id = ${id} and buyer_id = ${buyerId}`);
  throw exists ? appendedAlready() : notFound();
}
