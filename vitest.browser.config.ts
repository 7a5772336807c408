import { defineConfig, mergeConfig } from 'vitest/config';
import unit from './vitest.config.js';

/** `npm run test:browser`: the same ground as `npm test`, and Debian's Chromium (CHROMIUM names another one). */
export default defineConfig(() => {
  const config = mergeConfig(unit, { test: { testTimeout: 90_000, hookTimeout: 120_000 } });
  const { projects: _, ...ground } = config.test;
  return {
    ...config,
    test: {
      ...ground,
      include: ['test/browser/**/*.spec.ts'],
      exclude: ['node_modules/**'],
      outputFile: { json: 'test-results/browser.json' },
      sequence: { shuffle: false },
    },
  };
});
