import { type Interactions, orderByTime, type Tempo, tempoOf, tickOf } from './interactions.ts';
import { type Meeting, Record } from './record.ts';

/** Models are square in the items; the most wanted and the latest wanted are kept, half and half. */
const itemsMost = 8000;

/** Rows of a log made ready to be learned one by one, over the items worth modelling. */
export interface Replay {
  readonly tempo: Tempo | null;
  /** Ticks that have rows end before this one; 0 without times. */
  readonly endTick: number;
  readonly users: number;
  /** Modelled items, as numbers of the log; their place here is their number in the record. */
  readonly items: Int32Array;
  /** Place of a log's item among the modelled, or -1. */
  readonly placeOf: Int32Array;
  /** Row numbers to learn in this order. */
  readonly order: Uint32Array;
  readonly tickOfRow: Int32Array;
  /** Where each user is: the region of his first row that has one; with `knownUntil` that of his first row, named or not. */
  readonly regionOf: Int32Array;
  meetingOf(row: number): Meeting;
}

/** With `knownUntil`, in unix seconds, the choice of items and of the tick looks at earlier rows only. */
export function openReplay(log: Interactions, knownUntil = Infinity): Replay {
  const tempo = tempoOf(log.at?.filter((seconds) => seconds < knownUntil) ?? null) ?? tempoOf(log.at);
  const items = chooseItems(log, itemsMost, knownUntil);
  const placeOf = new Int32Array(log.items).fill(-1);
  for (const [place, item] of items.entries()) placeOf[item] = place;
  const lastTick = tempo && knownUntil === Infinity ? tempo.ticks - 1 : Infinity;
  const tickOfRow = Int32Array.from(log.user, (_, row) => Math.min(lastTick, tickOf(tempo, log.at?.[row] ?? 0)));
  const order = orderByTime(log).filter((row) => placeOf[log.item[row]!]! >= 0);
  const logOf = (values: Float64Array | null, row: number) => {
    const value = values?.[row];
    return value !== undefined && value > 0 ? Math.log(value) : 0;
  };
  return {
    tempo,
    endTick: tempo?.ticks ?? 0,
    users: log.users,
    items,
    placeOf,
    order,
    tickOfRow,
    regionOf: regionsOf(log, knownUntil === Infinity),
    meetingOf: (row) => ({
      user: log.user[row]!,
      item: placeOf[log.item[row]!]!,
      tick: tickOfRow[row]!,
      wanted: log.positive?.[row] !== 0,
      logPrice: logOf(log.unitPrice, row),
      logQuantity: logOf(log.quantity, row),
    }),
  };
}

/** A record of nothing yet, for as many items and users as the replay has. */
export function openRecord(replay: Replay): Record {
  const record = new Record(replay.items.length);
  if (replay.users > 0) record.historyOf(replay.users - 1);
  for (let user = 0; user < replay.users; user++) record.historyOf(user).region = replay.regionOf[user]!;
  return record;
}

/** A shop knows where a visitor is before he buys anything, but not what later rows will say of it. */
function regionsOf({ users, user, region, at }: Interactions, seesLater: boolean): Int32Array {
  const regions = new Int32Array(users).fill(-1);
  const since = new Float64Array(users).fill(Infinity);
  for (let row = 0; region && row < region.length; row++) {
    const who = user[row]!;
    const seconds = at?.[row] ?? 0;
    if ((seesLater && region[row]! < 0) || !(seconds < since[who]!)) continue;
    regions[who] = region[row]!;
    since[who] = seconds;
  }
  return regions;
}

function chooseItems({ items, item, positive, at }: Interactions, most: number, knownUntil: number): Int32Array {
  const wanted = new Float64Array(items);
  const latest = new Float64Array(items).fill(-1);
  const present = new Uint8Array(items);
  for (let row = 0; row < item.length; row++) {
    present[item[row]!] = 1;
    if (positive?.[row] === 0 || (at && at[row]! >= knownUntil)) continue;
    wanted[item[row]!]!++;
    latest[item[row]!] = Math.max(latest[item[row]!]!, at?.[row] ?? 0);
  }
  const all = Int32Array.from({ length: items }, (_, index) => index).filter((index) => present[index] === 1);
  if (all.length <= most) return all;
  const byCount = all.toSorted((a, b) => wanted[b]! - wanted[a]! || latest[b]! - latest[a]! || a - b);
  const kept = new Set(byCount.slice(0, most / 2));
  const rest = byCount.slice(most / 2).sort((a, b) => latest[b]! - latest[a]! || wanted[b]! - wanted[a]! || a - b);
  for (const index of rest.slice(0, most - kept.size)) kept.add(index);
  return Int32Array.from(kept).sort();
}
