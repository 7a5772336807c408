import { AsyncLocalStorage } from 'node:async_hooks';

/** How far a limit was used up when it was counted last. */
export interface RateLimit {
  /** Its name; letters and hyphens. */
  readonly policy: string;
  /** How often it may be used within the window. */
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until more is there; undefined: all of it is there. */
  readonly resetSeconds?: number;
}

const noted = new AsyncLocalStorage<Map<string, RateLimit>>();

let noting = 0;

/**
 * Runs a piece of work whose throttles note in `limits`, by policy, what they count for it.
 * @returns ends it. While nobody notes, promises carry nothing along: before Node 24 that takes 5 % of every other request.
 */
export function notingRateLimits(limits: Map<string, RateLimit>, work: () => void): () => void {
  noting += 1;
  noted.run(limits, work);
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    noting -= 1;
    if (noting === 0) noted.disable();
  };
}

/** Notes a limit for whoever asked for the work; the last one of a policy counts. */
export function noteRateLimit(limit: RateLimit): void {
  noted.getStore()?.set(limit.policy, limit);
}

interface Counter {
  readonly points: number;
  readonly duration: number;
}

interface Count {
  readonly consumedPoints: number;
  readonly msBeforeNext: number;
}

/** Notes what a counter says of its policy. */
export function noteCount(
  policy: string,
  { points, duration }: Counter,
  { consumedPoints, msBeforeNext }: Count,
): void {
  noteRateLimit({
    policy,
    quota: points,
    windowSeconds: duration,
    remaining: Math.max(0, points - consumedPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
}
