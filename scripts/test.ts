/**
 * `npm test [-- vitest arguments] [--long]`: looks for the programs the tests need, builds the apps, runs every test, and
 * ends with the line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApps } from '../server/src/app/build-apps.ts';
import { findMissing, sayMissing } from './check-programs.ts';
import { countTests, type TestReport } from './count-tests.ts';

const [major = 0] = process.versions.node.split('.').map(Number);
const root = path.resolve(import.meta.dirname, '..');
const skippedShownMax = 60;

function end(passed: number, failed: number): never {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}

if (major < 24) {
  console.error(`The tests need Node 24 and found ${process.version}. Start them with npm test.`);
  end(0, 1);
}
const missing = findMissing();
if (missing.length > 0) {
  console.error(sayMissing(missing));
  end(0, 1);
}

const given = process.argv.slice(2);
const long = given.includes('--long');
const passedOn = given.filter((argument) => argument !== '--long');
const dataFolder = path.resolve(root, process.env.HAOWU_TEST_DATA ?? '../shared/data');

try {
  await buildApps((message) => console.log(`  ${message}`));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  end(0, 1);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-tests-'));
const reportFile = path.join(folder, 'report.json');
const code = await new Promise<number>((resolve) => {
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...passedOn,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...(long ? { HAOWU_TEST_LONG: '1' } : {}) } },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', () => resolve(1));
  child.on('exit', (exitCode) => resolve(exitCode ?? 1));
});

let report: TestReport | undefined;
try {
  report = JSON.parse(readFileSync(reportFile, 'utf8')) as TestReport;
} catch {
  console.error('The tests ended without a report; see the lines above.');
}
rmSync(folder, { recursive: true, force: true });
const count = countTests(report ?? { testResults: [] });

if (!existsSync(dataFolder)) {
  console.log(
    `There is no folder of real catalogues, photographs and clips at ${dataFolder}: tests on real data were skipped. Set HAOWU_TEST_DATA to run them.`,
  );
}
if (count.skipped.length > 0) {
  console.log(`${count.skipped.length} skipped:`);
  for (const name of count.skipped.slice(0, skippedShownMax)) console.log(`  ${name}`);
}
// A run that broke outside any test (a worker died, an error nobody caught) is not green.
end(count.passed, code !== 0 && count.failed === 0 ? 1 : count.failed);
