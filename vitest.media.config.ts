import { defineConfig, mergeConfig } from 'vitest/config';
import unit from './vitest.config.js';

/** `npm run test:media`: the same setup as `npm test`, and Debian's nginx, libnginx-mod-rtmp and ffmpeg. */
export default defineConfig(() => {
  const config = mergeConfig(unit, { test: { testTimeout: 90_000, hookTimeout: 120_000 } });
  const { projects: _, ...shared } = config.test;
  return {
    ...config,
    test: {
      ...shared,
      include: ['test/media/**/*.spec.ts'],
      exclude: ['node_modules/**'],
      outputFile: { json: 'test-results/media.json' },
      sequence: { shuffle: false },
    },
  };
});
