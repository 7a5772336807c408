import { type Caller, isAdministrator, isSuperuser } from '#auth';
import { DomainError } from '#errors';
import { SqlParameters } from '#lists';
import type { EntityManager } from 'typeorm';
import { flagColumns } from '../organizations/membership-flags.js';
import { membershipOrigins } from '../organizations/membership.entity.js';
import { inForce } from '../permissions/period.js';
import { everRelatedOrganizations, userEditableOrganizations } from '../organizations/visible-organizations.js';

/**
 * Which users a caller sees as accounts: a SQL condition on `users u`. Superusers see all; a person themselves, and the
 * members, owners and holders of permissions of the organizations whose members they may edit; applications and guests
 * nobody.
 */
export function visibleUsers(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const me = sql.add(caller.userId);
  if (caller.cameras !== undefined) return `u.id = ${me}`;
  const mine = `array(${userEditableOrganizations(me)})`;
  return `(u.id = ${me} or u.id = any(array(
    select m.user_id from memberships m where m.organization_id = any(${mine})
    union select o.owner_id from organizations o where o.id = any(${mine})
    union select p.user_id from folder_permissions p join folders f on f.id = p.folder_id
      where f.organization_id = any(${mine})
    union select p.user_id from camera_permissions p join cameras c on c.id = p.camera_id
      where c.organization_id = any(${mine})
    union select p.user_id from tag_permissions p where p.organization_id = any(${mine}))))`;
}

/** @throws DomainError object.not-found (user) when the user is missing or hidden from the caller */
export async function assertSeesUser(manager: EntityManager, caller: Caller, userId: number): Promise<void> {
  const sql = new SqlParameters();
  const found = await manager.query<unknown[]>(
    `select from users u where u.id = ${sql.add(userId)}::bigint and ${visibleUsers(caller, sql)}`,
    sql.values,
  );
  if (found.length === 0) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
}

/**
 * Which accounts a caller manages: a SQL condition on `users u`. Superusers all; those who may edit users somewhere those
 * that were created there or put there by superusers, not people who were invited or added by their number: otherwise
 * everybody could take over the account of whomever they add.
 */
export function manageableUsers(caller: Caller, sql: SqlParameters): string {
  return memberOfMine(caller, sql, `k.joined = '${membershipOrigins.managed}'`);
}

/**
 * Whose profile (more than the number) a caller may see: a SQL condition on `users u`. Their own, and those of members
 * and owners of organizations where they may edit users; not of somebody who just has a permission on something there.
 */
export function profileVisible(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  const me = sql.add(caller.userId);
  return `(u.id = ${me} or ${memberOfMine(caller, sql, `k.joined <> '${membershipOrigins.added}'`)}
    or exists (select from organizations w where w.owner_id = u.id
      and w.id = any(array(${userEditableOrganizations(me)}))))`;
}

/** The login, or `user-<id>` where the caller may not see the profile: a SQL expression on `users u`. */
export function visibleLogin(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'u.login';
  return `case when ${profileVisible(caller, sql)} then u.login else 'user-' || u.id end`;
}

function memberOfMine(caller: Caller, sql: SqlParameters, joined: string): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind !== 'user') return 'false';
  return `exists (select from memberships k where k.user_id = u.id and ${joined}
    and k.organization_id = any(array(${userEditableOrganizations(sql.add(caller.userId))})))`;
}

/**
 * Whether a caller controls an account: a SQL condition on `users u`. Setting a password or reading a key gives all
 * rights of the account, so a manager controls only accounts that they manage, and nobody who has any right that the
 * manager does not have: every organization of the user must be one where the manager may edit users, and the user's flags and
 * permissions there must be the manager's, too, also those that are not yet in force. Domain administrators do not control
 * administrators.
 */
export function controllableUsers(caller: Caller, sql: SqlParameters): string {
  if (isAdministrator(caller)) return 'true';
  if (isSuperuser(caller)) return `u.access_level <> 'admin'`;
  if (caller.kind !== 'user') return 'false';
  const me = sql.add(caller.userId);
  return `(u.access_level = 'generic' and u.id <> ${me}
    and ${manageableUsers(caller, sql)}
    and not exists (
      select from (${everRelatedOrganizations('u.id')}) theirs (organization_id)
      join organizations o on o.id = theirs.organization_id
      left join memberships m on m.organization_id = o.id and m.user_id = u.id
      left join memberships mine on mine.organization_id = o.id and mine.user_id = ${me} and ${inForce('mine')}
      where o.owner_id is distinct from ${me} and (
        o.owner_id = u.id or not coalesce(mine.can_edit_users, false) or ${beyond('m', 'mine')} or ${permitted('mine')})))`;
}

/** A flag of a member that another member lacks. */
function beyond(member: string, other: string): string {
  return Object.values(flagColumns)
    .map((column) => `(coalesce(${member}.${column}, false) and not coalesce(${other}.${column}, false))`)
    .join(' or ');
}

/** Permissions on folders, cameras or tags of `o` that go beyond what membership `mine` gives: watching, moving, actions. */
function permitted(mine: string): string {
  const exceeds = (rights: string, permission: string, beyondViewing: string, within = 'true'): string => `exists (
    select from ${rights} where ${within} and ${permission}.user_id = u.id and ${permission}.can_view and (
      not coalesce(${mine}.can_view_streams, false)
      or (${beyondViewing} and not coalesce(${mine}.can_edit_streams, false))))`;
  return `${exceeds('folder_permissions fp join folders f on f.id = fp.folder_id and f.organization_id = o.id', 'fp', '(fp.can_use_ptz or fp.can_use_actions)')}
    or ${exceeds('camera_permissions cp join cameras c on c.id = cp.camera_id and c.organization_id = o.id', 'cp', 'cp.can_use_ptz')}
    or ${exceeds('tag_permissions tp', 'tp', 'tp.can_use_ptz', 'tp.organization_id = o.id')}`;
}
