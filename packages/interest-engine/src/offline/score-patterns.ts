import { type Affinity, fitAffinity } from './score-affinity.ts';
import type { LabelledRows } from './score-rows.ts';

/** Columns drawn from one table of meetings: sums of its first `patterns`, or `each` of them alone. */
export type Pattern = { name: string; affinity: Affinity; patterns: number[]; rowOffset: number; each: boolean };

/**
 * Who meets what, several ways: refusals alone, wants alone, all meetings, and both labels together with each user as two rows, so
 * that a user's wants and refusals share the items' patterns. Some twice, smoothed little and more.
 */
export function fitPatterns(rows: LabelledRows, seed: string): Pattern[] {
  const { userCount, itemCount, users, items, labels } = rows;
  const where = (label: number) => {
    const places: number[] = [];
    for (let at = 0; at < labels.length; at++) if (labels[at] === label) places.push(at);
    return { users: places.map((at) => users[at]!), items: places.map((at) => items[at]!) };
  };
  const refused = where(0);
  const wanted = where(1);
  const signed = Int32Array.from(users, (user, at) => (labels[at] === 1 ? user : user + userCount));
  const fit = (us: ArrayLike<number>, is: ArrayLike<number>, count: number, smoothing: number, name: string) =>
    fitAffinity(us === signed ? 2 * userCount : userCount, itemCount, us, is, count, smoothing, `${seed}|${name}`);
  const column = (name: string, affinity: Affinity, patterns: number[], rowOffset = 0, each = false): Pattern => ({
    name,
    affinity,
    patterns,
    rowOffset,
    each,
  });
  const both = fit(signed, items, 8, 1, 'both');
  const bothSmooth = fit(signed, items, 6, 10, 'both smooth');
  const six = [1, 2, 3, 4, 5, 6];
  return [
    column('refused', fit(refused.users, refused.items, 5, 1, 'refused'), [1, 3, 5]),
    column('refused smooth', fit(refused.users, refused.items, 3, 10, 'smooth'), [3]),
    column('wanted', fit(wanted.users, wanted.items, 4, 5, 'wanted'), [2, 4]),
    column('met', fit(users, items, 8, 1, 'met'), [2, 4, 8]),
    column('both wanted', both, [2, 6]),
    column('both refused', both, [2, 4, 6, 8], userCount),
    column('both smooth wanted', bothSmooth, six, 0, true),
    column('both smooth refused', bothSmooth, six, userCount, true),
  ];
}
