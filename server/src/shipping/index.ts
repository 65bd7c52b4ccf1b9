/**
 * Shipping: parcels, carrier scans (port and simulator), late-dispatch facts.
 * Promises that a pick-up and a delivery are told once, however often and in whatever order scans arrive.
 * Never decides what lateness costs; it tells the time it was promised and the time it happened.
 */
export { estimatedArrival } from './carrier-plan.ts';
export { createParcel, type NewParcel } from './create-parcel.ts';
export { recordScans, type Scan } from './record-scans.ts';
export { routes } from './routes.ts';
export { subscribers } from './subscribers.ts';
export { sweeps } from './sweeps.ts';
