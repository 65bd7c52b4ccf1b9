import type { SparseRows } from '../ease/fit-ease.ts';

/** A list of numbers that grows. */
class NumberList {
  values = new Int32Array(8);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

/** What one user has met, in order of first meeting. */
export class History {
  readonly items = new NumberList();
  /** Tick of the latest meeting, by place in `items`. */
  readonly latest = new NumberList();
  /** 1 wanted, 0 refused. */
  readonly wanted = new NumberList();
  wantedCount = 0;
  firstTick = -1;
  lastTick = -1;
  /** Number of the latest basket: what was wanted within one tick. */
  basket = -1;
  pricedRows = 0;
  logPriceSum = 0;
  logQuantitySum = 0;
  /** Where the user is; -1 unknown. */
  region = -1;
}

/** One row, as the record learns it. Logs are natural; `logPrice` and `logQuantity` are 0 where unknown. */
export interface Meeting {
  user: number;
  item: number;
  tick: number;
  wanted: boolean;
  logPrice: number;
  logQuantity: number;
}

/**
 * All that is known up to a moment: users' histories, items' counts, and when items were wanted. Rows are learned in order
 * of time; a user wanting the same item twice within one tick counts once.
 */
export class Record {
  readonly histories: History[] = [];
  readonly items: number;
  /** Users who wanted the item, in order. */
  readonly wantedBy: NumberList[];
  readonly refusals: Float64Array;
  readonly firstTick: Float64Array;
  readonly lastTick: Float64Array;
  readonly rows: Float64Array;
  readonly logPriceSum: Float64Array;
  readonly logQuantitySum: Float64Array;
  /** The course of wanting: items by tick; 1 where it was that user's first time, 2 more on the user's first tick of all. */
  readonly courseItem = new NumberList();
  readonly courseTick = new NumberList();
  readonly courseNew = new NumberList();
  /** The basket each entry of the course belongs to, and how many entries each basket has. */
  readonly courseBasket = new NumberList();
  readonly basketSize = new NumberList();
  /** The region of the user of each entry of the course. */
  readonly courseRegion = new NumberList();
  readonly #places = new Map<number, number>();

  constructor(items: number) {
    this.items = items;
    this.wantedBy = Array.from({ length: items }, () => new NumberList());
    this.refusals = new Float64Array(items);
    this.firstTick = new Float64Array(items).fill(Number.NaN);
    this.lastTick = new Float64Array(items).fill(Number.NaN);
    this.rows = new Float64Array(items);
    this.logPriceSum = new Float64Array(items);
    this.logQuantitySum = new Float64Array(items);
  }

  historyOf(user: number): History {
    while (this.histories.length <= user) this.histories.push(new History());
    return this.histories[user]!;
  }

  /** Whether the user has wanted or refused the item before. */
  knows(user: number, item: number): boolean {
    return this.#places.has(user * this.items + item);
  }

  learn({ user, item, tick, wanted, logPrice, logQuantity }: Meeting): void {
    const history = this.historyOf(user);
    const key = user * this.items + item;
    let place = this.#places.get(key);
    const fresh = place === undefined;
    if (place === undefined) {
      place = history.items.length;
      this.#places.set(key, place);
      history.items.push(item);
      history.latest.push(tick);
      history.wanted.push(0);
      if (!wanted) this.refusals[item]!++;
    }
    if (!wanted) return;
    const first = history.wanted.values[place] === 0;
    if (first) {
      history.wanted.values[place] = 1;
      history.wantedCount++;
      this.wantedBy[item]!.push(user);
      if (!fresh) this.refusals[item]!--;
    }
    if (first || history.latest.values[place] !== tick) {
      if (history.firstTick < 0) history.firstTick = tick;
      if (history.basket < 0 || history.lastTick !== tick) {
        history.basket = this.basketSize.length;
        this.basketSize.push(0);
      }
      this.basketSize.values[history.basket]!++;
      this.courseBasket.push(history.basket);
      this.courseItem.push(item);
      this.courseRegion.push(history.region);
      this.courseTick.push(tick);
      this.courseNew.push((first ? 1 : 0) + (history.firstTick === tick ? 2 : 0));
    }
    history.latest.values[place] = tick;
    history.lastTick = tick;
    history.pricedRows++;
    history.logPriceSum += logPrice;
    history.logQuantitySum += logQuantity;
    if (Number.isNaN(this.firstTick[item]!)) this.firstTick[item] = tick;
    this.lastTick[item] = tick;
    this.rows[item]!++;
    this.logPriceSum[item]! += logPrice;
    this.logQuantitySum[item]! += logQuantity;
  }

  /** Histories as a sparse matrix: `weigh` gives the value of an entry, 0 leaves it out. */
  toRows(weigh: (wanted: boolean, latestTick: number) => number): SparseRows {
    const starts = new Uint32Array(this.histories.length + 1);
    const total = this.histories.reduce((sum, history) => sum + history.items.length, 0);
    const columns = new Int32Array(total);
    const values = new Float32Array(total);
    let filled = 0;
    for (const [user, { items, latest, wanted }] of this.histories.entries()) {
      for (let place = 0; place < items.length; place++) {
        const value = weigh(wanted.values[place] === 1, latest.values[place]!);
        if (value === 0) continue;
        columns[filled] = items.values[place]!;
        values[filled++] = value;
      }
      starts[user + 1] = filled;
    }
    return { starts, columns: columns.subarray(0, filled), values: values.subarray(0, filled) };
  }
}
