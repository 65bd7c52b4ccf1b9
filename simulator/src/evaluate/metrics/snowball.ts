import type { Line } from '../town-state.ts';

/**
 * The snowball coefficient (DOMAIN 3.7) over the horizon instead of sixty days: quality GMV of the second half by people
 * who first bought and kept from that seller, or through that author, in the first half, against quality GMV of the first.
 */
export function snowball(lines: readonly Line[], middleAt: number): number {
  const gained = new Set<string>();
  let first = 0;
  let later = 0;
  for (const line of lines) {
    if (line.fake || line.paidAt >= middleAt) continue;
    first += line.qualityMinor;
    if (line.cleanMinor <= 0) continue;
    for (const tie of tiesOf(line)) gained.add(tie);
  }
  for (const line of lines) {
    if (line.fake || line.paidAt < middleAt) continue;
    if (tiesOf(line).some((tie) => gained.has(tie))) later += line.qualityMinor;
  }
  return first <= 0 ? 0 : later / first;
}

function tiesOf({ viewer, shop, clip }: Line): string[] {
  const ties = [`${viewer.index} ${shop.id}`];
  if (clip) ties.push(`${viewer.index} ${clip.authorId}`);
  return ties;
}
