import { expect, test } from 'vitest';
import { sortedRows } from './sort-rows.ts';

const rows = [
  { id: 'a', place: 2 },
  { id: 'b', place: null },
  { id: 'c', place: 1 },
  { id: 'd', place: 2 },
];
const ids = (down: boolean) => sortedRows(rows, (row) => row.place, down).map(({ id }) => id);

test('rows sort both ways, ties keep their order, the unknown stays last', () => {
  expect(ids(false)).toEqual(['c', 'a', 'd', 'b']);
  expect(ids(true)).toEqual(['a', 'd', 'c', 'b']);
  expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

test('words sort as words', () => {
  expect(sortedRows(['茶', '布', '瓷'], (row) => row, false)).toEqual(['布', '茶', '瓷']);
});
