import { type Caller, isSuperuser } from '#auth';
import type { SqlParameters } from '#lists';

/**
 * Which organizations a caller knows of: a SQL condition on `organizations o`. Those where they are a member, whatever
 * they may do there, that they own, or where they have a permission on a folder or a camera; a program's own; superusers
 * all. Of public ones everybody sees the cameras, and their title on them.
 */
export function visibleOrganizations(
  caller: Caller,
  sql: SqlParameters,
  options: { readonly andPublic?: boolean } = {},
): string {
  if (isSuperuser(caller)) return 'true';
  const known = [
    ...(options.andPublic ? ['select p.id from organizations p where p.is_public'] : []),
    ...(caller.kind === 'application' && caller.organizationId !== undefined
      ? [`select ${sql.add(caller.organizationId)}::integer`]
      : []),
    ...(caller.kind === 'user' ? [organizationsOf(sql.add(caller.userId))] : []),
  ];
  return known.length === 0 ? 'false' : `o.id = any(array(${known.join(' union ')}))`;
}

/** The ids of the organizations that a user has to do with. @param user SQL of the user's id */
export function organizationsOf(user: string): string {
  return `select m.organization_id from memberships m where m.user_id = ${user}
    union select w.id from organizations w where w.owner_id = ${user}
    union select f.organization_id from folder_permissions p join folders f on f.id = p.folder_id
      where p.user_id = ${user} and p.can_view
    union select c.organization_id from camera_permissions p join cameras c on c.id = p.camera_id
      where p.user_id = ${user} and p.can_view`;
}
