import type { ManagedUser, UserField, UserOrganization } from '#access';
import { wireList } from '../collections/wire-list.js';
import { toPermissionsWire } from '../organizations/organization-permissions.wire.js';

/** The user object (GO25), in the order in which it is written. */
export const userList = wireList<ManagedUser, UserField>(
  [
    { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
    { kind: 'stored', path: 'name', type: 'string', field: 'login' },
    { kind: 'stored', path: 'fullname', type: 'string', field: 'fullName' },
    { kind: 'stored', path: 'email', type: 'string', field: 'email' },
    { kind: 'stored', path: 'phone', type: 'string', field: 'phone' },
    { kind: 'stored', path: 'locale', type: 'string', field: 'locale' },
    { kind: 'stored', path: 'note', type: 'string', field: 'note' },
    { kind: 'stored', path: 'external_id', type: 'string', field: 'externalId' },
    { kind: 'stored', path: 'access_level', type: 'string', field: 'accessLevel' },
    { kind: 'stored', path: 'disabled', type: 'boolean', field: 'disabled' },
    { kind: 'stored', path: 'readonly', type: 'boolean', field: 'readonly' },
    { kind: 'stored', path: 'max_sessions', type: 'integer', field: 'maxSessions' },
    { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'createdAt' },
    {
      kind: 'derived',
      path: 'organizations',
      show: ({ organizations }) => organizations.map(toOrganizationOfUserWire),
    },
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
