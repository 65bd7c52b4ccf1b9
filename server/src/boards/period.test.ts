import { expect, test } from 'vitest';
import { daysBetween, periodOf } from './period.ts';

const now = new Date('2026-11-23T17:00:00.000Z');
const zone = 'Asia/Shanghai';

test('without dates: the last 30 business days, and the 30 before', () => {
  expect(periodOf({}, now, zone)).toEqual({
    fromDay: '2026-10-26',
    toDay: '2026-11-24',
    daysCount: 30,
    previous: { fromDay: '2026-09-26', toDay: '2026-10-25' },
  });
});

test('one day, and the day before it, over the end of a year', () => {
  const period = periodOf({ from: '2027-01-01', to: '2027-01-01' }, now, zone);
  expect(period.previous).toEqual({ fromDay: '2026-12-31', toDay: '2026-12-31' });
  expect(daysBetween('2026-12-30', '2027-01-02')).toHaveLength(4);
});

test.each([
  { from: '2026-11-02', to: '2026-11-01' },
  { from: '2020-01-01', to: '2026-11-01' },
])('refused: %o', (asked) => {
  expect(() => periodOf(asked, now, zone)).toThrow(/period/);
});
