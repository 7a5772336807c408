import type { MemberField, MembershipFlags, OrganizationMember } from '#access';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import { toFolderPermissionsWire } from './folders/folder-user.wire.js';
import { PermissionsOnFolder } from './organization-user.dto.js';
import { OrganizationPermissions } from './organization-permissions.dto.js';
import { flagNames } from './organization-permissions.wire.js';

/** The member of an organization (GO25 `OrganizationUser`), in the order in which it is written. */
const fields: readonly WireField<OrganizationMember, MemberField>[] = [
  stored('id', 'integer', 'userId', { description: 'Id of the user.', example: 7 }),
  stored('name', 'string', 'login', { description: 'Login.', example: 'ada' }),
  stored('email', 'string', 'email', { optional: true, description: 'Email address.', example: 'ada@example.com' }),
  { kind: 'fixed', path: 'permissions.organization.is_member', type: 'boolean', value: true },
  ...Object.entries(flagNames).map(([name, flag]: [string, keyof MembershipFlags]) =>
    stored(`permissions.organization.${name}`, 'boolean', flag, {
      show: ({ flags }: OrganizationMember) => flags[flag],
    }),
  ),
  derived(
    'permissions.folders',
    ({ folders }) => folders.map((folder) => ({ folder_id: folder.folderId, ...toFolderPermissionsWire(folder) })),
    { schema: [PermissionsOnFolder], description: 'On single folders.' },
  ),
];

export const organizationUserList = wireList<OrganizationMember, MemberField>(fields, ['id', 'name']);

/** A member of an organization (GO25 `OrganizationUser`). */
export const OrganizationUser = answerClass('OrganizationUser', fields, {
  permissions: { name: 'OrganizationUserPermissions', description: 'What the member may do here.' },
  'permissions.organization': { schema: OrganizationPermissions, description: 'In the organization.' },
});
