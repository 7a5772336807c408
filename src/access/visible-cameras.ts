import { administersCameras, type Caller, type UserCaller } from '#auth';
import type { SqlParameters } from '#lists';
import { restricted, selectedCameras } from './camera-selection.js';
import { userEditableOrganizations } from './organizations/visible-organizations.js';
import { inForce } from './permissions/period.js';
import { foldersIn } from './folders/folders-in.js';
import { grantedKey } from './permissions/tag-keys.js';
import { isInSets, type VisibleSets } from './visible-sets.js';

/** The one description of what a caller sees: what is visible to them, as far as their credential's choice goes. */
export function visibleSets(caller: Caller, sql: SqlParameters): VisibleSets | undefined {
  const all = administersCameras(caller) ? undefined : setsOf(caller, sql);
  return (caller.cameras ?? []).reduce<VisibleSets | undefined>(
    (sets, selector) => restricted(sets, selector, sql),
    all,
  );
}

/**
 * What is visible to whoever a credential belongs to. Everybody sees the cameras of a public organization; its owner, the members who may view streams, and its own applications those of a private one. A
 * permission on a folder covers all that lies below, on a root folder the whole organization; one on a camera covers that
 * camera, one on a tag the organization's cameras that have it; none needs a membership. Evaluated inside each statement, so that a revoked right ends at once.
 */
function setsOf(caller: Caller, sql: SqlParameters): VisibleSets {
  const open = 'select o.id from organizations o where o.is_public';
  if (caller.kind === 'application' && caller.organizationId !== undefined)
    return { organizations: `${open} union select ${sql.add(caller.organizationId)}::integer` };
  if (caller.kind !== 'user') return { organizations: open };
  const user = sql.add(caller.userId);
  return {
    organizations: `${open}
      union select o.id from organizations o where o.owner_id = ${user}
      union select m.organization_id from memberships m where m.user_id = ${user} and m.can_view_streams and ${inForce('m')}
      union select f.organization_id from folder_permissions p join folders f on f.id = p.folder_id
        where p.user_id = ${user} and p.can_view and f.parent_id is null and ${inForce('p')}`,
    // UNION, not UNION ALL: a permission on a folder and one on a folder below it overlap.
    folders: `with recursive granted (id) as (
        select f.id from folder_permissions p join folders f on f.id = p.folder_id
        where p.user_id = ${user} and p.can_view and f.parent_id is not null and ${inForce('p')}
        union select f.id from granted g cross join lateral ${foldersIn('g.id')} f
      ) select g.id from granted g`,
    cameras: `select p.camera_id from camera_permissions p where p.user_id = ${user} and p.can_view and ${inForce('p')}`,
    tags: `select ${grantedKey('p')} from tag_permissions p where p.user_id = ${user} and p.can_view and ${inForce('p')}`,
  };
}

/**
 * Which cameras a caller sees: a SQL condition on `cameras c`. Every list, item, count, stream and change goes through
 * it. `= ANY(ARRAY(...))` is evaluated once a statement, and only if it is reached, and lets the planner use the index of
 * each set; a semi-join did not.
 */
export function visibleCameras(caller: Caller, sql: SqlParameters): string {
  const sets = visibleSets(caller, sql);
  return sets === undefined ? 'true' : isInSets(sets);
}

/** Which of the visible cameras a caller may change or delete: a SQL condition on `cameras c`. */
export function editableCameras(caller: Caller, sql: SqlParameters): string {
  if (administersCameras(caller)) return selectedCameras(caller, sql);
  if (caller.kind !== 'user') return 'false';
  const editable = `c.organization_id = any(array(${editableOrganizations(caller, sql)}))`;
  return caller.cameras === undefined ? editable : `(${editable} and ${selectedCameras(caller, sql)})`;
}

/**
 * Of which of the visible cameras a caller sees the address (URLs, inputs, IP address): a SQL condition on `cameras c`.
 * In public organizations everybody sees it, in private ones those who may change the camera. A filter, an order or a
 * search over an address goes through it too, or it would reveal what is hidden.
 */
export function addressedCameras(caller: Caller, sql: SqlParameters): string {
  const organizations = addressedOrganizations(caller, sql);
  return organizations === undefined ? 'true' : `c.organization_id = any(array(${organizations}))`;
}

/** The ids of the organizations whose cameras' addresses a caller sees; undefined when there is no limit. */
export function addressedOrganizations(caller: Caller, sql: SqlParameters): string | undefined {
  if (administersCameras(caller)) return undefined;
  const open = 'select o.id from organizations o where o.is_public';
  return caller.kind === 'user' ? `${open} union ${editableOrganizations(caller, sql)}` : open;
}

/**
 * The ids of the organizations whose cameras and folders a person may change: those they own, and those where they may
 * edit streams and see them. Nobody edits what they cannot see.
 */
export function editableOrganizations(caller: UserCaller, sql: SqlParameters): string {
  const user = sql.add(caller.userId);
  return `select o.id from organizations o where o.owner_id = ${user}
    union select m.organization_id from memberships m join organizations o on o.id = m.organization_id
      where m.user_id = ${user} and m.can_edit_streams and (m.can_view_streams or o.is_public)
        and ${inForce('m')}`;
}

/** The cameras whose permissions a caller manages: a SQL condition on `cameras c`. */
export function manageableCameras(caller: Caller, sql: SqlParameters): string {
  if (administersCameras(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const editsUsers = `c.organization_id = any(array(${userEditableOrganizations(sql.add(caller.userId))}))`;
  return `(${editableCameras(caller, sql)} or ${editsUsers})`;
}
