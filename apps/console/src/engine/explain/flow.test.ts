import { describe, expect, test } from 'vitest';
import { type FlowStage, flowColumns, flowRibbons, ribbonPath } from './flow.ts';

const sources = ['item-item', 'trending', 'explore'];
const stages: FlowStage[] = [
  { key: 'retrieved', counts: { 'item-item': 300, trending: 200, explore: 100 } },
  { key: 'admitted', counts: { 'item-item': 300, trending: 100 } },
  { key: 'shown', counts: { trending: 2, 'item-item': 6 } },
];

describe('the flow of candidates', () => {
  test('every stage fills the height by share, in the order of the sources', () => {
    const columns = flowColumns(stages, sources, 124, 2);
    expect(columns.map(({ total }) => total)).toEqual([600, 400, 8]);
    expect(columns[0]?.blocks.map(({ y0, y1 }) => [y0, y1])).toEqual([
      [0, 60],
      [62, 102],
      [104, 124],
    ]);
    expect(columns[2]?.blocks.at(-1)?.y1).toBeCloseTo(124);
  });

  test('a source that ends tapers to a point below its neighbour', () => {
    const ribbons = flowRibbons(flowColumns(stages, sources, 124, 2));
    const ended = ribbons.find(({ source, stage }) => source === 'explore' && stage === 0);
    expect(ended?.to[0]).toBe(ended?.to[1]);
    expect(ended?.to[0]).toBeCloseTo(124);
    expect(ribbons).toHaveLength(5);
  });

  test('an empty stage draws nothing', () => {
    const columns = flowColumns([{ key: 'shown', counts: {} }], sources, 100);
    expect(columns[0]).toEqual({ key: 'shown', total: 0, blocks: [] });
    expect(flowRibbons(columns)).toEqual([]);
  });

  test('a ribbon is a closed outline', () => {
    expect(ribbonPath(0, 10, [0, 5], [2, 4])).toBe('M0,0C5,0 5,2 10,2L10,4C5,4 5,5 0,5Z');
  });
});
