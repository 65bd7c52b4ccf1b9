import { createHash } from 'node:crypto';
import { type Act, newId, sql } from '../kernel/index.ts';
import { shopsById } from '../shops/index.ts';
import { planScans } from './carrier-plan.ts';

export type NewParcel = {
  orderId: string;
  buyerId: string;
  shopId: string;
  carrier: string;
  waybillNumber?: string | undefined;
  /** The dispatch promise: a pick-up after it is late (DOMAIN P21). */
  promisedBy: Date;
  lineIds: readonly string[];
  destination: { province: string; city: string };
};

/** Registers a parcel with its carrier. In demo mode the carrier simulator scans it from now on. */
export async function createParcel(act: Act, parcel: NewParcel): Promise<{ parcelId: string; waybillNumber: string }> {
  const id = newId();
  const waybillNumber =
    parcel.waybillNumber ??
    `${parcel.carrier.toUpperCase()}${BigInt(`0x${createHash('sha256').update(id).digest('hex').slice(0, 12)}`)}`;
  const origin = await originOf(act, parcel.shopId);
  const simulated = act.world.config.mode === 'demo';
  const firstScan = simulated
    ? planScans({ id, createdAt: act.now, origin, destination: parcel.destination })[0]
    : undefined;
  await act.run(sql`
    insert into shipping.parcels (id, order_id, buyer_id, shop_id, carrier, waybill_number, state, promised_by, line_ids, destination, created_at, next_scan_at)
    values (${id}, ${parcel.orderId}, ${parcel.buyerId}, ${parcel.shopId}, ${parcel.carrier}, ${waybillNumber}, 'created', ${parcel.promisedBy},
      ${parcel.lineIds}::uuid[], ${JSON.stringify({ ...parcel.destination, origin })}::jsonb, ${act.now}, ${firstScan?.at ?? null})`);
  await act.run(
    sql`insert into shipping.scans (parcel_id, status, at, place) values (${id}, 'created', ${act.now}, ${origin})`,
  );
  return { parcelId: id, waybillNumber };
}

async function originOf(act: Act, shopId: string): Promise<string> {
  const shop = (await shopsById(act, [shopId])).get(shopId);
  return shop?.region || '发货地';
}
