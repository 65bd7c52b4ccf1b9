/** Text ids on the outside, small integers inside. A number goes to another id only after it was released. */
export interface IdTable {
  readonly size: number;
  /** The number of an id, or -1 when it was never seen. */
  find(id: string): number;
  /** The number of an id, given now if it is new. */
  intern(id: string): number;
  nameOf(number: number): string;
  names(): readonly string[];
  /** Forgets the id of a number, which then waits for `assign`. */
  release(number: number): void;
  /** Gives a released number to a new id. */
  assign(number: number, id: string): void;
}

export function createIdTable(names: readonly string[] = []): IdTable {
  const list = [...names];
  const numbers = new Map<string, number>();
  for (let index = 0; index < list.length; index++) if (list[index] !== '') numbers.set(list[index]!, index);
  return {
    get size() {
      return list.length;
    },
    find: (id) => numbers.get(id) ?? -1,
    intern(id) {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      const number = list.length;
      list.push(id);
      numbers.set(id, number);
      return number;
    },
    nameOf: (number) => list[number] ?? '',
    names: () => list,
    release(number) {
      numbers.delete(list[number]!);
      list[number] = '';
    },
    assign(number, id) {
      list[number] = id;
      numbers.set(id, number);
    },
  };
}

/** The same numbers in an array of at least `length` places; doubles, so that growing is cheap over time. */
export function grow(array: Float64Array, length: number): Float64Array {
  if (length <= array.length) return array;
  const larger = new Float64Array(Math.max(length, array.length * 2, 64));
  larger.set(array);
  return larger;
}
