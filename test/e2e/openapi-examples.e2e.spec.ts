import { describe, expect, it } from 'vitest';
import { dialectNames } from '#config';
import { stories } from './openapi/stories.js';
import { tell } from './openapi/telling.js';

describe.each(dialectNames)('The OpenAPI definition of %s', (dialect) => {
  it.each(stories[dialect].chapters.map((_, chapter) => chapter))(
    'has examples that are answered as it says, sent as they stand to a fresh server (%i)',
    async (chapter) => {
      let round = 0;
      for (
        let faults = await tell(dialect, chapter, round);
        faults !== undefined;
        faults = await tell(dialect, chapter, round)
      ) {
        expect(faults).toEqual([]);
        round += 1;
      }
      expect(round).toBeGreaterThan(0);
    },
    // A server for each of them.
    240_000,
  );
});
