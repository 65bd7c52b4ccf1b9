/** The part of vitest's JSON report that is counted. */
export type TestReport = {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
};

export type TestCount = { passed: number; failed: number; skipped: string[] };

const notRun = new Set(['skipped', 'pending', 'todo', 'disabled']);

/** Counts tests; a file that failed without a failed test (it could not be loaded, or its set-up broke) counts as one. */
export function countTests(report: TestReport): TestCount {
  const count: TestCount = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') count.passed += 1;
      else if (status === 'failed') failedHere += 1;
      else if (notRun.has(status)) count.skipped.push(fullName);
    }
    if (failedHere === 0 && file.status === 'failed') failedHere = 1;
    count.failed += failedHere;
  }
  return count;
}
