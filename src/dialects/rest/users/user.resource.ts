import { ApiProperty } from '@nestjs/swagger';
import type { ManagedUser, UserField, UserOrganization } from '#access';
import { accessLevels } from '#auth';
import { MembershipRights, toMembershipRights } from '../memberships/membership-rights.dto.js';
import { defineResource } from '../resources/resource.js';

class OrganizationOfPerson {
  @ApiProperty({ type: 'integer', description: 'Its number.', example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'Its title.', example: 'Road authority' })
  readonly title!: string;

  @ApiProperty({ description: 'False: the person has only grants on folders or cameras there.', example: true })
  readonly member!: boolean;

  @ApiProperty({ type: MembershipRights, description: 'What the person may do there.' })
  readonly can!: MembershipRights;
}

const toOrganization = ({ id, title, isMember, flags }: UserOrganization): OrganizationOfPerson => ({
  id,
  title,
  member: isMember,
  can: toMembershipRights(flags),
});

export const userResource = defineResource<ManagedUser, UserField>(
  'User',
  {
    id: { type: 'integer', description: 'Their number.', example: 1, field: 'id' },
    login: { type: 'string', description: '`user-<id>` where the profile is hidden.', example: 'ann', field: 'login' },
    full_name: { type: 'string', nullable: true, description: 'Their name.', example: 'Ann Lee', field: 'fullName' },
    email: {
      type: 'string',
      nullable: true,
      description: 'Where mail goes.',
      example: 'ann@example.com',
      field: 'email',
    },
    phone: { type: 'string', nullable: true, description: 'A telephone number.', example: null, field: 'phone' },
    locale: { type: 'string', nullable: true, description: 'Language, ISO 639-1.', example: 'en', field: 'locale' },
    note: { type: 'string', nullable: true, description: 'For managers.', example: null, field: 'note' },
    external_id: {
      type: 'string',
      nullable: true,
      description: 'The account in another system.',
      example: null,
      field: 'externalId',
    },
    access_level: {
      type: 'string',
      enum: accessLevels,
      description: 'What they may do beside memberships and grants.',
      example: 'generic',
      field: 'accessLevel',
    },
    disabled: { type: 'boolean', description: 'May not sign in.', example: false, field: 'disabled' },
    readonly: { type: 'boolean', description: 'May not change their own data.', example: false, field: 'readonly' },
    max_sessions: {
      type: 'integer',
      nullable: true,
      description: 'How many sessions at once; `null`: no limit of their own.',
      example: null,
      field: 'maxSessions',
    },
    organizations: {
      type: [OrganizationOfPerson],
      description: 'Where they belong or have grants, as far as the caller may know.',
      show: ({ organizations }) => organizations.map(toOrganization),
    },
    created_at: { type: 'time', description: 'When the account was made.', field: 'createdAt' },
  },
  { searched: 'login, name, email address and note' },
);
