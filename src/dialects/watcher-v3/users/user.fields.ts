import type { ManagedUser, UserField, UserOrganization } from '#access';
import { derived, stored, wireList } from '../collections/wire-list.js';
import { toPermissionsWire } from '../organizations/organization-permissions.wire.js';

/** The user object (GO25), in the order in which it is written. */
export const userList = wireList<ManagedUser, UserField>(
  [
    stored('id', 'integer', 'id'),
    stored('name', 'string', 'login'),
    stored('fullname', 'string', 'fullName'),
    stored('email', 'string', 'email'),
    stored('phone', 'string', 'phone'),
    stored('locale', 'string', 'locale'),
    stored('note', 'string', 'note'),
    stored('external_id', 'string', 'externalId'),
    stored('access_level', 'string', 'accessLevel'),
    stored('disabled', 'boolean', 'disabled'),
    stored('readonly', 'boolean', 'readonly'),
    stored('max_sessions', 'integer', 'maxSessions'),
    stored('created_at', 'utc_ms', 'createdAt'),
    derived('organizations', ({ organizations }) => organizations.map(toOrganizationOfUserWire)),
  ],
  ['id', 'name'],
);

function toOrganizationOfUserWire({ id, title, owner, isMember, flags }: UserOrganization): object {
  return {
    id,
    title,
    ...(owner === null ? {} : { owner: { id: owner.id, name: owner.login } }),
    permissions: toPermissionsWire(flags, isMember),
  };
}
