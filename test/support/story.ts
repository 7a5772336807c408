import { TestRunner } from 'vitest';

/**
 * Declares, at the top of a file, that its tests are one story: each goes on from where the one before it ended, so that
 * they run in the order in which they stand, whatever `sequence.shuffle` says. Files themselves are shuffled.
 */
export function oneStory(): void {
  const whole = TestRunner.getCurrentSuite();
  if (whole.file) whole.file.shuffle = false;
  // Groups take it from here when they are declared.
  whole.options = { ...whole.options, shuffle: false };
}
