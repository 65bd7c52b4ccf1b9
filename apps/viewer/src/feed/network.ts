import type { Network } from './pick-source.ts';

type Connection = { readonly downlink?: number; readonly saveData?: boolean };

const samplesMax = 4;
const samples: number[] = [];

/** Listens to finished downloads of media; small and cached ones say nothing about the line. */
export function watchThroughput(): () => void {
  if (typeof PerformanceObserver === 'undefined') return () => {};
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
      const bytes = entry.transferSize;
      const ms = entry.responseEnd - entry.responseStart;
      if (bytes < 60_000 || ms < 20 || !/\.(mp4|webp|jpg)(\?|$)/.test(entry.name)) continue;
      samples.push((bytes * 8) / ms);
      if (samples.length > samplesMax) samples.shift();
    }
  });
  observer.observe({ type: 'resource', buffered: true });
  return () => observer.disconnect();
}

/** The line as measured last; before any measurement what the browser believes. */
export function currentNetwork(): Network {
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  const measured = samples.length > 0 ? Math.max(...samples) : undefined;
  const believed = connection?.downlink === undefined ? undefined : connection.downlink * 1_000;
  return { kbitPerSecond: measured ?? believed, saveData: connection?.saveData === true };
}
