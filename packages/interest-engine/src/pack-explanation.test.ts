import { expect, test } from 'vitest';
import { unpackExplanation } from './index.ts';

/** Written before interests had states: a page of a video with goods and one without. */
const ofFormat1 = [
  'AQACAHMCAAB7InJlcXVlc3RJZCI6ImJlZm9yZSIsInBvbGljeVZlcnNpb24iOiJkZWZhdWx0LTUiLCJwZXJzb25hbGlzZWQiOnRydWUsImNv',
  'bnNpZGVyZWQiOjIsInZhbHVlIjp7ImJlaGF2aW91cnMiOnsid2F0Y2giOjAuNiwiZW5nYWdlIjowLjgsImNsaWNrIjowLjE1fSwic2V0dGxl',
  'ZFF1YWxpdHkiOjEsImhhcm0iOjQsImZhdWx0IjozLCJleHBsb3JlIjowLjA2LCJsb2FkIjp7ImNvbW1lcmNpYWwiOjAuMDYsImdvb2RzIjow',
  'LjAyLCJmYXRpZ3VlIjowLjE1LCJzZWVuIjoxfSwicHJpY2VDbGlwUXVhbnRpbGUiOjAuOTl9LCJzb3VyY2VzIjpbIml0ZW0taXRlbSIsImVh',
  'c2UiLCJmb2xsb3dpbmciLCJsaXZlIiwicmVwdXJjaGFzZSIsImludGVyZXN0Iiwic2ltaWxhciIsImNvbnRlbnQiLCJ0cmVuZGluZyIsImZy',
  'ZXNoIiwiZXhwbG9yZSIsInBvb2wiXSwiaGVhZHMiOlsid2F0Y2giLCJlbmdhZ2UiLCJjbGljayIsImJ1eSIsImtlZXAiLCJkZWR1Y3QiLCJo',
  'YXJtIl0sImZlYXR1cmVzIjpbXSwiZGVjaXNpb25zIjpbImV4cGxvcmVfZHJhdyJdLCJtdWx0aXBsaWVyUmVhc29ucyI6W10sImlkcyI6eyIx',
  'IjoidGFsayJ9LCJwYWdlIjpbWzAsMCwwLjU4NDM3NDk5OTk5OTk5OTksW10sbnVsbF0sWzEsMSwxLFtdLG51bGxdXX0BkKGyAABwAIAAAAAA',
  'AAABAAAAAAAAAAAAAAAAAAAAAAAAAA4AAAAAAhEBAAAOAAAAAAARmpmZPs3MTD2PwnU9cxeaPa5HYT+PwvU8bxKDOwCAO0UAAIA/AAAAAAAA',
  'AAAAAIA/AACAPz48tj5JBC4+mpmZPs3MTD2PwnU9AAAAAK5HYT+PwvU8bxKDOwAAAAAAAIA/AAAAAAAAAAAAAIA/AACAP6jGiz47O/s9pgcv',
  'PrzNQj04CDw9MvhnPbEHsD1veRg9AathPKYHLz68zUI9OAg8PQAAAACxB7A9b3kYPQGrYTw=',
].join('');

test('a page kept before interests had states is read, and its terms still add up', () => {
  const read = unpackExplanation(Buffer.from(ofFormat1, 'base64'));
  expect(read).toMatchObject({ requestId: 'before', policyVersion: 'default-5', considered: 2 });
  expect(read.value).toMatchObject({ asleep: 0, woken: 0, explore: 0.06 });
  const [goods, talk] = read.candidates;
  expect(goods).toMatchObject({
    itemId: '0190a1b2-0000-7000-8000-000000000001',
    position: 0,
    sources: ['fresh', 'explore', 'pool'],
    decidedBy: 'explore_draw',
    components: { priceMinor: 3000, ignorance: 1, asleep: 0, woken: 0, multiplier: 1, load: { goods: true, seen: 0 } },
    pool: { pool: 1, status: 'open', owedShare: 1 },
  });
  expect(goods?.errors?.harm).toBeCloseTo(0.013774, 6);
  expect(talk).toMatchObject({
    itemId: 'talk',
    position: 1,
    components: { asleep: 0, woken: 0, load: { goods: false } },
  });
  for (const { terms, score } of read.candidates)
    expect(Object.values(terms).reduce((sum, term) => sum + term, 0)).toBeCloseTo(score, 6);
});

test('a format of the future is refused by its number', () => {
  const bytes = Buffer.from(ofFormat1, 'base64');
  bytes[0] = 9;
  expect(() => unpackExplanation(bytes)).toThrow('format 9');
});
