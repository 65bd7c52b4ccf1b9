import { bestFirst } from './best-first.ts';

/** The best `capacity` of all that is offered, by score, ties to the lower key: what a full sort would begin with, for less. */
export interface TopList {
  /** Nothing below this comes in any more; ask before working out whether an offer may be made. */
  readonly floor: number;
  offer(key: number, score: number): void;
  /** Best first. */
  sorted(): { key: number; score: number }[];
}

export function createTopList(capacity: number): TopList {
  const keys = new Int32Array(capacity);
  const scores = new Float64Array(capacity);
  let size = 0;

  const isWorse = (a: number, b: number): boolean =>
    scores[a]! < scores[b]! || (scores[a] === scores[b] && keys[a]! > keys[b]!);
  const swap = (a: number, b: number): void => {
    const [key, score] = [keys[a]!, scores[a]!];
    keys[a] = keys[b]!;
    scores[a] = scores[b]!;
    keys[b] = key;
    scores[b] = score;
  };
  const siftUp = (from: number): void => {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!isWorse(child, parent)) return;
      swap(child, parent);
      child = parent;
    }
  };
  const siftDown = (): void => {
    for (let parent = 0; ; ) {
      let child = 2 * parent + 1;
      if (child >= size) return;
      if (child + 1 < size && isWorse(child + 1, child)) child++;
      if (!isWorse(child, parent)) return;
      swap(child, parent);
      parent = child;
    }
  };

  return {
    get floor() {
      if (capacity === 0) return Number.POSITIVE_INFINITY;
      return size < capacity ? Number.NEGATIVE_INFINITY : scores[0]!;
    },
    offer(key, score) {
      if (size < capacity) {
        keys[size] = key;
        scores[size] = score;
        siftUp(size++);
        return;
      }
      if (capacity === 0 || score < scores[0]! || (score === scores[0] && key > keys[0]!)) return;
      keys[0] = key;
      scores[0] = score;
      siftDown();
    },
    sorted() {
      const list: { key: number; score: number }[] = [];
      for (const place of bestFirst(scores.subarray(0, size), keys)) {
        list.push({ key: keys[place]!, score: scores[place]! });
      }
      return list;
    },
  };
}
