import type { HeadErrors } from './head-errors.ts';
import { type Heads, settledShare } from './heads.ts';

/** One candidate before one viewer, as far as waking an interest goes. */
interface Meeting {
  readonly heads: Heads;
  /** 0 without goods. */
  readonly priceMinor: number;
  /** Chance that an interest of the viewer's sleeps here. */
  readonly asleep: number;
}

/** One that governance may hold back. */
interface GovernedMeeting extends Meeting {
  readonly multiplier: number;
}

/** How far goods may be offered to find something out: a first meeting that disappoints closes a category for good. */
const soundnessOf = ({ heads, priceMinor }: Meeting): number =>
  priceMinor > 0 ? Math.max(0, settledShare(heads)) ** 2 : 1;

/**
 * What a meeting may wake: only what is watched wakes anything, and how much is watched says how well it is made, so the
 * chance to be watched counts twice. Of goods only as far as they are sound.
 */
export const wakingOf = (meeting: Meeting): number => soundnessOf(meeting) * meeting.asleep * meeting.heads.watch ** 2;

/** How far what may be woken follows the chance to be watched, and the share of a line that is kept. */
export function slopesOfWaking(meeting: Meeting): { byWatch: number; byShare: number } {
  const { heads, asleep, priceMinor } = meeting;
  return {
    byWatch: 2 * soundnessOf(meeting) * asleep * heads.watch,
    byShare: priceMinor > 0 ? 2 * Math.max(0, settledShare(heads)) * asleep * heads.watch ** 2 : 0,
  };
}

/** How welcome a meeting will be that sells nothing yet: what it may wake, less what it may put off for good. */
export const welcomeOf = (meeting: GovernedMeeting): number =>
  meeting.multiplier * (wakingOf(meeting) - meeting.asleep * meeting.heads.harm);

/** One standard error of the welcome, by the delta method. */
export function welcomeErrorOf(meeting: GovernedMeeting, errors: HeadErrors): number {
  const { byWatch, byShare } = slopesOfWaking(meeting);
  const variance =
    (byWatch * errors.watch) ** 2 +
    (byShare * errors.keep) ** 2 +
    (byShare * errors.deduct) ** 2 +
    (meeting.asleep * errors.harm) ** 2;
  return meeting.multiplier * Math.sqrt(variance);
}
