import { expect, test } from 'vitest';
import { emptyAddress, missingFields, regionOf } from './address-fields.ts';

test('an empty address asks for everything but the district', () => {
  expect(missingFields(emptyAddress)).toEqual(['name', 'phone', 'province', 'city', 'detail']);
});

test('a phone of the wrong shape is not a phone', () => {
  const address = { ...emptyAddress, name: '林晓', province: '上海市', city: '上海市', detail: '漕溪北路 88 号' };
  expect(missingFields({ ...address, phone: '12345678901' })).toEqual(['phone']);
  expect(missingFields({ ...address, phone: '13800000001' })).toEqual([]);
});

test('a city that is a province is named once', () => {
  expect(regionOf({ province: '上海市', city: '上海市', district: '徐汇区' })).toBe('上海市 徐汇区');
  expect(regionOf({ province: '浙江省', city: '杭州市', district: '' })).toBe('浙江省 杭州市');
});
