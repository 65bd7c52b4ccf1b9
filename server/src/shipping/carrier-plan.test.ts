import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planScans } from './carrier-plan.ts';
import { furtherStatus, parcelStatuses } from './parcel-state.ts';

test('a parcel always travels the same way, forward in time, and is delivered within four days', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const parcel = {
        id,
        createdAt: new Date('2026-11-01T00:00:00Z'),
        origin: '甘肃省定西市',
        destination: { province: '浙江省', city: '杭州市' },
      };
      const plan = planScans(parcel);
      expect(planScans(parcel)).toEqual(plan);
      const times = plan.map((scan) => scan.at.getTime());
      expect([...times].sort((a, b) => a - b)).toEqual(times);
      expect(plan.at(-1)?.status).toBe('delivered');
      expect((times.at(-1) ?? 0) - parcel.createdAt.getTime()).toBeLessThan(4 * 86_400_000);
    }),
  );
});

test('scans in any order end in the same state', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(parcelStatuses.filter((status) => status !== 'lost')), (statuses) => {
      const end = statuses.reduce(furtherStatus, 'created');
      expect(end).toBe([...statuses].sort().reduce(furtherStatus, 'created'));
    }),
  );
});
