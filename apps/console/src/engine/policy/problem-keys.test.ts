import { ApiProblem } from '@haowu/api-client';
import { expect, test } from 'vitest';
import { problemKeys, problemSentences, standingProblems } from './problem-keys.ts';

test('a refusal is found at its key, however the path is written', () => {
  const refusal = new ApiProblem(422, {
    code: 'policy.out_of_range',
    errors: [
      { path: 'value.harm', message: '"value.harm" must be a number from 0 to 1000.' },
      { path: 'body/policy/mix/diversity', message: 'Too far.' },
      { path: '', message: 'A policy is an object.' },
    ],
  });
  expect([...problemKeys(refusal)]).toEqual([
    ['value.harm', '"value.harm" must be a number from 0 to 1000.'],
    ['mix.diversity', 'Too far.'],
    ['', 'A policy is an object.'],
  ]);
  expect(problemKeys(new Error('other')).size).toBe(0);
});

test('a refusal stands until its key is changed or taken away', () => {
  const refused = { value: { harm: 5000, gmv: 2 }, mix: { diversity: 0.3 } };
  const problems = new Map([
    ['value.harm', 'Too much.'],
    ['value.gmv', 'Unknown.'],
    ['', 'The whole.'],
  ]);
  const standing = (typed: Parameters<typeof standingProblems>[2]) => [
    ...standingProblems(problems, refused, typed).keys(),
  ];
  expect(standing({ ...refused, mix: { diversity: 0.4 } })).toEqual(['value.harm', 'value.gmv', '']);
  expect(standing({ value: { harm: 5, gmv: 2 } })).toEqual(['value.gmv', '']);
  expect(standing({ value: { harm: 5000 } })).toEqual(['value.harm', '']);
  expect(standing(null)).toHaveLength(3);
});

test('a refusal is said in the words of this page, and as the server said it where there are none', () => {
  const field = {
    path: 'pools.second',
    meaning: '',
    unit: 'impressions',
    least: 1,
    most: 1000,
    whole: true,
    editable: true,
  };
  const fields = [field, { ...field, path: 'pools.first' }, { ...field, path: 'value.harm', whole: false }];
  const t = ((key: string, slots: Record<string, string>) =>
    key.endsWith('.unheard_of')
      ? slots.defaultValue
      : [key, slots?.known ?? slots?.most ?? ''].join(' ').trim()) as never;
  const said = (code: string, path: string, refused = {}) =>
    problemSentences(t, new ApiProblem(422, { code }), new Map([[path, 'As said.']]), refused, fields).get(path);
  expect(said('policy.out_of_range', 'value.harm', { value: { harm: -1 } })).toBe('engine.editor.outOfRange 1,000');
  expect(said('policy.out_of_range', 'pools.second', { pools: { second: 1.5 } })).toBe(
    'engine.editor.outOfRangeWhole 1,000',
  );
  expect(said('policy.out_of_range', 'pools.second', { pools: { second: 3 } })).toBe('engine.refusal.quotas');
  expect(said('policy.unknown_key', 'pools.last')).toBe('engine.refusal.unknown_key second, first');
  expect(said('policy.unheard_of', 'pools')).toBe('As said.');
});
