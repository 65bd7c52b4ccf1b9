import { sigmoid } from './score-rows.ts';

/** log odds = `offset` + the sum of `weights[k]` × the k-th model's log odds. */
export type Blend = { offset: number; weights: Float64Array };

/**
 * Blends several models' held-out log odds so that the chances come true: a logistic regression with a slight pull towards their
 * plain mean. A model that would count negatively is left out, so more of any model never means less.
 */
export function fitBlend(models: Float64Array[], labels: Uint8Array): Blend {
  const kept = models.map((_, model) => model);
  for (;;) {
    const fitted = solve(
      kept.map((model) => models[model]!),
      labels,
    );
    const worst = fitted.weights.findIndex((weight) => weight < 0);
    if (worst < 0 || kept.length === 1) {
      const weights = new Float64Array(models.length);
      kept.forEach((model, at) => {
        weights[model] = Math.max(0.05 / kept.length, fitted.weights[at]!);
      });
      return { offset: fitted.offset, weights };
    }
    kept.splice(worst, 1);
  }
}

export function blendLogOdds({ offset, weights }: Blend, models: Float64Array[]): Float64Array {
  return models[0]!.map((_, at) => {
    let total = offset;
    for (let model = 0; model < models.length; model++) total += weights[model]! * models[model]![at]!;
    return total;
  });
}

function solve(models: Float64Array[], labels: Uint8Array): Blend {
  const size = models.length + 1;
  const rest = new Float64Array(size).fill(1 / models.length);
  rest[0] = 0;
  const weights = rest.slice();
  const inputs = new Float64Array(size);
  inputs[0] = 1;
  for (let round = 0; round < 20; round++) {
    const slopes = weights.map((weight, k) => rest[k]! - weight);
    const curve = new Float64Array(size * size);
    for (let k = 0; k < size; k++) curve[k * size + k] = 1;
    for (let at = 0; at < labels.length; at++) {
      let z = weights[0]!;
      for (let model = 0; model < models.length; model++) {
        inputs[model + 1] = models[model]![at]!;
        z += weights[model + 1]! * inputs[model + 1]!;
      }
      const p = sigmoid(z);
      for (let a = 0; a < size; a++) {
        slopes[a]! += (labels[at]! - p) * inputs[a]!;
        for (let b = 0; b < size; b++) curve[a * size + b]! += p * (1 - p) * inputs[a]! * inputs[b]!;
      }
    }
    const step = eliminate(curve, slopes, size);
    let moved = 0;
    for (let k = 0; k < size; k++) {
      const move = Math.max(-0.5, Math.min(0.5, step[k]!));
      weights[k]! += move;
      moved += Math.abs(move);
    }
    if (moved < 1e-9) break;
  }
  return { offset: weights[0]!, weights: weights.slice(1) };
}

/** Gaussian elimination for a small symmetric positive matrix. */
function eliminate(matrix: Float64Array, right: Float64Array, size: number): Float64Array {
  const a = matrix.slice();
  const x = right.slice();
  for (let k = 0; k < size; k++) {
    for (let row = k + 1; row < size; row++) {
      const factor = a[row * size + k]! / a[k * size + k]!;
      for (let column = k; column < size; column++) a[row * size + column]! -= factor * a[k * size + column]!;
      x[row]! -= factor * x[k]!;
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let column = k + 1; column < size; column++) x[k]! -= a[k * size + column]! * x[column]!;
    x[k]! /= a[k * size + k]!;
  }
  return x;
}
