import { type Caller, isAdministrator, isSuperuser } from '#auth';
import type { SqlParameters } from '#lists';
import { organizationsOf } from '../organizations/visible-organizations.js';
import { userEditableOrganizations } from '../organizations/own-organizations.js';

/**
 * Which users a caller sees as accounts: a SQL condition on `users u`. Superusers all; a person themselves, and everybody
 * who has to do with an organization whose members they may edit; programs and guests nobody.
 */
export function visibleUsers(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const me = sql.add(caller.userId);
  const mine = `array(${userEditableOrganizations(me)})`;
  return `(u.id = ${me} or u.id = any(array(
    select m.user_id from memberships m where m.organization_id = any(${mine})
    union select o.owner_id from organizations o where o.id = any(${mine})
    union select p.user_id from folder_permissions p join folders f on f.id = p.folder_id
      where f.organization_id = any(${mine})
    union select p.user_id from camera_permissions p join cameras c on c.id = p.camera_id
      where c.organization_id = any(${mine}))))`;
}

/**
 * Which accounts a caller keeps: a SQL condition on `users u`. Superusers all; those who may edit users somewhere those
 * that were made there or put there by superusers, not people who came by invitation or were added by their number: else
 * everybody could take over whom they add.
 */
export function manageableUsers(caller: Caller, sql: SqlParameters): string {
  return joinedMine(caller, sql, `k.joined = 'kept'`);
}

/**
 * Of whom a caller may know more than the number: a SQL condition on `users u`. Themselves, and members and owners of
 * organizations where they may edit users; not who just has a permission on something there.
 */
export function disclosedUsers(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const me = sql.add(caller.userId);
  return `(u.id = ${me} or ${joinedMine(caller, sql, `k.joined <> 'added'`)}
    or exists (select from organizations w where w.owner_id = u.id
      and w.id = any(array(${userEditableOrganizations(me)}))))`;
}

/** A login, for those who may know it: a SQL expression on `users u`. A stranger is called by their number. */
export function disclosedLogin(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'u.login';
  return `case when ${disclosedUsers(caller, sql)} then u.login else 'user-' || u.id end`;
}

function joinedMine(caller: Caller, sql: SqlParameters, joined: string): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  return `exists (select from memberships k where k.user_id = u.id and ${joined}
    and k.organization_id = any(array(${userEditableOrganizations(sql.add(caller.userId))})))`;
}

/**
 * Whether a caller controls an account: a SQL condition on `users u`. Who sets a password or reads a key holds all that
 * the account holds, so a manager controls only accounts that they keep, and nobody who holds anything that the manager
 * does not: every organization of the user must be one where the manager may edit users, and the user's flags and
 * permissions there must be the manager's, too. Domain administrators do not control administrators.
 */
export function controllableUsers(caller: Caller, sql: SqlParameters): string {
  if (isAdministrator(caller)) return 'true';
  if (isSuperuser(caller)) return `u.access_level <> 'admin'`;
  if (caller.kind !== 'user') return 'false';
  const me = sql.add(caller.userId);
  return `(u.access_level = 'generic' and u.id <> ${me}
    and ${manageableUsers(caller, sql)}
    and not exists (
      select from (${organizationsOf('u.id')}) theirs (organization_id)
      join organizations o on o.id = theirs.organization_id
      left join memberships m on m.organization_id = o.id and m.user_id = u.id
      left join memberships mine on mine.organization_id = o.id and mine.user_id = ${me}
      where o.owner_id is distinct from ${me} and (
        o.owner_id = u.id or not coalesce(mine.can_edit_users, false) or ${beyond('m', 'mine')} or ${permitted('mine')})))`;
}

/** A flag of a member that another member lacks. */
function beyond(member: string, other: string): string {
  return ['view_streams', 'edit_streams', 'edit_users', 'view_stats', 'view_person_lists', 'edit_person_lists']
    .map((flag) => `(coalesce(${member}.can_${flag}, false) and not coalesce(${other}.can_${flag}, false))`)
    .join(' or ');
}

/** Permissions on folders or cameras of `o` that go beyond what membership `mine` gives: watching, moving, actions. */
function permitted(mine: string): string {
  const held = (rights: string, permission: string, beyondViewing: string): string => `exists (
    select from ${rights} where ${permission}.user_id = u.id and ${permission}.can_view and (
      not coalesce(${mine}.can_view_streams, false)
      or (${beyondViewing} and not coalesce(${mine}.can_edit_streams, false))))`;
  return `${held('folder_permissions fp join folders f on f.id = fp.folder_id and f.organization_id = o.id', 'fp', '(fp.can_use_ptz or fp.can_use_actions)')}
    or ${held('camera_permissions cp join cameras c on c.id = cp.camera_id and c.organization_id = o.id', 'cp', 'cp.can_use_ptz')}`;
}
