import { defineConfig } from 'vitest/config';

/** Two forks: the machine this is meant for has two cores, and PostgreSQL needs one of them. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/**/*.test.ts',
            'simulator/**/*.test.ts',
            'server/src/**/*.test.ts',
            'scripts/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
            'tests/size/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', 'server/src/**/*.database.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['server/src/**/*.database.test.ts', 'tests/{journeys,faults,abuse}/**/*.test.ts'],
          globalSetup: ['tests/support/start-postgres.ts'],
        },
      },
      { extends: true, test: { name: 'tidy', include: ['tests/tidy/**/*.test.ts'] } },
    ],
  },
});
