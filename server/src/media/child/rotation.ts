/**
 * Filters that turn a picture upright. Phones store a portrait clip lying on its side with a display matrix
 * (nine 32-bit integers, little endian here) that says how to turn it.
 */
export function uprightFilters(matrix: Buffer | null): { filters: string[]; swapsSides: boolean } {
  if (!matrix || matrix.length < 36) return { filters: [], swapsSides: false };
  const at = (index: number) => matrix.readInt32LE(index * 4);
  const degrees = Math.round((Math.atan2(at(1), at(0)) * 180) / Math.PI);
  const clockwise = ((degrees % 360) + 360) % 360;
  if (Math.abs(clockwise - 90) <= 2) return { filters: ['transpose=clock'], swapsSides: true };
  if (Math.abs(clockwise - 180) <= 2) return { filters: ['hflip', 'vflip'], swapsSides: false };
  if (Math.abs(clockwise - 270) <= 2) return { filters: ['transpose=cclock'], swapsSides: true };
  return { filters: [], swapsSides: false };
}
