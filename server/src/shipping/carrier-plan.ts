import { createHash } from 'node:crypto';
import { hourMs } from '../kernel/index.ts';
import type { ParcelStatus } from './parcel-state.ts';

export type PlannedScan = { status: ParcelStatus; at: Date; place: string };

/**
 * What the carrier simulator will scan, from the parcel's id alone: the same parcel always travels the same way, also
 * after a restart. Pick-up 1-9 h after hand-over, delivery about two to three days later.
 */
export function planScans(parcel: {
  id: string;
  createdAt: Date;
  origin: string;
  destination: { province: string; city: string };
}): PlannedScan[] {
  const digest = createHash('sha256').update(parcel.id).digest();
  const draw = (index: number) => (digest[index] ?? 0) / 255;
  const start = parcel.createdAt.getTime();
  const pickUp = start + (1 + draw(0) * 8) * hourMs;
  const hub = pickUp + (8 + draw(1) * 12) * hourMs;
  const arrival = hub + (14 + draw(2) * 20) * hourMs;
  const out = arrival + (3 + draw(3) * 6) * hourMs;
  const delivered = out + (1 + draw(4) * 5) * hourMs;
  const { province, city } = parcel.destination;
  return [
    { status: 'picked_up', at: new Date(pickUp), place: parcel.origin },
    { status: 'in_transit', at: new Date(hub), place: parcel.origin },
    { status: 'in_transit', at: new Date(arrival), place: province },
    { status: 'out_for_delivery', at: new Date(out), place: city },
    { status: 'delivered', at: new Date(delivered), place: city },
  ];
}

/** When goods ordered now should arrive: the dispatch promise and three days on the road. */
export function estimatedArrival(now: Date, dispatchPromiseHours: number): Date {
  return new Date(now.getTime() + (dispatchPromiseHours + 72) * hourMs);
}
