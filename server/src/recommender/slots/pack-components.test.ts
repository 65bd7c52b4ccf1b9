import type { ValueComponents } from '@haowu/interest-engine';
import { describe, expect, test } from 'vitest';
import { packComponents, unpackComponents } from './pack-components.ts';

const goods: ValueComponents = {
  heads: { watch: 0.5, engage: 0.25, click: 0.125, buy: 0.0625, keep: 0.875, deduct: 0.03125, harm: 0.015625 },
  priceMinor: 1999,
  ignorance: 0.75,
  asleep: 0.5,
  woken: 0.25,
  load: { commercial: false, goods: true, fatigue: 0.5, seen: 0.25 },
  multiplier: 1,
};
const card: ValueComponents = {
  heads: { watch: 1, engage: 0, click: 0, buy: 0, keep: 0, deduct: 0, harm: 0 },
  priceMinor: 0,
  ignorance: 1,
  asleep: 0,
  woken: 1,
  load: { commercial: true, goods: false, fatigue: 0, seen: 0 },
  multiplier: 0.5,
};

describe('the pool of a drawn place, as bytes', () => {
  test('comes back as it was', () => {
    expect(unpackComponents(packComponents([goods, card]))).toEqual([goods, card]);
    expect(unpackComponents(packComponents([]))).toEqual([]);
  });

  test('one written before interests had states is read: nothing slept or woke', () => {
    const ofFormat1 =
      'AQAAAD8AAIA+AAAAPgAAgD0AAGA/AAAAPQAAgDwA4PlEAABAPwAAgD8AAAA/AACAPgAAgD8AAIA/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgD8AAABAAAAAAAAAAAAAAAA/';
    expect(unpackComponents(Buffer.from(ofFormat1, 'base64'))).toEqual([
      { ...goods, asleep: 0, woken: 0 },
      { ...card, asleep: 0, woken: 0 },
    ]);
  });

  test('another format is refused, and so is one cut short', () => {
    expect(() => unpackComponents(Buffer.from([9, 0, 0]))).toThrow('format 9');
    expect(() => unpackComponents(packComponents([goods]).subarray(0, 20))).toThrow(RangeError);
    expect(() => unpackComponents(Buffer.alloc(0))).toThrow(RangeError);
  });
});
