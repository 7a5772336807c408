import type { MembershipFlags, OrganizationField, OrganizationView } from '#access';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';
import { OrganizationLimits, PersonName } from './organization.dto.js';
import { OrganizationPermissions } from './organization-permissions.dto.js';
import { flagNames } from './organization-permissions.wire.js';

/** What an answer has of an organization beside its own fields. */
export interface OrganizationRelated {
  /** By organization; one without any is missing. */
  readonly mosaicCounts: ReadonlyMap<number, number>;
}

type Field = WireField<OrganizationView, OrganizationField, OrganizationRelated>;

const permissions: readonly Field[] = [
  derived('user_permissions.is_member', ({ mine }) => mine.isMember),
  ...Object.entries(flagNames).map(([name, flag]: [string, keyof MembershipFlags]) =>
    derived(`user_permissions.${name}`, ({ mine }: OrganizationView) => mine[flag]),
  ),
];

/** The organization object (GO25), in the order in which it is written. */
const fields: readonly Field[] = [
  stored('id', 'integer', 'id', { description: 'Id.', example: 7 }),
  stored('title', 'string', 'title', { description: 'Name for people.', example: 'Example LLC' }),
  stored('is_default', 'boolean', 'isDefault', {
    optional: true,
    description: 'The default for new streams and users.',
    example: false,
  }),
  stored('created_at', 'utc_ms', 'createdAt', { optional: true }),
  stored('owner.id', 'integer', 'ownerId', { show: ({ owner }) => owner?.id }),
  stored('owner.name', 'string', 'ownerLogin', { show: ({ owner }) => owner?.login }),
  // Clients read into it without asking whether there is any.
  derived('limits', () => ({})),
  stored('limits.streams', 'integer', 'cameraLimit', { show: ({ limits }) => limits.cameras }),
  stored('limits.users', 'integer', 'userLimit', { show: ({ limits }) => limits.users }),
  stored('stats.streams', 'integer', 'cameraCount', { description: 'Streams that the caller sees.', example: 12 }),
  stored('stats.users', 'integer', 'userCount', { description: 'Members.', example: 12 }),
  derived('stats.mosaics', ({ id }, { mosaicCounts }) => mosaicCounts.get(id) ?? 0, {
    schema: Number,
    optional: true,
    description: 'Mosaics that the caller sees.',
    example: 2,
  }),
  ...permissions,
];

export const organizationList = wireList<OrganizationView, OrganizationField, OrganizationRelated>(fields, [
  'id',
  'title',
]);

/** An organization as client-api v3 shows it (GO25). Fields without a value are left out. */
export const Organization = answerClass('Organization', fields, {
  owner: { schema: PersonName, optional: true, description: 'Who owns it.' },
  limits: { schema: OrganizationLimits, optional: true, description: 'Its quota.' },
  stats: { name: 'OrganizationStats', optional: true, description: 'How much it has.' },
  user_permissions: { schema: OrganizationPermissions, optional: true, description: "The caller's own rights." },
});
