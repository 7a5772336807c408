import { type MembershipField, type MembershipView, periodStates } from '#access';
import { defineResource } from '../resources/resource.js';
import { organizationResource } from '../organizations/organization.resource.js';
import { userResource } from '../users/user.resource.js';
import { MembershipRights, toMembershipRights } from './membership-rights.dto.js';

export const membershipResource = defineResource<MembershipView, MembershipField>(
  'Membership',
  {
    id: {
      type: 'string',
      description: 'The numbers of the organization and of the user.',
      example: '1-1',
      field: 'id',
    },
    organization_id: { type: 'integer', description: 'The organization.', example: 1, field: 'organizationId' },
    organization_title: {
      type: 'string',
      description: 'Its title.',
      example: 'Road authority',
      field: 'organizationTitle',
    },
    user_id: { type: 'integer', description: 'The member.', example: 1, field: 'userId' },
    login: { type: 'string', description: '`user-<id>` where the profile is hidden.', example: 'ann', field: 'login' },
    owner: {
      type: 'boolean',
      description: 'Owns the organization, and so may do everything.',
      example: false,
      field: 'isOwner',
      show: ({ isOwner }) => isOwner,
    },
    valid_from: {
      type: 'time',
      nullable: true,
      description: 'From when it is in force; `null`: from the beginning.',
      example: null,
      field: 'validFrom',
    },
    valid_until: {
      type: 'time',
      nullable: true,
      description: 'When it ends by itself; `null`: never.',
      example: null,
      field: 'validUntil',
    },
    state: {
      type: 'string',
      enum: periodStates,
      description: 'Whether it is in force at this moment; `pending` and `ended` ones give nothing.',
      example: 'in_force',
      field: 'state',
    },
    can: {
      type: MembershipRights,
      description: 'What the member may do there.',
      show: ({ flags }) => toMembershipRights(flags),
    },
  },
  {
    searched: 'the login and the title of the organization',
    links: {
      organization: {
        to: 'organization',
        schema: { type: organizationResource.answer },
        number: ({ organizationId }) => organizationId,
      },
      user: { to: 'user', schema: { type: userResource.answer }, number: ({ userId }) => userId },
    },
  },
);
