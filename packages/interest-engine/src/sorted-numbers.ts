/** Numbers with repeats, read in order. Additions wait until they are asked for, so that filling costs one sort. */
export interface SortedNumbers {
  add(number: number): void;
  remove(number: number): void;
  readonly size: number;
  /** The number at a place of the ascending order. */
  at(index: number): number | undefined;
}

/** Up to so many additions are put in one by one. */
const fewAdditions = 32;

export function createSortedNumbers(): SortedNumbers {
  let sorted: number[] = [];
  let added: number[] = [];

  const placeOf = (number: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const settle = (): void => {
    if (added.length === 0) return;
    if (added.length > fewAdditions) sorted = [...sorted, ...added].sort((a, b) => a - b);
    else for (const number of added) sorted.splice(placeOf(number), 0, number);
    added = [];
  };

  return {
    add: (number) => void added.push(number),
    remove(number) {
      const waiting = added.lastIndexOf(number);
      if (waiting >= 0 && added.length - waiting <= fewAdditions) {
        added.splice(waiting, 1);
        return;
      }
      settle();
      const place = placeOf(number);
      if (sorted[place] === number) sorted.splice(place, 1);
    },
    get size() {
      return sorted.length + added.length;
    },
    at(index) {
      settle();
      return sorted[index];
    },
  };
}
