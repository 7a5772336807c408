import { administersCameras, type Caller } from '#auth';
import type { SqlParameters } from '#lists';
import { selectedOrganizations } from '../camera-selection.js';
import { inForce } from '../permissions/period.js';

/**
 * Which organizations a caller sees: a SQL condition on `organizations o`. A user sees those where they are a member
 * (whatever they may do there), that they own, or where they have a permission on a folder or a camera; an application
 * its own; superusers all.
 * @param options.andPublic also the public ones, whose cameras, and their title beside them, everybody sees
 */
export function visibleOrganizations(
  caller: Caller,
  sql: SqlParameters,
  options: { readonly andPublic?: boolean } = {},
): string {
  if (administersCameras(caller)) return selectedOrganizations(caller, sql);
  const visible = [
    ...(options.andPublic ? ['select p.id from organizations p where p.is_public'] : []),
    ...(caller.kind === 'application' && caller.organizationId !== undefined
      ? [`select ${sql.add(caller.organizationId)}::integer`]
      : []),
    ...(caller.kind === 'user' ? [relatedOrganizations(sql.add(caller.userId))] : []),
  ];
  if (visible.length === 0) return 'false';
  const any = `o.id = any(array(${visible.join(' union ')}))`;
  return caller.cameras === undefined ? any : `(${any} and ${selectedOrganizations(caller, sql)})`;
}

/**
 * The ids of the organizations where a user is a member, the owner, or has a permission on a folder, a camera or a tag,
 * that is in force.
 * @param user SQL of the user's id
 */
export function relatedOrganizations(user: string): string {
  return related(user, inForce);
}

/** The same, of whatever period: a right that begins later is one already to whoever could take over the account. */
export function everRelatedOrganizations(user: string): string {
  return related(user, () => 'true');
}

function related(user: string, applies: (right: string) => string): string {
  return `select m.organization_id from memberships m where m.user_id = ${user} and ${applies('m')}
    union select w.id from organizations w where w.owner_id = ${user}
    union select f.organization_id from folder_permissions p join folders f on f.id = p.folder_id
      where p.user_id = ${user} and p.can_view and ${applies('p')}
    union select c.organization_id from camera_permissions p join cameras c on c.id = p.camera_id
      where p.user_id = ${user} and p.can_view and ${applies('p')}
    union select p.organization_id from tag_permissions p where p.user_id = ${user} and p.can_view and ${applies('p')}`;
}

/** The ids of the organizations that a user belongs to, as a member or as the owner. @param user SQL of the user's id */
export function memberOrganizations(user: string): string {
  return `select m.organization_id from memberships m where m.user_id = ${user} and ${inForce('m')}
    union select o.id from organizations o where o.owner_id = ${user}`;
}

/** The ids of the organizations whose members a user may edit. @param user SQL of the user's id */
export function userEditableOrganizations(user: string): string {
  return `select m.organization_id from memberships m where m.user_id = ${user} and m.can_edit_users and ${inForce('m')}
    union select o.id from organizations o where o.owner_id = ${user}`;
}
