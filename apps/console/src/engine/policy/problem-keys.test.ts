import { ApiProblem } from '@haowu/api-client';
import { expect, test } from 'vitest';
import { problemKeys } from './problem-keys.ts';

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
