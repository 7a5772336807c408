import type { ManagedUser, UserField, UserOrganization } from '#access';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, wireList, type WireField } from '../collections/wire-list.js';
import { toPermissionsWire } from '../organizations/organization-permissions.wire.js';
import { OrganizationOfUser, UserFields } from './user.dto.js';

/** The user object (GO25), in the order in which it is written. */
const fields: readonly WireField<ManagedUser, UserField>[] = [
  stored('id', 'integer', 'id', { description: 'Id.', example: 7 }),
  stored('name', 'string', 'login', { description: 'Login.', example: 'ada' }),
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
  stored('created_at', 'utc_ms', 'createdAt', { optional: true }),
  derived('organizations', ({ organizations }) => organizations.map(toOrganizationOfUserWire), {
    schema: [OrganizationOfUser],
    optional: true,
    description: 'Where the user belongs, as far as the caller may know.',
  }),
];

export const userList = wireList<ManagedUser, UserField>(fields, ['id', 'name']);

/** A user as client-api v3 shows it (GO25 `User`). Fields without a value are left out; the password always is. */
export const User = answerClass('User', fields, {}, UserFields);

function toOrganizationOfUserWire({ id, title, owner, isMember, flags }: UserOrganization): object {
  return {
    id,
    title,
    ...(owner === null ? {} : { owner: { id: owner.id, name: owner.login } }),
    permissions: toPermissionsWire(flags, isMember),
  };
}
