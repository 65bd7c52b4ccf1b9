import { describe, expect, test } from 'vitest';
import {
  changesBetween,
  leavesOf,
  readDocument,
  sectionOf,
  typingOnto,
  valueAt,
  withValue,
} from './policy-document.ts';

const policy = {
  version: 'default-1',
  value: { behaviours: { watch: 0.4, click: 0.15 }, harm: 4 },
  pools: { quotas: [200, 1000] },
};

describe('a policy as a document', () => {
  test('leaves carry dotted paths in the order written, and a list is one leaf', () => {
    expect(leavesOf(policy).map(({ path }) => path)).toEqual([
      'version',
      'value.behaviours.watch',
      'value.behaviours.click',
      'value.harm',
      'pools.quotas',
    ]);
    expect(sectionOf('value.behaviours.watch')).toBe('value');
  });

  test('setting a value leaves the original alone and makes what is missing', () => {
    const next = withValue(policy, 'value.behaviours.watch', 0.5);
    expect(valueAt(next, 'value.behaviours.watch')).toBe(0.5);
    expect(valueAt(policy, 'value.behaviours.watch')).toBe(0.4);
    expect(valueAt(withValue(policy, 'mix.diversity', 0.3), 'mix.diversity')).toBe(0.3);
    expect(valueAt(policy, 'value.nothing')).toBeUndefined();
    expect(valueAt(policy, 'value.toString')).toBeUndefined();
  });

  test('changes name what changed, what came and what went', () => {
    const after = {
      version: 'default-1',
      value: { behaviours: { watch: 0.6 }, harm: 4, explore: 0.1 },
      pools: { quotas: [200, 2000] },
    };
    expect(changesBetween(policy, after)).toEqual([
      { path: 'value.behaviours.watch', before: 0.4, after: 0.6 },
      { path: 'value.explore', before: undefined, after: 0.1 },
      { path: 'pools.quotas', before: [200, 1000], after: [200, 2000] },
      { path: 'value.behaviours.click', before: 0.15, after: undefined },
    ]);
    expect(changesBetween(policy, policy)).toEqual([]);
  });

  test('typing goes onto what somebody else saved, and wins where both changed the same', () => {
    const typed = withValue(withValue(policy, 'value.harm', 6), 'value.behaviours.watch', 0.5);
    const saved = withValue(withValue(policy, 'value.harm', 5), 'value.behaviours.click', 0.2);
    expect(typingOnto(policy, typed, saved).value).toEqual({ behaviours: { watch: 0.5, click: 0.2 }, harm: 6 });
    expect(typingOnto(policy, policy, saved)).toEqual(saved);
  });

  test('typed JSON is read or its fault is told', () => {
    expect(readDocument('{"value":{"harm":4}}')).toEqual({ document: { value: { harm: 4 } } });
    expect(readDocument('[1]')).toHaveProperty('failure');
    expect(readDocument('{"value":')).toHaveProperty('failure');
  });
});
