import { publish } from '../events/index.ts';
import { type Act, json, sql } from '../kernel/index.ts';
import { furtherStatus, type ParcelStatus } from './parcel-state.ts';

export type Scan = { parcelId: string; status: ParcelStatus; at: Date; place: string };

type ParcelRow = {
  id: string;
  order_id: string;
  buyer_id: string;
  shop_id: string;
  state: ParcelStatus;
  promised_by: Date;
  line_ids: string[];
  picked_up_at: Date | null;
  delivered_at: Date | null;
};

/** Takes scans of carriers, real or simulated, in any order and as often as they come; each fact is told once. */
export async function recordScans(act: Act, scans: readonly Scan[]): Promise<void> {
  if (scans.length === 0) return;
  const parcels = new Map(
    (
      await act.rows<ParcelRow>(sql`
        select id, order_id, buyer_id, shop_id, state, promised_by, line_ids, picked_up_at, delivered_at from shipping.parcels
        where id = any(${[...new Set(scans.map((scan) => scan.parcelId))]}::uuid[]) order by id for update`)
    ).map((row) => [row.id, row]),
  );
  await act.run(sql`
    insert into shipping.scans (parcel_id, status, at, place)
    select "parcelId", status, at, place from jsonb_to_recordset(${json(scans.filter((scan) => parcels.has(scan.parcelId)))}::jsonb)
      as scan ("parcelId" uuid, status text, at timestamptz, place text) on conflict do nothing`);
  for (const scan of [...scans].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const parcel = parcels.get(scan.parcelId);
    if (parcel) takeScan(act, parcel, scan);
  }
  const changed = [...parcels.values()].map((parcel) => ({
    id: parcel.id,
    state: parcel.state,
    pickedUpAt: parcel.picked_up_at,
    deliveredAt: parcel.delivered_at,
  }));
  await act.run(sql`
    update shipping.parcels parcel set state = change.state, picked_up_at = change."pickedUpAt", delivered_at = change."deliveredAt"
    from jsonb_to_recordset(${json(changed)}::jsonb) as change (id uuid, state text, "pickedUpAt" timestamptz, "deliveredAt" timestamptz)
    where parcel.id = change.id`);
}

function takeScan(act: Act, parcel: ParcelRow, scan: Scan): void {
  parcel.state = furtherStatus(parcel.state, scan.status);
  if (!parcel.picked_up_at && scan.status !== 'created') {
    parcel.picked_up_at = scan.at;
    publish(
      act,
      'parcel.picked_up',
      parcel.id,
      {
        parcelId: parcel.id,
        orderId: parcel.order_id,
        shopId: parcel.shop_id,
        pickedUpAt: scan.at.toISOString(),
        promisedBy: parcel.promised_by.toISOString(),
        lineIds: parcel.line_ids,
      },
      scan.at,
    );
  }
  if (scan.status === 'out_for_delivery') {
    publish(
      act,
      'parcel.moved',
      parcel.id,
      {
        parcelId: parcel.id,
        orderId: parcel.order_id,
        buyerId: parcel.buyer_id,
        at: scan.at.toISOString(),
        place: scan.place,
        status: 'out_for_delivery',
      },
      scan.at,
    );
  }
  if (scan.status === 'delivered' && !parcel.delivered_at) {
    parcel.delivered_at = scan.at;
    publish(
      act,
      'parcel.delivered',
      parcel.id,
      {
        parcelId: parcel.id,
        orderId: parcel.order_id,
        buyerId: parcel.buyer_id,
        shopId: parcel.shop_id,
        deliveredAt: scan.at.toISOString(),
      },
      scan.at,
    );
  }
}
