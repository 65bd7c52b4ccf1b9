import { businessDay, dayMs } from '../kernel/index.ts';
import { periodBackwards } from './errors.ts';

/** Business days, both included, and the period of equal length just before. */
export type Period = {
  fromDay: string;
  toDay: string;
  previous: { fromDay: string; toDay: string };
  daysCount: number;
};

const defaultDays = 30;
const daysMax = 400;

/** The period somebody asks for; the last 30 business days when nothing is said. @throws Problem `boards.period_backwards`. */
export function periodOf(
  asked: { from?: string | undefined; to?: string | undefined },
  now: Date,
  zone: string,
): Period {
  const toDay = asked.to ?? businessDay(now, zone);
  const fromDay = asked.from ?? addDays(toDay, 1 - defaultDays);
  const daysCount = Math.round((dayNumber(toDay) - dayNumber(fromDay)) / dayMs) + 1;
  if (daysCount < 1 || daysCount > daysMax) throw periodBackwards();
  return {
    fromDay,
    toDay,
    daysCount,
    previous: { fromDay: addDays(fromDay, -daysCount), toDay: addDays(fromDay, -1) },
  };
}

/** Calendar arithmetic on `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return new Date(dayNumber(day) + days * dayMs).toISOString().slice(0, 10);
}

/** Every day from the first to the last. */
export function daysBetween(fromDay: string, toDay: string): string[] {
  const days: string[] = [];
  for (let day = fromDay; day <= toDay; day = addDays(day, 1)) days.push(day);
  return days;
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
