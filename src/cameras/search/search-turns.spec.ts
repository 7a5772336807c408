import { hasCode } from '#errors';
import { describe, expect, it } from 'vitest';
import { SearchTurns } from './search-turns.js';

describe('The turns of searches in areas', () => {
  it('run two, let eight wait, refuse others, and are free again afterwards', async () => {
    const turns = new SearchTurns();
    const ends: (() => void)[] = [];
    let most = 0;
    const search = (): Promise<void> => turns.take(() => new Promise((resolve) => (most = ends.push(resolve))));
    const taken = Array.from({ length: 10 }, search);
    await expect(search()).rejects.toSatisfy((error) => hasCode(error, 'query.too-slow'));
    expect(most).toBe(2);
    for (let ended = 0; ended < 10; ended += 1) {
      ends[ended]?.();
      await taken[ended];
    }
    await expect(turns.take(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await Promise.all([turns.take(() => Promise.resolve(1)), turns.take(() => Promise.resolve(2))])).toEqual([
      1, 2,
    ]);
  });

  it('are taken by a stream for its first part only, and its source is closed when the reader leaves', async () => {
    const turns = new SearchTurns();
    let closed = 0;
    async function* parts(): AsyncIterable<number> {
      try {
        yield await Promise.resolve(1);
        yield 2;
      } finally {
        closed += 1;
      }
    }
    for await (const first of turns.begun(parts()))
      for await (const second of turns.begun(parts())) {
        expect(await turns.take(() => Promise.resolve([first, second]))).toEqual([first, 1]);
        break;
      }
    expect(closed).toBe(3);
  });
});
