import type { z } from 'zod';
import { z as zod } from 'zod';
import { accountCards } from '../identity/index.ts';
import { decodeCursor, encodeCursor, join, type Queryable, type Sql, sql } from '../kernel/index.ts';
import type { reviewJson } from './contract.ts';

export type ReviewAnswer = z.input<typeof reviewJson>;

type Row = {
  id: string;
  buyer_id: string;
  stars: number;
  as_shown: boolean | null;
  text: string;
  images: ReviewAnswer['images'];
  options: string[];
  anonymous: boolean;
  posted_at: Date;
  appended_text: string | null;
  appended_at: Date | null;
};

const columns = sql`id, buyer_id, stars, as_shown, text, images, options, anonymous, posted_at, appended_text, appended_at`;
const cursorShape = zod.tuple([zod.iso.datetime(), zod.uuid()]);

export async function pageReviews(
  queryable: Queryable,
  productId: string,
  query: { cursor?: string | undefined; limit: number; stars?: number | undefined; withText?: boolean | undefined },
) {
  const conditions: Sql[] = [sql`product_id = ${productId}`];
  if (query.stars) conditions.push(sql`stars = ${query.stars}`);
  if (query.withText) conditions.push(sql`text <> ''`);
  if (query.cursor) {
    const [at, id] = decodeCursor(query.cursor, cursorShape);
    conditions.push(sql`(posted_at, id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await queryable.rows<Row>(sql`
    select ${columns} from reviews.reviews where ${join(conditions, ' and ')} order by posted_at desc, id desc limit ${query.limit + 1}`);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await answerReviews(queryable, shown),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.posted_at.toISOString(), last.id]) : null,
  };
}

export async function findReview(queryable: Queryable, id: string): Promise<ReviewAnswer | undefined> {
  const rows = await queryable.rows<Row>(sql`select ${columns} from reviews.reviews where id = ${id}`);
  return (await answerReviews(queryable, rows))[0];
}

async function answerReviews(queryable: Queryable, rows: readonly Row[]): Promise<ReviewAnswer[]> {
  const cards = new Map(
    (
      await accountCards(
        queryable,
        rows.map((row) => row.buyer_id),
      )
    ).map((card) => [card.id, card]),
  );
  return rows.map((row) => {
    const card = row.anonymous ? undefined : cards.get(row.buyer_id);
    return {
      id: row.id,
      author: { nickname: card?.nickname ?? '匿名买家', avatarUrl: card?.avatar_url ?? null },
      stars: row.stars,
      asShown: row.as_shown,
      text: row.text,
      images: row.images,
      options: row.options,
      postedAt: row.posted_at.toISOString(),
      appended:
        row.appended_at && row.appended_text
          ? { text: row.appended_text, postedAt: row.appended_at.toISOString() }
          : null,
      reply: null,
    };
  });
}

export type ReviewSummary = {
  count: number;
  mean: number | null;
  stars: number[];
  asShownYes: number;
  asShownNo: number;
};

function summaryOf(row: { stars: number[]; as_shown_yes: number; as_shown_no: number }): ReviewSummary {
  const count = row.stars.reduce((sum, each) => sum + each, 0);
  const total = row.stars.reduce((sum, each, index) => sum + each * (index + 1), 0);
  return {
    count,
    mean: count > 0 ? Math.round((total / count) * 100) / 100 : null,
    stars: row.stars,
    asShownYes: row.as_shown_yes,
    asShownNo: row.as_shown_no,
  };
}

export const noReviews: ReviewSummary = { count: 0, mean: null, stars: [0, 0, 0, 0, 0], asShownYes: 0, asShownNo: 0 };

/** Summaries by product id; products nobody judged are left out (use `noReviews`). */
export async function reviewSummaries(
  queryable: Queryable,
  productIds: readonly string[],
): Promise<Map<string, ReviewSummary>> {
  const rows = await queryable.rows<{ product_id: string; stars: number[]; as_shown_yes: number; as_shown_no: number }>(
    sql`select product_id, stars, as_shown_yes, as_shown_no from reviews.summaries where product_id = any(${productIds}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.product_id, summaryOf(row)]));
}

/** The summary over all products of a shop. */
export async function shopReviewSummary(queryable: Queryable, shopId: string): Promise<ReviewSummary> {
  const row = await queryable.one<{ stars: number[]; as_shown_yes: number; as_shown_no: number }>(sql`
    select array[coalesce(sum(stars[1]), 0), coalesce(sum(stars[2]), 0), coalesce(sum(stars[3]), 0), coalesce(sum(stars[4]), 0), coalesce(sum(stars[5]), 0)]::int[] as stars,
      coalesce(sum(as_shown_yes), 0)::int as as_shown_yes, coalesce(sum(as_shown_no), 0)::int as as_shown_no
    from reviews.summaries where shop_id = ${shopId}`);
  return summaryOf(row);
}
