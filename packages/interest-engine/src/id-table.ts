/** Text ids on the outside, small integers inside. A number once given is never given to another id. */
export interface IdTable {
  readonly size: number;
  /** The number of an id, or -1 when it was never seen. */
  find(id: string): number;
  /** The number of an id, given now if it is new. */
  intern(id: string): number;
  nameOf(number: number): string;
  names(): readonly string[];
}

export function createIdTable(names: readonly string[] = []): IdTable {
  const list = [...names];
  const numbers = new Map<string, number>(list.map((name, index) => [name, index]));
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
  };
}

/** The same numbers in an array of at least `length` places; doubles, so that growing is cheap over time. */
export function grow(array: Float64Array, length: number): Float64Array {
  if (length <= array.length) return array;
  const larger = new Float64Array(Math.max(length, array.length * 2, 64));
  larger.set(array);
  return larger;
}
