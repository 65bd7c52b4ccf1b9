/** Bars stacked from zero: what adds goes right, what takes away goes left. Pure. */
export type StackPart = { readonly key: string; readonly value: number };
export type StackSegment = { readonly key: string; readonly from: number; readonly to: number };

/** Places parts end to end from zero, each side on its own; parts of nothing are left out. */
export function stackParts(parts: readonly StackPart[]): StackSegment[] {
  let right = 0;
  let left = 0;
  const segments: StackSegment[] = [];
  for (const { key, value } of parts) {
    if (!Number.isFinite(value) || value === 0) continue;
    if (value > 0) {
      segments.push({ key, from: right, to: right + value });
      right += value;
    } else {
      segments.push({ key, from: left + value, to: left });
      left += value;
    }
  }
  return segments;
}

/** The furthest left and right of several stacks, zero always within. */
export function stackExtent(stacks: readonly (readonly StackPart[])[]): [number, number] {
  let low = 0;
  let high = 0;
  for (const parts of stacks) {
    for (const { from, to } of stackParts(parts)) {
      low = Math.min(low, from);
      high = Math.max(high, to);
    }
  }
  return low === 0 && high === 0 ? [0, 1] : [low, high];
}
