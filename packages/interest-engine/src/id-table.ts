/** Text ids on the outside, small integers inside. A number goes to another id only after it was released. */
export interface IdTable {
  /** Numbers given out so far, the released ones included: all numbers are below. */
  readonly size: number;
  /** Numbers that wait for another id; the last is given first. */
  readonly free: readonly number[];
  /** The number of an id, or -1 when it was never seen. */
  find(id: string): number;
  /** The number of an id, given now if it is new. */
  intern(id: string): number;
  nameOf(number: number): string;
  /** By number; empty where a number is free. */
  names(): readonly string[];
  /** Forgets the id of a number, which goes to another. */
  release(number: number): void;
}

export function createIdTable(names: readonly string[] = [], free: Iterable<number> = []): IdTable {
  const list = [...names];
  const released = [...free];
  const numbers = new Map<string, number>();
  for (let index = 0; index < list.length; index++) if (list[index] !== '') numbers.set(list[index]!, index);
  return {
    get size() {
      return list.length;
    },
    free: released,
    find: (id) => numbers.get(id) ?? -1,
    intern(id) {
      const known = numbers.get(id);
      if (known !== undefined) return known;
      const number = released.pop() ?? list.length;
      list[number] = id;
      numbers.set(id, number);
      return number;
    },
    nameOf: (number) => list[number] ?? '',
    names: () => list,
    release(number) {
      numbers.delete(list[number]!);
      list[number] = '';
      released.push(number);
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
