import { defineConfig, mergeConfig } from 'vitest/config';
import { missingPooler } from './test/services/pooler.js';
import unit from './vitest.config.js';

/** The tests of each API that read and write once more, through a transaction pooler with two connections. */
const stories = [
  'test/e2e/cam2-v1.e2e.spec.ts',
  'test/e2e/cam2-v1/writes.e2e.spec.ts',
  'test/e2e/cam2-v2/apps.e2e.spec.ts',
  'test/e2e/cam2-v2/cameras.e2e.spec.ts',
  'test/e2e/watcher-v3.e2e.spec.ts',
  'test/e2e/watcher-v2.e2e.spec.ts',
  'test/e2e/oauth.e2e.spec.ts',
  'test/e2e/rest/sign-in.e2e.spec.ts',
  'test/e2e/rest/writing.e2e.spec.ts',
  'test/e2e/media-mediamtx.e2e.spec.ts',
];

/** `npm run test:services`: the same setup as `npm test`, and Debian's PgBouncer and PostgreSQL. */
export default defineConfig(() => {
  const config = mergeConfig(unit, { test: { testTimeout: 90_000, hookTimeout: 120_000 } });
  const { projects: _, ...shared } = config.test;
  return {
    ...config,
    test: {
      ...shared,
      sequence: { shuffle: false },
      globalSetup: ['test/support/global-setup.ts', 'test/services/pooler-setup.ts'],
      include: ['test/services/**/*.spec.ts', ...(missingPooler() === undefined ? stories : [])],
      exclude: ['node_modules/**'],
      outputFile: { json: 'test-results/services.json' },
    },
  };
});
