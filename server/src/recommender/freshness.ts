/** How long what is recorded takes until this process has learned it: the last measurements, in a bounded ring. */
export type Freshness = {
  add(ms: number): void;
  summary(): {
    eventsCount: number;
    p50Ms: number | null;
    p99Ms: number | null;
    /** Ends of the ranges in milliseconds; the last has none. */
    histogram: { upToMs: number | null; count: number }[];
  };
};

const bounds = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000, null] as const;

export function createFreshness(measurementsMax = 4_096): Freshness {
  const ring = new Float64Array(measurementsMax);
  let added = 0;
  return {
    add(ms) {
      ring[added % measurementsMax] = Math.max(0, ms);
      added += 1;
    },
    summary() {
      const sorted = ring.slice(0, Math.min(added, measurementsMax)).sort();
      const at = (share: number): number | null => sorted[Math.ceil(share * sorted.length) - 1] ?? null;
      const histogram = bounds.map((upToMs): { upToMs: number | null; count: number } => ({ upToMs, count: 0 }));
      for (const ms of sorted) {
        const bin = histogram.find(({ upToMs }) => upToMs === null || ms <= upToMs);
        if (bin) bin.count += 1;
      }
      return { eventsCount: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), histogram };
    },
  };
}
