import { type Act, sql } from '../kernel/index.ts';

/** Sets the rate a shop pays creators from now on, basis points (0 to 8,000); lines already placed keep theirs. */
export async function setShopRate(act: Act, shopId: string, rateBp: number): Promise<void> {
  await act.run(sql`
    insert into settlement.shop_rates (shop_id, set_at, rate_bp, set_by)
    values (${shopId}, ${act.now.toISOString()}, ${rateBp}, ${act.actor ?? 'system'})
    on conflict (shop_id, set_at) do update set rate_bp = excluded.rate_bp, set_by = excluded.set_by`);
}
