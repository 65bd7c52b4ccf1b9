import { expect, test } from 'vitest';
import { Record } from './record.ts';
import { readRegionLifts } from './region-lift.ts';

/** Region 0 wants items 0 and 1 and now and then 2 or 3, region 1 items 1 and 2, region 2 items 1 and 3; region 0 is by far the largest. */
function recordOf(peopleByRegion: readonly number[]): Record {
  const record = new Record(4);
  let user = 0;
  for (const [region, people] of peopleByRegion.entries()) {
    for (let person = 0; person < people; person++, user++) {
      record.historyOf(user).region = region;
      const own = region === 0 && person % 8 < 2 ? 2 + (person % 8) : [0, 2, 3][region]!;
      for (const item of [1, own])
        record.learn({ user, item, tick: person % 20, wanted: true, logPrice: 0, logQuantity: 0 });
    }
  }
  return record;
}

test('what a region wants stands out there, its own things more than those of the other regions abroad', () => {
  const liftOf = readRegionLifts(recordOf([4000, 700, 700]), 20);
  const [home, one] = [liftOf(0), liftOf(1)];
  const whole = ({ side, own }: typeof home, item: number) => side[item]! + own[item]!;
  expect(whole(one, 2)).toBeGreaterThan(0.5);
  expect(whole(one, 2)).toBeGreaterThan(whole(one, 3));
  expect(one.side[2]!).toBeCloseTo(one.side[3]!, 1);
  expect(whole(one, 0)).toBeLessThan(-0.5);
  expect(whole(home, 0)).toBeGreaterThan(0);
  expect(whole(home, 2)).toBeLessThan(whole(home, 0));
  expect([...home.own]).toEqual([0, 0, 0, 0]);
});

test('little is believed of few', () => {
  const many = readRegionLifts(recordOf([4000, 700, 700]), 20)(1);
  const few = readRegionLifts(recordOf([4000, 7, 7]), 20)(1);
  expect(few.side[2]! + few.own[2]!).toBeLessThan((many.side[2]! + many.own[2]!) / 2);
});

test('one region, or none known, says nothing', () => {
  for (const lift of [readRegionLifts(recordOf([300]), 20)(0), readRegionLifts(recordOf([300, 50]), 20)(-1)])
    expect([...lift.side, ...lift.own].every((value) => value === 0)).toBe(true);
});

test('of two regions the smaller is not counted twice, and much the same is said whichever of two equals is larger', () => {
  const whole = (people: readonly number[], region: number, item: number) => {
    const { side, own } = readRegionLifts(recordOf(people), 20)(region);
    return side[item]! + own[item]!;
  };
  expect(whole([700, 699], 1, 2)).toBeCloseTo(whole([699, 700], 1, 2), 0);
  expect(whole([700, 699], 0, 0)).toBeCloseTo(whole([699, 700], 0, 0), 0);
  // Its 700 are 1,400 wants against a slack of 300: no more than what it wants is believed.
  expect(whole([4000, 700], 1, 2)).toBeLessThan(Math.log(700 / 1400 / ((700 + 500) / 9400)) + 0.05);
});

test('regions beyond the largest speak as their side does', () => {
  const record = new Record(3);
  for (let user = 0; user < 400; user++) {
    record.historyOf(user).region = user < 200 ? 0 : user - 199;
    record.learn({ user, item: user < 200 ? 0 : 1, tick: 1, wanted: true, logPrice: 0, logQuantity: 0 });
  }
  const liftOf = readRegionLifts(record, 2);
  expect(liftOf(200)).toBe(liftOf(190));
  expect(liftOf(200).side[1]!).toBeGreaterThan(0);
  expect([...liftOf(200).own]).toEqual([0, 0, 0]);
});
