import { json, type Sweep, sql } from '../kernel/index.ts';
import { planScans } from './carrier-plan.ts';
import { recordScans, type Scan } from './record-scans.ts';

const batchMax = 200;

/** The carrier simulator: scans what is due on the business clock. Parcels of real carriers have no `next_scan_at`. */
export const sweeps: Sweep[] = [
  {
    name: 'shipping.carrier-simulator',
    everyMs: 5_000,
    run: (world) =>
      world.act(async (act) => {
        const due = await act.rows<{
          id: string;
          created_at: Date;
          destination: { province: string; city: string; origin: string };
        }>(sql`
          select id, created_at, destination from shipping.parcels where next_scan_at <= ${act.now} order by next_scan_at limit ${batchMax} for update skip locked`);
        if (due.length === 0) return 0;
        const scans: Scan[] = [];
        const next: { id: string; at: Date | null }[] = [];
        for (const parcel of due) {
          const plan = planScans({
            id: parcel.id,
            createdAt: parcel.created_at,
            origin: parcel.destination.origin,
            destination: parcel.destination,
          });
          for (const scan of plan) if (scan.at <= act.now) scans.push({ ...scan, parcelId: parcel.id });
          next.push({ id: parcel.id, at: plan.find((scan) => scan.at > act.now)?.at ?? null });
        }
        await recordScans(act, scans);
        await act.run(sql`
          update shipping.parcels parcel set next_scan_at = planned.at from jsonb_to_recordset(${json(next)}::jsonb) as planned (id uuid, at timestamptz)
          where parcel.id = planned.id`);
        return due.length;
      }, 'carrier:simulator'),
  },
];
