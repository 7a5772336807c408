import { ApiProperty } from '@nestjs/swagger';
import type { OrganizationField, OrganizationView } from '#access';
import { defineResource } from '../resources/resource.js';

const limit = (of: string): PropertyDecorator =>
  ApiProperty({ type: 'integer', nullable: true, description: `${of}; \`null\`: no limit.`, example: null });

class OrganizationLimits {
  @limit('Cameras')
  readonly cameras!: number | null;

  @limit('Members')
  readonly users!: number | null;
}

class OrganizationOwner {
  @ApiProperty({ type: 'integer', description: "The user's number.", example: 1 })
  readonly id!: number;

  @ApiProperty({ description: 'The login.', example: 'admin' })
  readonly login!: string;
}

const may = (what: string): PropertyDecorator => ApiProperty({ description: `The caller may ${what}.`, example: true });

class OwnRights {
  @may('watch its cameras')
  readonly view_cameras!: boolean;

  @may('add, change and delete its cameras')
  readonly edit_cameras!: boolean;

  @may('change its members')
  readonly edit_users!: boolean;

  @ApiProperty({ description: 'The caller owns it.', example: true })
  readonly owner!: boolean;
}

export const organizationResource = defineResource<OrganizationView, OrganizationField>(
  'Organization',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    title: { type: 'string', description: 'For people.', example: 'Road authority', field: 'title' },
    public: {
      type: 'boolean',
      description: 'Every caller sees its cameras.',
      example: false,
      field: 'isPublic',
      show: ({ isPublic }) => isPublic,
    },
    default: {
      type: 'boolean',
      description: 'Cameras that name no organization go there.',
      example: false,
      field: 'isDefault',
      show: ({ isDefault }) => isDefault,
    },
    owner_id: {
      type: 'integer',
      nullable: true,
      description: "The owner's number.",
      example: 1,
      field: 'ownerId',
      show: ({ owner }) => owner?.id,
    },
    owner: { type: OrganizationOwner, nullable: true, description: 'Who owns it.', show: ({ owner }) => owner },
    limits: {
      type: OrganizationLimits,
      description: 'How much it may have.',
      show: ({ limits: { cameras, users } }) => ({ cameras, users }),
    },
    camera_count: {
      type: 'integer',
      description: 'How many of its cameras the caller sees.',
      example: 12,
      field: 'cameraCount',
      show: ({ cameraCount }) => cameraCount,
    },
    user_count: {
      type: 'integer',
      description: 'How many members it has; 0 for those who are none.',
      example: 3,
      field: 'userCount',
      show: ({ userCount }) => userCount,
    },
    second_factor_required: {
      type: 'boolean',
      description: 'Its members and its owner must have a second factor.',
      example: false,
      show: ({ requiresSecondFactor }) => requiresSecondFactor,
    },
    can: {
      type: OwnRights,
      description: 'What the caller may do there.',
      show: ({ mine }) => ({
        view_cameras: mine.canViewStreams,
        edit_cameras: mine.canEditStreams,
        edit_users: mine.canEditUsers,
        owner: mine.isOwner,
      }),
    },
    created_at: { type: 'time', description: 'When it was made.', field: 'createdAt' },
  },
  { searched: 'the title' },
);
