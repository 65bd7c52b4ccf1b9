import type { Record } from './record.ts';

/** How much more an item is wanted where the asker is than by all; natural logs by item, 0 where nothing is known. */
export interface RegionLift {
  /** The asker's side against all: the region of most wanting is one side, all other regions together are the other. */
  readonly side: Float32Array;
  /** The asker's own region against its side. */
  readonly own: Float32Array;
}

/** Wanting fades over so many ticks. */
const fadingTicks = 90;
/** Shares of a side are held to those of all as by so much wanting, those of a region to its side. */
const sideSlack = 1000;
const ownSlack = 300;
/** Only so many regions, those of most wanting, speak for themselves; the others as their side does. */
const ownRegionsMost = 64;

/** What regions want at one moment. An asker of unknown region, or a log of a single region, is told nothing. */
export function readRegionLifts(record: Record, now: number): (region: number) => RegionLift {
  const { items, courseItem, courseTick, courseRegion } = record;
  const nothing = { side: new Float32Array(items), own: new Float32Array(items) };
  const weightOf = new Map<number, number>();
  for (let entry = 0; entry < courseItem.length; entry++) {
    const region = courseRegion.values[entry]!;
    if (region >= 0) weightOf.set(region, (weightOf.get(region) ?? 0) + fade(courseTick.values[entry]!));
  }
  const largest = [...weightOf].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, ownRegionsMost);
  if (largest.length < 2) return () => nothing;
  const home = largest[0]![0];
  const all = new Float64Array(items);
  const atHome = new Float64Array(items);
  const byRegion = new Map(largest.map(([region]) => [region, region === home ? atHome : new Float64Array(items)]));
  for (let entry = 0; entry < courseItem.length; entry++) {
    const region = courseRegion.values[entry]!;
    if (region < 0) continue;
    const item = courseItem.values[entry]!;
    const weight = fade(courseTick.values[entry]!);
    all[item]! += weight;
    const own = byRegion.get(region);
    if (own) own[item]! += weight;
  }
  const shareOfAll = all.map((weight) => (weight + 0.5) / (sum(all) + 0.5 * items));
  const shareAtHome = heldTo(shareOfAll, atHome, sideSlack);
  const abroad = all.map((weight, item) => Math.max(0, weight - atHome[item]!));
  const shareAbroad = heldTo(shareOfAll, abroad, sideSlack);
  const lifts = new Map<number, RegionLift>();
  return (region) => {
    if (region < 0) return nothing;
    let lift = lifts.get(region);
    if (!lift) {
      const onSide = region === home ? shareAtHome : shareAbroad;
      const own = region === home ? undefined : byRegion.get(region);
      lift = {
        side: logRatio(onSide, shareOfAll),
        own: own ? logRatio(heldTo(onSide, own, ownSlack), onSide) : nothing.own,
      };
      lifts.set(region, lift);
    }
    return lift;
  };

  function fade(tick: number): number {
    return Math.exp(-Math.max(0, now - tick - 0.5) / fadingTicks);
  }
}

function heldTo(share: Float64Array, wanted: Float64Array, slack: number): Float64Array {
  const total = sum(wanted) + slack;
  return wanted.map((weight, item) => (weight + slack * share[item]!) / total);
}

function logRatio(share: Float64Array, reference: Float64Array): Float32Array {
  return Float32Array.from(share, (value, item) => Math.log(value / reference[item]!));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
