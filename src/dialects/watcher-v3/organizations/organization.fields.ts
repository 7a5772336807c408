import type { MembershipFlags, OrganizationField, OrganizationView } from '#access';
import { type WireField, wireList } from '../collections/wire-list.js';
import { flagNames } from './organization-permissions.wire.js';

/** What is shown of an organization beside its own fields. */
export interface OrganizationRelated {
  /** By organization; one without any is missing. */
  readonly mosaicCounts: ReadonlyMap<number, number>;
}

type Field = WireField<OrganizationView, OrganizationField, OrganizationRelated>;

const permissions: readonly Field[] = [
  { kind: 'derived', path: 'user_permissions.is_member', show: ({ mine }) => mine.isMember },
  ...Object.entries(flagNames).map(([name, flag]: [string, keyof MembershipFlags]): Field => ({
    kind: 'derived',
    path: `user_permissions.${name}`,
    show: ({ mine }) => mine[flag],
  })),
];

/** The organization object (GO25), in the order in which it is written. */
export const organizationList = wireList<OrganizationView, OrganizationField, OrganizationRelated>(
  [
    { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
    { kind: 'stored', path: 'title', type: 'string', field: 'title' },
    { kind: 'stored', path: 'is_default', type: 'boolean', field: 'isDefault' },
    { kind: 'stored', path: 'created_at', type: 'utc_ms', field: 'createdAt' },
    { kind: 'stored', path: 'owner.id', type: 'integer', field: 'ownerId', show: ({ owner }) => owner?.id },
    { kind: 'stored', path: 'owner.name', type: 'string', field: 'ownerLogin', show: ({ owner }) => owner?.login },
    // Clients read into it without asking whether there is any.
    { kind: 'derived', path: 'limits', show: () => ({}) },
    {
      kind: 'stored',
      path: 'limits.streams',
      type: 'integer',
      field: 'cameraLimit',
      show: ({ limits }) => limits.cameras,
    },
    { kind: 'stored', path: 'limits.users', type: 'integer', field: 'userLimit', show: ({ limits }) => limits.users },
    { kind: 'stored', path: 'stats.streams', type: 'integer', field: 'cameraCount' },
    { kind: 'stored', path: 'stats.users', type: 'integer', field: 'userCount' },
    {
      kind: 'derived',
      path: 'stats.mosaics',
      show: ({ id }, { mosaicCounts }) => mosaicCounts.get(id) ?? 0,
    },
    ...permissions,
  ],
  ['id', 'title'],
);
