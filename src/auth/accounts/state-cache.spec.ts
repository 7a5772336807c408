import { describe, expect, it } from 'vitest';
import { StateCache } from './state-cache.js';

interface State {
  readonly version: number;
}

function cacheOver(answers: (() => Promise<State | undefined>)[], lifeMilliseconds = 5000) {
  let now = 0;
  let reads = 0;
  const read = (): Promise<State | undefined> => {
    const answer = answers[Math.min(reads, answers.length - 1)];
    reads += 1;
    return answer ? answer() : Promise.resolve(undefined);
  };
  const cache = new StateCache<State>(
    read,
    () => now,
    () => lifeMilliseconds,
    100,
  );
  return { cache, reads: () => reads, travel: (milliseconds: number) => (now += milliseconds) };
}

const version = (number: number) => (): Promise<State> => Promise.resolve({ version: number });

describe('the state of an account (R-TOK-6)', () => {
  it('is read once for concurrent look-ups, and cached for its time', async () => {
    const { cache, reads, travel } = cacheOver([version(1), version(2)]);
    const asked = await Promise.all(Array.from({ length: 50 }, async () => cache.find('ann')));
    expect(asked.every((state) => state?.version === 1)).toBe(true);
    travel(4999);
    expect((await cache.find('ann'))?.version).toBe(1);
    expect(reads()).toBe(1);
    travel(1);
    expect((await cache.find('ann'))?.version).toBe(2);
  });

  it('that changes while it is read is not cached', async () => {
    let answer: (state: State) => void = () => undefined;
    const slow = (): Promise<State> => new Promise((resolve) => (answer = resolve));
    const { cache, reads } = cacheOver([slow, version(2)]);
    const early = cache.find('ann');
    cache.forget('ann');
    expect((await cache.find('ann'))?.version).toBe(2);
    answer({ version: 1 });
    expect((await early)?.version).toBe(1);
    expect((await cache.find('ann'))?.version).toBe(2);
    expect(reads()).toBe(2);
  });

  it('that is missing, or could not be read, is read again', async () => {
    const failing = (): Promise<State> => Promise.reject(new Error('no database'));
    const { cache } = cacheOver([failing, () => Promise.resolve(undefined), version(3)]);
    await expect(cache.find('ann')).rejects.toThrow('no database');
    expect(await cache.find('ann')).toBeUndefined();
    expect((await cache.find('ann'))?.version).toBe(3);
  });

  it('is always read anew where caching is off', async () => {
    const { cache, reads } = cacheOver([version(1)], 0);
    await cache.find('ann');
    await cache.find('ann');
    expect(reads()).toBe(2);
  });
});
