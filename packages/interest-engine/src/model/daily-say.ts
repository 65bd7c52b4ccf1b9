import type { SnapshotReader, SnapshotWriter } from './layout.ts';

/**
 * How many impressions of one viewer or device the model learned from today. Counts know the item and bound each viewer
 * there; but the model shares its weights among all items, so whoever floods many of them is bounded here: beyond a
 * thousand a day, more than anyone swipes, the model does not listen.
 */
export interface DailySay {
  /** Whether one more may be learned from; counts it. */
  admit(voice: number, day: number): boolean;
  /** Impressions that were one too many, ever. */
  readonly refused: number;
  save(writer: SnapshotWriter): void;
}

const mostADay = 1_000;
/** Two voices in one cell share their say; a cell fills up only by floods. */
const cells = 2 ** 16;

export function createDailySay(saved?: SnapshotReader): DailySay {
  const counts = new Uint16Array(cells);
  let today = 0;
  let refused = 0;
  if (saved) {
    const numbers = saved.f64('model.say');
    today = numbers[0]!;
    refused = numbers[1]!;
    for (let index = 2; index < numbers.length; index += 2) counts[numbers[index]!] = numbers[index + 1]!;
  }
  return {
    get refused() {
      return refused;
    },
    admit(voice, day) {
      if (day > today) {
        today = day;
        counts.fill(0);
      }
      const cell = (voice ^ (voice >>> 16)) & (cells - 1);
      if (counts[cell]! >= mostADay) {
        refused++;
        return false;
      }
      counts[cell]!++;
      return true;
    },
    save(writer) {
      const numbers = [today, refused];
      for (let cell = 0; cell < cells; cell++) if (counts[cell] !== 0) numbers.push(cell, counts[cell]!);
      writer.section('model.say', Float64Array.from(numbers));
    },
  };
}
