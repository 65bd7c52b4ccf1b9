import { expect, test } from 'vitest';
import { countTests } from './count-tests.ts';

test('passed, failed and skipped tests are told apart', () => {
  const count = countTests({
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'one', status: 'passed' },
          { fullName: 'two', status: 'failed' },
          { fullName: 'three', status: 'skipped' },
          { fullName: 'four', status: 'todo' },
        ],
      },
    ],
  });
  expect(count).toEqual({ passed: 1, failed: 1, skipped: ['three', 'four'] });
});

test('a file that could not be loaded is a failure, though it has no tests', () => {
  expect(countTests({ testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] }).failed).toBe(1);
});
