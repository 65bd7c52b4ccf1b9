/**
 * Places 0, 1, 2, … for whole numbers, in the order in which they are first met: an array by place then holds what a map
 * from number would, without an object. For what a page meets again and again; it forgets nothing.
 */
export interface NumberIndex {
  readonly size: number;
  /** The place of a number, or -1. */
  find(number: number): number;
  /** Gives a number that is not there the next place. */
  add(number: number): number;
}

/** `expected`: how many there may well be; more are no harm. */
export function createNumberIndex(expected = 100): NumberIndex {
  /** Place + 1 by cell; 0 is empty. */
  let cells = new Int32Array(2 ** Math.ceil(Math.log2(2 * expected)));
  let mask = cells.length - 1;
  const numbers: number[] = [];

  const cellOf = (number: number): number => {
    const mixed = Math.imul(number, 0x9e3779b1);
    let cell = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const place = cells[cell]! - 1;
      if (place < 0 || numbers[place] === number) return cell;
      cell = (cell + 1) & mask;
    }
  };

  return {
    get size() {
      return numbers.length;
    },
    find: (number) => cells[cellOf(number)]! - 1,
    add(number) {
      numbers.push(number);
      if (numbers.length * 2 > cells.length) {
        cells = new Int32Array(cells.length * 2);
        mask = cells.length - 1;
        for (let place = 0; place < numbers.length - 1; place++) cells[cellOf(numbers[place]!)] = place + 1;
      }
      cells[cellOf(number)] = numbers.length;
      return numbers.length - 1;
    },
  };
}

/** A function of whole numbers that works each answer out once, and remembers all of them. */
export function remembered<Value>(workOut: (number: number) => Value): (number: number) => Value {
  const index = createNumberIndex();
  const values: Value[] = [];
  return (number) => {
    const known = index.find(number);
    if (known >= 0) return values[known]!;
    const value = workOut(number);
    values.push(value);
    index.add(number);
    return value;
  };
}
