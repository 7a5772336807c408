import { defineConfig, mergeConfig } from 'vitest/config';
import unit from './vitest.config.js';

/** `npm run test:browser`: the same setup as `npm test`, and Debian's Chromium (CHROMIUM names another one). */
export default defineConfig(() => {
  const config = mergeConfig(unit, { test: { testTimeout: 90_000, hookTimeout: 120_000 } });
  const { projects: _, ...shared } = config.test;
  return {
    ...config,
    test: {
      ...shared,
      include: ['test/browser/**/*.spec.ts'],
      exclude: ['node_modules/**'],
      outputFile: { json: 'test-results/browser.json' },
      sequence: { shuffle: false },
    },
  };
});
