import { shopStaff } from '../identity/index.ts';
import { type Act, dayMs, sql } from '../kernel/index.ts';

const reviewsPerDayMax = 30;
const sameTextMax = 3;
const textLengthForSameText = 6;

/**
 * Whether a review counts in figures. It is shown either way; what is not counted says why.
 * Not counted: people of the shop itself, more reviews a day than a person writes, one text pasted again and again.
 */
export async function judgeReview(
  act: Act,
  review: { buyerId: string; shopId: string; text: string },
): Promise<{ counted: boolean; reason: string | null }> {
  const staff = await shopStaff(act, [review.shopId]);
  if (staff.some((member) => member.accountId === review.buyerId)) return { counted: false, reason: 'own_shop' };
  const recent = await act.one<{ today: number; same_text: number }>(sql`
    select count(*)::int as today, (count(*) filter (where text = ${review.text}))::int as same_text
    from reviews.reviews where buyer_id = ${review.buyerId} and posted_at > ${new Date(act.now.getTime() - dayMs)}`);
  if (recent.today >= reviewsPerDayMax) return { counted: false, reason: 'too_many_a_day' };
  if (review.text.length >= textLengthForSameText && recent.same_text >= sameTextMax)
    return { counted: false, reason: 'same_text' };
  return { counted: true, reason: null };
}
