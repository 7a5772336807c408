import type { CameraGroup, CameraGroupField, GroupCamera, GroupCameraField, GroupUser, GroupUserField } from '#layouts';
import { organizationResource } from '../organizations/organization.resource.js';
import { defineResource, type Property } from '../resources/resource.js';

export const groupResource = defineResource<CameraGroup, CameraGroupField>(
  'CameraGroup',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    title: { type: 'string', description: 'For people.', example: 'Entrances', field: 'title' },
    comment: { type: 'string', nullable: true, description: 'More about it.', example: 'All doors', field: 'comment' },
    position: {
      type: 'integer',
      description: 'Its place among others.',
      example: 1,
      field: 'orderNumber',
      show: ({ orderNumber }) => orderNumber,
    },
    organization_id: {
      type: 'integer',
      nullable: true,
      description: 'Whose it is; `null`: the installation’s.',
      example: 1,
      field: 'organizationId',
      show: ({ organizationId }) => organizationId,
    },
    camera_count: {
      type: 'integer',
      description: 'How many of its cameras the caller sees.',
      example: 2,
      show: ({ cameraCount }) => cameraCount,
    },
    created_at: {
      type: 'time',
      description: 'When it was made.',
      field: 'createdAt',
      show: ({ createdAt }) => createdAt,
    },
  },
  {
    searched: 'title and comment',
    links: {
      organization: {
        to: 'organization',
        schema: { type: organizationResource.answer },
        number: ({ organizationId }) => organizationId,
      },
    },
  },
);

export const groupCameraResource = defineResource<GroupCamera, GroupCameraField>(
  'GroupCamera',
  {
    id: { type: 'integer', description: "The camera's number.", example: 1, field: 'id' },
    name: { type: 'string', description: 'Its name.', example: 'demo-paris-eiffel-tower', field: 'name' },
    title: { type: 'string', nullable: true, description: 'For people.', example: 'Eiffel Tower', field: 'title' },
  },
  { searched: 'name and title' },
);

const mark = (
  field: 'canDvr' | 'canPtz' | 'canManageCameras' | 'canManageUsers',
  what: string,
): Property<GroupUser, GroupUserField> => ({
  type: 'boolean',
  description: `Marked for ${what}; gives no right.`,
  example: false,
  field,
});

export const groupUserResource = defineResource<GroupUser, GroupUserField>(
  'GroupUser',
  {
    user_id: {
      type: 'integer',
      description: "The user's number.",
      example: 1,
      field: 'userId',
      show: ({ userId }) => userId,
    },
    login: { type: 'string', description: 'The login.', example: 'admin', field: 'login' },
    archive: mark('canDvr', 'archives'),
    ptz: mark('canPtz', 'turning cameras'),
    manage_cameras: mark('canManageCameras', 'managing cameras'),
    manage_users: mark('canManageUsers', 'managing users'),
    comment: { type: 'string', nullable: true, description: 'More about it.', example: null, field: 'comment' },
    position: {
      type: 'integer',
      description: 'The place among others.',
      example: 0,
      field: 'orderNumber',
      show: ({ orderNumber }) => orderNumber,
    },
  },
  { searched: 'the login' },
);
