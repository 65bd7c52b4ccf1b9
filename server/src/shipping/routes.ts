import { type BoundRoute, bind, notFound, sql } from '../kernel/index.ts';
import { readTracking } from './contract.ts';
import { type ParcelStatus, scanText } from './parcel-state.ts';

type Row = {
  id: string;
  carrier: string;
  waybill_number: string;
  state: ParcelStatus;
  scans: { at: string; status: ParcelStatus; place: string }[] | null;
};

export const routes: BoundRoute[] = [
  bind(readTracking, async ({ world, principal, params }) => {
    const rows = await world.database.rows<Row>(sql`
      select parcel.id, parcel.carrier, parcel.waybill_number, parcel.state,
        (select jsonb_agg(jsonb_build_object('at', scan.at, 'status', scan.status, 'place', scan.place) order by scan.at desc) from shipping.scans scan where scan.parcel_id = parcel.id) as scans
      from shipping.parcels parcel
      where parcel.order_id = ${params.id} and (parcel.buyer_id = ${principal.viewerId} or parcel.shop_id = any(${principal.shopIds}::uuid[]))`);
    if (rows.length === 0) throw notFound();
    return {
      parcels: rows.map((row) => ({
        id: row.id,
        carrier: row.carrier,
        waybillNumber: row.waybill_number,
        state: row.state,
        events: (row.scans ?? []).map((scan) => ({
          at: new Date(scan.at).toISOString(),
          status: scan.status,
          place: scan.place,
          text: scanText(scan.status, scan.place),
        })),
      })),
    };
  }),
];
