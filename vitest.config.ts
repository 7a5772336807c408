import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

/** Tests of the embedded engine measure how long it may take: they want the machine for themselves. */
const timed = [
  'test/integration/embedded-*.spec.ts',
  'test/e2e/start.e2e.spec.ts',
  'test/e2e/workers.e2e.spec.ts',
  // Its bounds of one and two seconds are what is tested.
  'test/e2e/revocations.e2e.spec.ts',
];
/** `npm run test:slow`: processes that start many times, fuzzing, large tables and catalogues, linters of the documents. */
const slow = [
  'test/e2e/audit.e2e.spec.ts',
  'test/e2e/cam2-v1/properties.e2e.spec.ts',
  'test/e2e/cam2-v2/properties.e2e.spec.ts',
  'test/e2e/cam2-v2/round-trip.e2e.spec.ts',
  'test/e2e/cli.e2e.spec.ts',
  'test/e2e/cli-backup.e2e.spec.ts',
  'test/e2e/cli-cameras.e2e.spec.ts',
  'test/e2e/key-rotation.e2e.spec.ts',
  'test/e2e/openapi-examples.e2e.spec.ts',
  'test/e2e/openapi-rules.e2e.spec.ts',
  'test/e2e/openapi-types.e2e.spec.ts',
  'test/e2e/outage.e2e.spec.ts',
  'test/e2e/oauth/refresh-families.e2e.spec.ts',
  'test/e2e/security/slow-requests.e2e.spec.ts',
  'test/e2e/watcher-fuzz.e2e.spec.ts',
  'test/e2e/watcher-v3/collections.e2e.spec.ts',
  'test/integration/access-plans.spec.ts',
  'test/integration/audit-chain.spec.ts',
  'test/integration/camera-catalogue.spec.ts',
  'test/integration/camera-feed-long.spec.ts',
  'test/integration/cameras-plans.spec.ts',
  'test/integration/migrations-beside-writers.spec.ts',
  'test/patterns.spec.ts',
];
const always = ['test/browser/**', 'test/media/**', 'test/services/**', 'node_modules/**'];

export default defineConfig({
  plugins: [
    swc.vite({
      module: { type: 'es6' },
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
    }),
  ],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ['test/support/restore-mocks.ts'],
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/report.json' },
    // Files in another order each time, of which the seed is printed; `npm run test:shuffled` shuffles the tests of each
    // file, too, except where a file says that it is one story (oneStory).
    sequence: { shuffle: { files: true, tests: false } },
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
          exclude: [...slow, ...timed, ...always],
          // Importing NestJS, TypeORM and all APIs anew costs each file two seconds; a worker does it once.
          isolate: false,
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'slow', include: slow, maxWorkers: '100%', sequence: { groupOrder: 1 } },
      },
      {
        extends: true,
        test: { name: 'timed', include: timed, exclude: always, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
    ],
  },
});
