import { type Caller, isSuperuser } from '#auth';
import type { SqlParameters } from '#database';

/**
 * The ids of the organizations whose cameras a caller sees, as a SQL query; undefined when there is no limit.
 * A public organization's cameras are everybody's; a private one's are its members' who may view streams, and its
 * own applications'. It is evaluated inside each statement, so that a membership taken away counts at once.
 */
export function visibleOrganizations(caller: Caller, sql: SqlParameters): string | undefined {
  if (isSuperuser(caller)) return undefined;
  const open = 'select o.id from organizations o where o.is_public';
  if (caller.kind === 'user') return `${open} union ${membershipsWith('can_view_streams', caller.userId, sql)}`;
  if (caller.kind === 'application' && caller.organizationId !== undefined)
    return `${open} union select ${sql.add(caller.organizationId)}::integer`;
  return open;
}

/**
 * Which cameras a caller sees: a SQL condition on `cameras c`. Every list, item, count, stream and change goes through
 * it. `= ANY(ARRAY(...))` is evaluated once a statement and leaves the planner its indexes; a semi-join did not.
 */
export function visibleCameras(caller: Caller, sql: SqlParameters): string {
  const organizations = visibleOrganizations(caller, sql);
  return organizations === undefined ? 'true' : `c.organization_id = any(array(${organizations}))`;
}

/** Which of the visible cameras a caller may change or delete: a SQL condition on `cameras c`. */
export function editableCameras(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const editable = membershipsWith('can_edit_streams', caller.userId, sql);
  return `(${visibleCameras(caller, sql)} and c.organization_id = any(array(${editable})))`;
}

function membershipsWith(flag: 'can_view_streams' | 'can_edit_streams', userId: number, sql: SqlParameters): string {
  return `select m.organization_id from memberships m where m.user_id = ${sql.add(userId)} and m.${flag}`;
}
