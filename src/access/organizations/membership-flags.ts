import { type Caller, isSuperuser } from '#auth';
import { isRowId } from '#database';
import { DomainError } from '#errors';
import { SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import { inForce } from '../permissions/period.js';
import type { MembershipFlags } from './organization.js';
import { visibleOrganizations } from './visible-organizations.js';

type Flag = keyof MembershipFlags;

/** The column of each flag of a membership. */
export const flagColumns: Readonly<Record<Flag, string>> = {
  canViewStreams: 'can_view_streams',
  canEditStreams: 'can_edit_streams',
  canEditUsers: 'can_edit_users',
  canViewStats: 'can_view_stats',
  canViewPersonLists: 'can_view_person_lists',
  canEditPersonLists: 'can_edit_person_lists',
};

/** A value for each flag. */
export function forEachFlag<T>(value: (flag: Flag, column: string) => T): Readonly<Record<Flag, T>> {
  const entries = Object.entries(flagColumns).map(([flag, column]) => [flag, value(flag as Flag, column)] as const);
  return Object.fromEntries(entries) as Record<Flag, T>;
}

export const everyFlag: Required<MembershipFlags> = forEachFlag(() => true);

/** All flags; one that is not granted is false. */
export function completeFlags(flags: MembershipFlags): Required<MembershipFlags> {
  return forEachFlag((flag) => flags[flag] ?? false);
}

/** The flags of a membership as one JSON value. @param membership alias of its table */
export function flagsJson(membership: string): string {
  const pairs = Object.entries(flagColumns).map(
    ([flag, column]) => `'${flag}', coalesce(${membership}.${column}, false)`,
  );
  return `jsonb_build_object(${pairs.join(', ')})`;
}

/**
 * What a caller may do in an organization: owners and superusers everything.
 * @throws DomainError organization.not-found when it is missing or hidden from the caller
 */
export async function effectiveFlags(
  manager: EntityManager,
  caller: Caller,
  organizationId: number,
): Promise<Required<MembershipFlags>> {
  const found = isRowId(organizationId)
    ? (await effectiveFlagsIn(manager, caller, [organizationId])).get(organizationId)
    : undefined;
  if (found === undefined)
    throw new DomainError('organization.not-found', `organization ${organizationId}`, { object: 'organization' });
  return found;
}

/**
 * The same for several organizations, by their ids; one that is missing or hidden is not there. One statement.
 * @param organizationIds ids of rows, at most 1000
 */
export async function effectiveFlagsIn(
  manager: EntityManager,
  caller: Caller,
  organizationIds: readonly number[],
): Promise<ReadonlyMap<number, Required<MembershipFlags>>> {
  const sql = new SqlParameters();
  const me = sql.add(personOf(caller));
  const rows = await manager.query<{ readonly id: number; readonly owns: boolean; readonly flags: MembershipFlags }[]>(
    `select o.id, coalesce(o.owner_id = ${me}, false) as owns, ${flagsJson('m')} as flags from organizations o
     left join memberships m on m.organization_id = o.id and m.user_id = ${me} and ${inForce('m')}
     where o.id = any(${sql.add(organizationIds)}::bigint[]) and ${visibleOrganizations(caller, sql)}`,
    sql.values,
  );
  const all = isSuperuser(caller);
  return new Map(rows.map(({ id, owns, flags }) => [id, owns || all ? everyFlag : completeFlags(flags)]));
}

/**
 * When a caller's membership in an organization ends, and with it what they may give there; null: never, as for owners and
 * superusers.
 */
export async function endOfMembership(
  manager: EntityManager,
  caller: Caller,
  organizationId: number,
): Promise<Date | null> {
  if (isSuperuser(caller) || caller.kind !== 'user') return null;
  const [found] = await manager.query<{ readonly validUntil: Date | null }[]>(
    `select m.valid_until as "validUntil" from memberships m join organizations o on o.id = m.organization_id
     where m.organization_id = $1::bigint and m.user_id = $2 and o.owner_id is distinct from m.user_id`,
    [organizationId, caller.userId],
  );
  return found?.validUntil ?? null;
}

/** The id of a person; for callers who are no person 0, which is nobody's. */
export function personOf(caller: Caller): number {
  return caller.kind === 'user' ? caller.userId : 0;
}
