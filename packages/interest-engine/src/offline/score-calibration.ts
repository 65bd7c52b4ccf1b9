import { sigmoid } from './score-rows.ts';

/**
 * A straight line over log odds, `a + b × log odds`, that makes held-out chances come true (Platt). Monotone: it never changes an
 * order, since b is kept above 0.
 */
export function fitCalibration(logOdds: Float64Array, labels: Uint8Array): (logOdds: number) => number {
  let a = 0;
  let b = 1;
  for (let round = 0; round < 20; round++) {
    // Newton on the two numbers, with a pull towards the line that changes nothing.
    let slopeA = -a;
    let slopeB = -(b - 1);
    let aa = 1;
    let ab = 0;
    let bb = 1;
    for (let at = 0; at < labels.length; at++) {
      const x = logOdds[at]!;
      const p = sigmoid(a + b * x);
      const curve = p * (1 - p);
      slopeA += labels[at]! - p;
      slopeB += (labels[at]! - p) * x;
      aa += curve;
      ab += curve * x;
      bb += curve * x * x;
    }
    const scale = 1 / (aa * bb - ab * ab);
    const stepA = scale * (bb * slopeA - ab * slopeB);
    const stepB = scale * (aa * slopeB - ab * slopeA);
    a += Math.max(-1, Math.min(1, stepA));
    b = Math.max(0.05, b + Math.max(-0.5, Math.min(0.5, stepB)));
    if (Math.abs(stepA) + Math.abs(stepB) < 1e-9) break;
  }
  return (x) => a + b * x;
}
