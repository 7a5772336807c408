import { DomainError, type ObjectKind } from '#errors';
import type { DvrLimited } from './camera-rights-of.js';

const largestLimit = 2_147_483_647;

/**
 * The rights that a permission has after some were named; where none is, and in a new one that says nothing else, it lets
 * its holder view.
 * @throws DomainError object.invalid (dvrDepthLimitSeconds)
 */
export function mergedRights(before: DvrLimited | undefined, named: Partial<DvrLimited>): DvrLimited {
  const isUnnamed = Object.values(named).every((value) => value === undefined);
  const limit = named.dvrDepthLimitSeconds ?? before?.dvrDepthLimitSeconds ?? 0;
  if (!Number.isInteger(limit) || limit < 0 || limit > largestLimit)
    throw new DomainError('object.invalid', `dvr depth ${limit}`, { field: 'dvrDepthLimitSeconds' });
  return {
    canView: named.canView ?? (isUnnamed ? true : (before?.canView ?? true)),
    canViewDvr: named.canViewDvr ?? before?.canViewDvr ?? false,
    canUsePtz: named.canUsePtz ?? before?.canUsePtz ?? false,
    dvrDepthLimitSeconds: limit,
  };
}

/**
 * Nobody gives what they do not hold. What somebody has already, may stay; but rights sleep while their permission does
 * not let anybody view, and nobody wakes what they do not hold.
 * @throws DomainError object.forbidden
 */
export function assertHolds(
  held: DvrLimited | undefined,
  wanted: DvrLimited,
  before: DvrLimited | undefined,
  object: ObjectKind,
): void {
  const had = ungrantableRights(before, wanted);
  const reachesDvr = (one: DvrLimited | undefined): boolean =>
    one?.canViewDvr === true && reaches(one.dvrDepthLimitSeconds, wanted.dvrDepthLimitSeconds);
  const given = [
    !wanted.canView || held?.canView === true || had?.canView === true,
    !wanted.canUsePtz || held?.canUsePtz === true || had?.canUsePtz === true,
    !wanted.canViewDvr || reachesDvr(held) || reachesDvr(had),
  ];
  if (given.includes(false)) throw new DomainError('object.forbidden', 'more than the giver holds', { object });
}

/** The permission whose rights need not be held by who changes it; undefined where the change wakes it up. */
export function ungrantableRights<Rights extends DvrLimited>(
  before: Rights | undefined,
  wanted: DvrLimited,
): Rights | undefined {
  return before?.canView === true || !wanted.canView ? before : undefined;
}

/** Whether a depth includes another; 0 has no end. */
function reaches(depth: number, other: number): boolean {
  return depth === 0 || (other !== 0 && other <= depth);
}
