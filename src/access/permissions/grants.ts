import { DomainError, type ObjectKind } from '#errors';
import type { EntityManager } from 'typeorm';
import type { WatchingRights } from './camera-rights.js';
import { assertEndsWithin, isWithin, type Period } from './period.js';

/** What a permission gives, and when. */
export type PeriodicRights = WatchingRights & Period & { readonly canUseActions?: boolean };

const largestLimit = 2_147_483_647;

/**
 * The rights of a permission after some are set. Where nothing is named, not even a period, and in a new permission that does
 * not name `canView`, it lets its user view.
 * @throws DomainError object.invalid (dvrDepthLimitSeconds)
 */
export function mergedRights(before: WatchingRights | undefined, named: Partial<PeriodicRights>): WatchingRights {
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
 * Nobody gives rights that they do not hold; rights that the user has already may stay. The rights of a permission that
 * does not let its user view are without effect, and only a giver who holds them revives them.
 * @throws DomainError object.forbidden
 */
export function assertMayGrant(
  giver: WatchingRights | undefined,
  wanted: WatchingRights,
  before: WatchingRights | undefined,
  object: ObjectKind,
): void {
  const stays = retainedRights(before, wanted);
  const coversDvr = (one: WatchingRights | undefined): boolean =>
    one?.canViewDvr === true && covers(one.dvrDepthLimitSeconds, wanted.dvrDepthLimitSeconds);
  const isAllowed =
    (!wanted.canView || giver?.canView === true || stays?.canView === true) &&
    (!wanted.canUsePtz || giver?.canUsePtz === true || stays?.canUsePtz === true) &&
    (!wanted.canViewDvr || coversDvr(giver) || coversDvr(stays));
  if (!isAllowed) throw new DomainError('object.forbidden', 'more than the giver holds', { object });
}

/** The earlier rights that stay without the giver holding them; undefined where the change revives the permission. */
export function retainedRights<Rights extends WatchingRights>(
  before: Rights | undefined,
  wanted: WatchingRights,
): Rights | undefined {
  return before?.canView === true || !wanted.canView ? before : undefined;
}

/**
 * Nobody gives a right for longer than they hold it; rights that the user has already may stay as long as they had them. A
 * giver who does not hold what a permission gives cannot prolong it either.
 * @param giverEnds when the giver's own rights end; null: never
 * @returns the earlier rights, as far as they may stay
 * @throws DomainError object.forbidden
 */
export function lastingRights<Rights extends PeriodicRights>(
  before: Rights | undefined,
  wanted: PeriodicRights,
  giverEnds: Date | null,
  object: ObjectKind,
): Rights | undefined {
  const lasts = before !== undefined && isWithin(wanted, before) ? before : undefined;
  if (lasts === undefined || !gives(lasts, wanted)) assertEndsWithin(wanted, giverEnds, object);
  return lasts;
}

/** Whether some rights give all of others. */
function gives(rights: PeriodicRights, others: PeriodicRights): boolean {
  return (
    rights.canView &&
    (rights.canUsePtz || !others.canUsePtz) &&
    (rights.canUseActions === true || others.canUseActions !== true) &&
    (!others.canViewDvr || (rights.canViewDvr && covers(rights.dvrDepthLimitSeconds, others.dvrDepthLimitSeconds)))
  );
}

/** Whether a depth covers another; 0 is unlimited. */
function covers(depth: number, other: number): boolean {
  return depth === 0 || (other !== 0 && other <= depth);
}

/**
 * Locks a user until the transaction ends: of several who set one person's permissions at once, each sees what the one
 * before has written.
 * @throws DomainError object.not-found (user)
 */
export async function lockUser(manager: EntityManager, userId: number): Promise<void> {
  const found = await manager.query<unknown[]>('select from users where id = $1::bigint for no key update', [userId]);
  if (found.length === 0) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
}
