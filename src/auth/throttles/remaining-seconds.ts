import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** Whole seconds until a counter that reached `points` starts anew; 0 when it has not, or has already. */
export async function remainingSeconds(limiter: RateLimiterAbstract, key: string, points: number): Promise<number> {
  const state = await limiter.get(key);
  // The memory store answers with counters that have just run out, too.
  return state === null || state.consumedPoints < points ? 0 : Math.max(0, Math.ceil(state.msBeforeNext / 1000));
}
