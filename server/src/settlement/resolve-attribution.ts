import { shopStaff } from '../identity/index.ts';
import { type Touch, touchesOf } from '../interactions/index.ts';
import type { Queryable } from '../kernel/index.ts';
import { type Content, selectContents, selectShopRates } from './store.ts';

export type AttributionLine = {
  /** Whatever names the line to the caller. */
  lineId: string;
  productId: string;
  shopId: string;
  /** The category's rate, basis points; a rate the shop set goes before it. */
  rateBp: number;
  /** Content the client says the buyer came from; believed only with a touch of it on the server. */
  claimedContentId: string | null;
};
export type Attribution = { contentId: string | null; creatorId: string | null; commissionRateBp: number };

const touchDays = 15;
const rateMaxBp = 8_000;
const nobody: Attribution = { contentId: null, creatorId: null, commissionRateBp: 0 };
/** Taps on goods: the click of DOMAIN 3.4. */
const clickKinds = new Set(['click_goods', 'open_product', 'cart']);

/**
 * Contract attribution (DOMAIN 3.4): the last content about the product that the buyer tapped within 15 days, or the
 * one the order came from when the server knows that the buyer met it. One creator a line; nobody earns by buying through
 * one's own link, and a shop's own people and videos earn nothing from their shop.
 */
export async function resolveAttribution(
  database: Queryable,
  request: { buyerId: string; at: Date; lines: readonly AttributionLine[] },
): Promise<Map<string, Attribution>> {
  const { buyerId, at, lines } = request;
  if (lines.length === 0) return new Map();
  const claimedIds = [...new Set(lines.flatMap((line) => line.claimedContentId ?? []))];
  const clicks = await touchesOf(database, buyerId, {
    now: at,
    sinceDays: touchDays,
    productIds: [...new Set(lines.map((line) => line.productId))],
  });
  const met =
    claimedIds.length > 0
      ? await touchesOf(database, buyerId, { now: at, sinceDays: touchDays, contentIds: claimedIds })
      : [];
  const contents = await selectContents(database, [
    ...new Set([...clicks, ...met].flatMap((touch) => touch.contentId ?? [])),
  ]);
  const origins = new Map(lines.map((line) => [line.lineId, originOf(line, clicks, met, contents)]));

  const earning = lines.filter((line) => mayEarn(origins.get(line.lineId), line, buyerId));
  const shopIds = [...new Set(earning.map((line) => line.shopId))];
  const staff = earning.length > 0 ? await shopStaff(database, shopIds) : [];
  const rates = earning.length > 0 ? await selectShopRates(database, shopIds) : new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const origin = origins.get(line.lineId);
      if (!origin) return [line.lineId, nobody];
      const worksThere = staff.some((each) => each.shopId === line.shopId && each.accountId === origin.authorId);
      const rateBp = Math.min(rateMaxBp, rates.get(line.shopId) ?? line.rateBp);
      if (!mayEarn(origin, line, buyerId) || worksThere || rateBp <= 0) {
        return [line.lineId, { ...nobody, contentId: origin.contentId }];
      }
      return [line.lineId, { contentId: origin.contentId, creatorId: origin.authorId, commissionRateBp: rateBp }];
    }),
  );
}

/** The content a line came from: the newest tap on this product in a content that shows it, else the one claimed and met. */
function originOf(
  line: AttributionLine,
  clicks: readonly Touch[],
  met: readonly Touch[],
  contents: ReadonlyMap<string, Content>,
): Content | undefined {
  const shows = (contentId: string | null) => {
    const content = contentId ? contents.get(contentId) : undefined;
    return content?.productIds.includes(line.productId) ? content : undefined;
  };
  const tapped = clicks
    .filter((touch) => touch.productId === line.productId && clickKinds.has(touch.kind) && shows(touch.contentId))
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())[0];
  if (tapped) return shows(tapped.contentId);
  return met.some((touch) => touch.contentId === line.claimedContentId) ? shows(line.claimedContentId) : undefined;
}

function mayEarn(origin: Content | undefined, line: AttributionLine, buyerId: string): boolean {
  return origin !== undefined && origin.authorId !== buyerId && origin.shopId !== line.shopId;
}
