import { sum } from './item-facts.ts';
import type { Record } from './record.ts';

/** How much more an item is wanted where the asker is than by all; natural logs by item, 0 where nothing is known. */
export interface RegionLift {
  /** The asker's side against all: the largest region is one side, all other regions together are the other. */
  readonly side: Float32Array;
  /** The asker's own region against its side; 0 in the largest, which is its side. */
  readonly own: Float32Array;
}

/** Wanting fades over so many ticks, and what is older than so many times that is not counted. */
const fadingTicks = 90;
const fadingsMost = 6;
/** Shares of a side are held to those of all as by so much wanting, those of a region to the others of its side. */
const sideSlack = 1000;
const ownSlack = 300;
/** Only so many regions, the largest by wanting, speak for themselves; the others as their side does. */
const ownRegionsMost = 64;

/** What regions want at one moment. An asker of unknown region, or a log of a single region, is told nothing. */
export function readRegionLifts(record: Record, now: number): (region: number) => RegionLift {
  const { items } = record;
  const none = new Float32Array(items);
  const nothing = { side: none, own: none };
  const regions = largestRegions(record, now);
  if (regions.length < 2) return () => nothing;
  const wanted = new Map(regions.map((region) => [region, new Float64Array(items)]));
  const all = new Float64Array(items);
  walk(record, now, (entry, region, weight) => {
    const item = record.courseItem.values[entry]!;
    all[item]! += weight;
    const own = wanted.get(region);
    if (own) own[item]! += weight;
  });
  const largest = regions[0]!;
  const total = sum(all) + 0.5 * items;
  const shareOfAll = all.map((weight) => (weight + 0.5) / total);
  const elsewhere = without(all, wanted.get(largest)!);
  const shareElsewhere = heldTo(shareOfAll, elsewhere, sideSlack);
  const ofLargest = {
    side: logRatio(heldTo(shareOfAll, wanted.get(largest)!, sideSlack), shareOfAll),
    own: none,
  };
  const ofOthers = { side: logRatio(shareElsewhere, shareOfAll), own: none };
  const lifts = new Map<number, RegionLift>();
  return (region) => {
    if (region < 0) return nothing;
    if (region === largest) return ofLargest;
    const own = wanted.get(region);
    if (!own) return ofOthers;
    let lift = lifts.get(region);
    if (!lift) {
      // Held to the others of its side, not to the whole of it: what it wants itself must not count twice.
      const others = heldTo(shareOfAll, without(elsewhere, own), sideSlack);
      lift = { side: ofOthers.side, own: logRatio(heldTo(others, own, ownSlack), shareElsewhere) };
      lifts.set(region, lift);
    }
    return lift;
  };
}

/** Regions with most wanting first; of equal ones the lower number. */
function largestRegions(record: Record, now: number): number[] {
  const weightOf = new Map<number, number>();
  walk(record, now, (_, region, weight) => void weightOf.set(region, (weightOf.get(region) ?? 0) + weight));
  const byWeight = [...weightOf].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return byWeight.slice(0, ownRegionsMost).map(([region]) => region);
}

/** Entries of the course with a region, latest first, and what each still weighs. */
function walk(
  { courseItem, courseTick, courseRegion }: Record,
  now: number,
  visit: (entry: number, region: number, weight: number) => void,
): void {
  const oldest = now - fadingsMost * fadingTicks;
  for (let entry = courseItem.length - 1; entry >= 0; entry--) {
    const tick = courseTick.values[entry]!;
    if (tick < oldest) break;
    const region = courseRegion.values[entry]!;
    if (region >= 0) visit(entry, region, Math.exp(-Math.max(0, now - tick - 0.5) / fadingTicks));
  }
}

function heldTo(share: Float64Array, wanted: Float64Array, slack: number): Float64Array {
  const total = sum(wanted) + slack;
  return wanted.map((weight, item) => (weight + slack * share[item]!) / total);
}

function without(all: Float64Array, some: Float64Array): Float64Array {
  return all.map((weight, item) => Math.max(0, weight - some[item]!));
}

function logRatio(share: Float64Array, reference: Float64Array): Float32Array {
  return Float32Array.from(share, (value, item) => Math.log(value / reference[item]!));
}
