import type { RequestContext } from '../request.ts';
import { viewerVector } from '../vectors/viewer-vector.ts';
import type { Proposal, Source } from './source.ts';

/** Asked for beyond the limit, because some will not be admitted. */
const spare = 2;
const leastCosine = 0.05;
const anchorsMax = 12;

/** The nearest items to where the viewer's mind is: an exact scan, or the host's index for very large catalogues. */
export const similar: Source = {
  name: 'similar',
  personal: true,
  propose(context, limit) {
    const vector = limit === 0 ? null : viewerVector(context);
    if (!vector) return [];
    const met = context.viewer?.touches.length ?? 0;
    const anchors = anchorsOf(context);
    const proposals: Proposal[] = [];
    for (const { slot, score } of nearestTo(context, vector, Math.min(4_000, spare * limit + met))) {
      if (proposals.length >= limit) break;
      if (!context.admits(slot)) continue;
      const params = anchorOf(context, anchors, slot);
      proposals.push({ slot, strength: score, reason: { code: 'similar', params } });
    }
    return proposals;
  },
};

interface Anchor {
  readonly slot: number;
  readonly vector: Float32Array;
}

/** The latest wanted items that have a vector. */
function anchorsOf({ state, viewer }: RequestContext): Anchor[] {
  const anchors: Anchor[] = [];
  for (let index = (viewer?.touches.length ?? 0) - 1; index >= 0 && anchors.length < anchorsMax; index--) {
    const { slot, strength } = viewer!.touches[index]!;
    const vector = strength > 0 ? state.vectors.at(slot) : null;
    if (vector) anchors.push({ slot, vector });
  }
  return anchors;
}

function nearestTo(context: RequestContext, vector: Float32Array, k: number): { slot: number; score: number }[] {
  const { vectors } = context.state;
  // An index that was not told of a tenth of the items yet knows less than the scan.
  const isKnowing = vectors.movesWaiting * 10 < vectors.rows;
  const index = vectors.rows > context.policy.limits.exactVectors && isKnowing ? context.serving.vectorIndex : null;
  if (index) return index.search(vector, k).map(({ key, score }) => ({ slot: key, score }));
  return vectors.nearest(vector, k, leastCosine).map(({ row, score }) => ({ slot: row, score }));
}

/** The one of them that lies nearest, for saying why. */
function anchorOf({ state }: RequestContext, anchors: readonly Anchor[], slot: number): string[] {
  const vector = state.vectors.at(slot);
  if (!vector) return [];
  let best = -1;
  let nearest = 0;
  for (const anchor of anchors) {
    let cosine = 0;
    for (let at = 0; at < vector.length; at++) cosine += vector[at]! * anchor.vector[at]!;
    if (cosine <= nearest) continue;
    nearest = cosine;
    best = anchor.slot;
  }
  return best < 0 ? [] : [state.itemIds.nameOf(best)];
}
