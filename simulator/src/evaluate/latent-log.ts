/**
 * What the platform can tell from its own log about latent needs (DOMAIN 3.6): a first intent within seven days of the
 * first content seen in a category, where nothing was bought before.
 */
export interface LatentLog {
  knewBefore(viewer: number, category: number): void;
  exposed(viewer: number, category: number, day: number): void;
  intended(viewer: number, category: number, day: number): void;
  isLatent(viewer: number, category: number): boolean;
}

const withinDays = 7;

export function createLatentLog(viewers: number, categories: number): LatentLog {
  const known = new Uint8Array(viewers * categories);
  const exposedDay = new Float32Array(viewers * categories).fill(Number.NaN);
  const intentDay = new Float32Array(viewers * categories).fill(Number.NaN);
  const cell = (viewer: number, category: number): number => viewer * categories + category;
  const keepFirst = (days: Float32Array, at: number, day: number): void => {
    if (Number.isNaN(days[at]!)) days[at] = day;
  };
  return {
    knewBefore(viewer, category) {
      known[cell(viewer, category)] = 1;
    },
    exposed: (viewer, category, day) => keepFirst(exposedDay, cell(viewer, category), day),
    intended: (viewer, category, day) => keepFirst(intentDay, cell(viewer, category), day),
    isLatent(viewer, category) {
      const at = cell(viewer, category);
      return known[at] === 0 && intentDay[at]! - exposedDay[at]! <= withinDays;
    },
  };
}
