import { type LabelledRows, logit, sigmoid } from './score-rows.ts';

/** log odds = `mean` + the user's bias + the item's bias, each drawn towards 0. */
export type Biases = { mean: number; users: Float64Array; items: Float64Array };

/** Two-way logistic biases by alternating Newton steps, with the given pull towards 0. */
export function fitBiases(rows: LabelledRows, userPull: number, itemPull: number, rounds = 12): Biases {
  const users = new Float64Array(rows.userCount);
  const items = new Float64Array(rows.itemCount);
  let positives = 0;
  for (const label of rows.labels) positives += label;
  let mean = logit((positives + 0.5) / (rows.labels.length + 1));
  const chance = (at: number) => sigmoid(mean + users[rows.users[at]!]! + items[rows.items[at]!]!);
  const step = (of: Int32Array, biases: Float64Array, pull: number) => {
    const slopes = biases.map((bias) => -pull * bias);
    const curves = new Float64Array(biases.length).fill(pull);
    for (let at = 0; at < of.length; at++) {
      const p = chance(at);
      slopes[of[at]!]! += rows.labels[at]! - p;
      curves[of[at]!]! += p * (1 - p);
    }
    for (let k = 0; k < biases.length; k++) {
      // A step of more than 2 in log odds only happens far from the answer, where the curve misleads.
      biases[k]! += Math.max(-2, Math.min(2, slopes[k]! / curves[k]!));
    }
  };
  for (let round = 0; round < rounds; round++) {
    step(rows.users, users, userPull);
    step(rows.items, items, itemPull);
    let slope = 0;
    let curve = 1e-9;
    for (let at = 0; at < rows.labels.length; at++) {
      const p = chance(at);
      slope += rows.labels[at]! - p;
      curve += p * (1 - p);
    }
    mean += Math.max(-2, Math.min(2, slope / curve));
  }
  return { mean, users, items };
}
