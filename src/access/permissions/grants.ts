import type { ObjectKind } from '#database';
import { AccessError } from '../access.errors.js';
import type { DvrLimited } from './camera-rights-of.js';

const largestLimit = 2_147_483_647;

/**
 * The rights that a permission has after some were named; a new one lets its holder view unless it says otherwise.
 * @throws AccessError object.invalid (dvrDepthLimitSeconds)
 */
export function mergedRights(before: DvrLimited | undefined, named: Partial<DvrLimited>): DvrLimited {
  const limit = named.dvrDepthLimitSeconds ?? before?.dvrDepthLimitSeconds ?? 0;
  if (!Number.isInteger(limit) || limit < 0 || limit > largestLimit)
    throw new AccessError('object.invalid', `dvr depth ${limit}`, { field: 'dvrDepthLimitSeconds' });
  return {
    canView: named.canView ?? before?.canView ?? true,
    canViewDvr: named.canViewDvr ?? before?.canViewDvr ?? false,
    canUsePtz: named.canUsePtz ?? before?.canUsePtz ?? false,
    dvrDepthLimitSeconds: limit,
  };
}

/**
 * Nobody gives what they do not hold. What somebody has already, may stay.
 * @throws AccessError object.forbidden
 */
export function assertHolds(
  held: DvrLimited | undefined,
  wanted: DvrLimited,
  before: DvrLimited | undefined,
  object: ObjectKind,
): void {
  const deeper = (one: DvrLimited | undefined): boolean =>
    one?.canViewDvr === true && reaches(one.dvrDepthLimitSeconds, wanted.dvrDepthLimitSeconds);
  const given = [
    !wanted.canView || held?.canView === true || before?.canView === true,
    !wanted.canUsePtz || held?.canUsePtz === true || before?.canUsePtz === true,
    !wanted.canViewDvr || deeper(held) || deeper(before),
  ];
  if (given.includes(false)) throw new AccessError('object.forbidden', 'more than the giver holds', { object });
}

/** Whether a depth includes another; 0 has no end. */
function reaches(depth: number, other: number): boolean {
  return depth === 0 || (other !== 0 && other <= depth);
}
