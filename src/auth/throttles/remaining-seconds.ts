import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** Whole seconds until a counter that reached `points` resets; 0 when it has not reached them, or was reset already. */
export async function remainingSeconds(limiter: RateLimiterAbstract, key: string, points: number): Promise<number> {
  const state = await limiter.get(key);
  // The memory store also returns counters that have just expired.
  return state === null || state.consumedPoints < points ? 0 : Math.max(0, Math.ceil(state.msBeforeNext / 1000));
}
