import type { MemberField, OrganizationMember } from '#access';
import { type WireField, wireList } from '../collections/wire-list.js';
import { toFolderPermissionsWire } from './folders/folder-user.wire.js';
import { flagNames } from './organization-permissions.wire.js';

type Field = WireField<OrganizationMember, MemberField>;

const permissions: readonly Field[] = [
  { kind: 'fixed', path: 'permissions.organization.is_member', type: 'boolean', value: true },
  ...Object.entries(flagNames).map(([name, flag]: [string, (typeof flagNames)[keyof typeof flagNames]]): Field => ({
    kind: 'stored',
    path: `permissions.organization.${name}`,
    type: 'boolean',
    field: flag,
    show: ({ flags }) => flags[flag],
  })),
  {
    kind: 'derived',
    path: 'permissions.folders',
    show: ({ folders }) =>
      folders.map((folder) => ({ folder_id: folder.folderId, ...toFolderPermissionsWire(folder) })),
  },
];

/** The member of an organization (GO25 `OrganizationUser`), in the order in which it is written. */
export const organizationUserList = wireList<OrganizationMember, MemberField>(
  [
    { kind: 'stored', path: 'id', type: 'integer', field: 'userId' },
    { kind: 'stored', path: 'name', type: 'string', field: 'login' },
    { kind: 'stored', path: 'email', type: 'string', field: 'email' },
    ...permissions,
  ],
  ['id', 'name'],
);
