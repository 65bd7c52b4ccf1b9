import type { Design } from './score-design.ts';
import { logit, sigmoid } from './score-rows.ts';

/** Rows that the curvature is estimated from; the slopes always come from all rows. */
const curveRowsMax = 30_000;

/**
 * Ridge logistic regression: weights of the design's columns, the constant not pulled towards 0. Steps go along the slopes of all
 * rows, turned by the curvature of a part of them, and are halved until they help.
 */
export function fitLinear(
  design: Design,
  labels: Uint8Array,
  rows: Int32Array,
  pull: number,
  roundsMax = 25,
): Float64Array {
  const { width } = design;
  const weights = new Float64Array(width);
  let positives = 0;
  for (const row of rows) positives += labels[row]!;
  weights[0] = logit((positives + 0.5) / (rows.length + 1));
  let state = measure(design, labels, rows, weights, pull);
  let turn = invertCurvature(design, rows, weights, pull);
  for (let round = 0; round < roundsMax; round++) {
    if (round === 3 || round === 8) turn = invertCurvature(design, rows, weights, pull);
    const step = turn(state.slopes);
    let size = 1;
    let next = state;
    let trial = weights;
    do {
      trial = weights.map((weight, at) => weight + size * step[at]!);
      next = measure(design, labels, rows, trial, pull);
      size /= 2;
    } while (!(next.loss < state.loss) && size > 1e-3);
    if (!(next.loss < state.loss)) break;
    weights.set(trial);
    const gained = state.loss - next.loss;
    state = next;
    if (gained < 1e-6 * rows.length) break;
  }
  return weights;
}

export function linearLogOdds({ rows, width, values }: Design, weights: Float64Array): Float64Array {
  const logOdds = new Float64Array(rows);
  for (let row = 0; row < rows; row++) logOdds[row] = dot(values, row * width, weights, width);
  return logOdds;
}

function dot(values: Float32Array, base: number, weights: Float64Array, width: number): number {
  let total = 0;
  for (let at = 0; at < width; at++) total += values[base + at]! * weights[at]!;
  return total;
}

/** Loss with its pull, and the slopes that lead downhill. */
function measure(design: Design, labels: Uint8Array, rows: Int32Array, weights: Float64Array, pull: number) {
  const { width, values } = design;
  const slopes = new Float64Array(width);
  let loss = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const base = row * width;
    const z = dot(values, base, weights, width);
    const label = labels[row]!;
    loss += Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - z * label;
    const miss = label - sigmoid(z);
    for (let k = 0; k < width; k++) slopes[k] = slopes[k]! + miss * values[base + k]!;
  }
  for (let k = 1; k < width; k++) {
    loss += 0.5 * pull * weights[k]! ** 2;
    slopes[k] = slopes[k]! - pull * weights[k]!;
  }
  return { loss, slopes };
}

/** Solves curvature × step = slopes, by a Cholesky factor of the curvature over a part of the rows, scaled up to all of them. */
function invertCurvature(
  { width, values }: Design,
  rows: Int32Array,
  weights: Float64Array,
  pull: number,
): (slopes: Float64Array) => Float64Array {
  const stride = Math.max(1, Math.ceil(rows.length / curveRowsMax));
  const curve = new Float64Array(width * width);
  const weighed = new Float64Array(width);
  for (let at = 0; at < rows.length; at += stride) {
    const base = rows[at]! * width;
    const p = sigmoid(dot(values, base, weights, width));
    for (let k = 0; k < width; k++) weighed[k] = stride * p * (1 - p) * values[base + k]!;
    for (let a = 0; a < width; a++) {
      const scale = weighed[a]!;
      const line = a * width;
      for (let b = 0; b <= a; b++) curve[line + b] = curve[line + b]! + scale * values[base + b]!;
    }
  }
  for (let k = 0; k < width; k++) curve[k * width + k]! += k === 0 ? 1e-3 : pull;
  factorise(curve, width);
  return (slopes) => {
    const x = slopes.slice();
    for (let a = 0; a < width; a++) {
      for (let b = 0; b < a; b++) x[a] = x[a]! - curve[a * width + b]! * x[b]!;
      x[a] = x[a]! / curve[a * width + a]!;
    }
    for (let a = width - 1; a >= 0; a--) {
      for (let b = a + 1; b < width; b++) x[a] = x[a]! - curve[b * width + a]! * x[b]!;
      x[a] = x[a]! / curve[a * width + a]!;
    }
    return x;
  };
}

/** Lower Cholesky factor in place; a direction without curvature is given a little. */
function factorise(matrix: Float64Array, size: number): void {
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let value = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) value -= matrix[row * size + k]! * matrix[column * size + k]!;
      matrix[row * size + column] =
        row === column ? Math.sqrt(Math.max(value, 1e-9)) : value / matrix[column * size + column]!;
    }
  }
}
