import { hash32 } from '../random.ts';
import { horizonTicks } from './interactions.ts';
import type { Record } from './record.ts';
import { openRecord, type Replay } from './replay.ts';

/** A moment to learn from: what was known, and what new things each user then wanted. The record is void at the next stand. */
export interface Stand {
  readonly name: string;
  readonly record: Record;
  readonly now: number;
  readonly wanted: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Ticks of history without which standing back teaches nothing. */
const pastLeast = 14;
const holdoutShare = 0.2;
const holdouts = 3;
/** One user in so many has everything wanted hidden, to learn what refusals alone say. */
const blankedOneIn = 10;

/** Stands two and one horizons before `endTick`, and looks one horizon ahead. */
export function* standBack(replay: Replay, endTick: number): Generator<Stand> {
  const { order, tickOfRow } = replay;
  const record = openRecord(replay);
  let next = 0;
  for (const now of [endTick - 2 * horizonTicks, endTick - horizonTicks]) {
    if (now < pastLeast) continue;
    for (; next < order.length && tickOfRow[order[next]!]! < now; next++) record.learn(replay.meetingOf(order[next]!));
    let end = next;
    while (end < order.length && tickOfRow[order[end]!]! < now + horizonTicks) end++;
    const wanted = wantedIn(replay, record, order.subarray(next, end));
    yield { name: `${endTick - now} ticks before the end`, record, now, wanted };
  }
}

/** Without times: hides a fifth of the rows, three times over. */
export function* hideParts(replay: Replay): Generator<Stand> {
  for (let fold = 0; fold < holdouts; fold++) {
    const record = openRecord(replay);
    const hidden: number[] = [];
    for (const row of replay.order) {
      const meeting = replay.meetingOf(row);
      const blanked = meeting.wanted && hash32(`blank|${fold}|${meeting.user}`) % blankedOneIn === 0;
      if (blanked || hash32(`${fold}|${meeting.user}|${meeting.item}`) / 2 ** 32 < holdoutShare) hidden.push(row);
      else record.learn(meeting);
    }
    const wanted = wantedIn(replay, record, Uint32Array.from(hidden));
    yield { name: `part ${fold + 1} of ${holdouts} hidden`, record, now: 0, wanted };
  }
}

/** What of these rows is new to its user, of items that somebody wanted before. */
function wantedIn(replay: Replay, record: Record, rows: Uint32Array): Map<number, Set<number>> {
  const byUser = new Map<number, Set<number>>();
  for (const row of rows) {
    const { user, item, wanted } = replay.meetingOf(row);
    if (!wanted || record.knows(user, item) || record.wantedBy[item]!.length === 0) continue;
    let items = byUser.get(user);
    if (!items) {
      items = new Set();
      byUser.set(user, items);
    }
    items.add(item);
  }
  return byUser;
}

/** So many of a stand's users, drawn the same way every time. */
export function drawUsers({ wanted }: Stand, most: number): number[] {
  return [...wanted.keys()]
    .map((user) => ({ user, draw: hash32(`list|${user}`) }))
    .sort((a, b) => a.draw - b.draw || a.user - b.user)
    .slice(0, most)
    .map(({ user }) => user);
}
