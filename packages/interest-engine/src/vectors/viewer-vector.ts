import type { RequestContext } from '../request.ts';
import { normalise, vectorDims } from './item-vectors.ts';

const latestTouches = 50;
/** A dislike pushes away less than a want of the same strength draws. */
const dislikeShare = 0.5;
const pinnedWeight = 1.5;

/** Where a viewer's mind is: the decayed mean of what he wanted less what he refused, of length one; null when nothing is known. */
export function viewerVector(context: RequestContext): Float32Array | null {
  const { viewer, state } = context;
  if (!viewer) return null;
  const sum = new Float32Array(vectorDims);
  let wants = 0;
  const { touches } = viewer;
  for (let index = touches.length - 1; index >= Math.max(0, touches.length - latestTouches); index--) {
    const { slot, strength } = touches[index]!;
    if (strength === 0) continue;
    const vector = state.vectors.at(slot);
    if (!vector) continue;
    const recency = 1 / (1 + 0.05 * (touches.length - 1 - index));
    const weight = recency * (strength > 0 ? strength : dislikeShare * strength);
    if (strength > 0) wants++;
    for (let at = 0; at < vectorDims; at++) sum[at]! += weight * vector[at]!;
  }
  for (const [entity, edit] of viewer.edited) {
    if (edit.state !== 'pinned' && edit.weight === 0) continue;
    if (edit.state === 'blocked') continue;
    // The direction of a feature has length 8: one for each of 64 numbers.
    state.vectors.addFeature(state.entities.nameOf(entity), (pinnedWeight * Math.max(0.5, edit.weight)) / 8, sum);
    wants++;
  }
  if (wants === 0) return null;
  normalise(sum, 0);
  return sum;
}
