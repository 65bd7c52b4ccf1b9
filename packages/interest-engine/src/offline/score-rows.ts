/** Labelled pairs by number: who, what, and whether it was wanted (1) or not (0). Numbers are dense, from 0. */
export type LabelledRows = {
  userCount: number;
  itemCount: number;
  users: Int32Array;
  items: Int32Array;
  labels: Uint8Array;
};

/** Pairs to be scored; -1 stands for a user or item that was never seen. */
export type PairRows = { users: Int32Array; items: Int32Array };

export function takeRows(rows: LabelledRows, places: Int32Array): LabelledRows {
  return {
    ...rows,
    users: places.map((place) => rows.users[place]!),
    items: places.map((place) => rows.items[place]!),
    labels: Uint8Array.from(places, (place) => rows.labels[place]!),
  };
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function logit(p: number): number {
  return Math.log(p / (1 - p));
}
