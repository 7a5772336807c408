import { ApiProperty } from '@nestjs/swagger';
import type { Folder, FolderField } from '#access';
import { organizationResource } from '../organizations/organization.resource.js';
import { defineResource } from '../resources/resource.js';

class FolderLocation {
  @ApiProperty({ description: 'WGS84 degrees.', example: 48.8584 })
  readonly latitude!: number;

  @ApiProperty({ description: 'WGS84 degrees.', example: 2.2945 })
  readonly longitude!: number;
}

export const folderResource = defineResource<Folder, FolderField>(
  'Folder',
  {
    id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
    organization_id: { type: 'integer', description: 'Whose tree it is in.', example: 1, field: 'organizationId' },
    parent_id: {
      type: 'integer',
      nullable: true,
      description: 'The folder above; `null`: the root.',
      example: null,
      field: 'parentId',
    },
    title: { type: 'string', description: 'For people.', example: 'Ground floor', field: 'title' },
    level: { type: 'integer', description: 'Steps from the root, 0 to 7.', example: 0, field: 'level' },
    position: { type: 'integer', description: 'Among its siblings, from 0.', example: 0, field: 'orderNumber' },
    location: {
      type: FolderLocation,
      nullable: true,
      description: 'Where it is.',
      show: ({ coordinates }) => coordinates,
    },
    camera_count: {
      type: 'integer',
      description: 'How many cameras are directly in it.',
      example: 12,
      field: 'cameraCount',
    },
    created_at: { type: 'time', description: 'When it was made.', field: 'createdAt' },
  },
  {
    searched: 'the title',
    links: {
      organization: {
        to: 'organization',
        schema: { type: organizationResource.answer },
        number: ({ organizationId }) => organizationId,
      },
      can: {
        to: 'folder-actions',
        schema: { type: 'array', items: { type: 'string', enum: ['edit'] } },
        number: ({ organizationId }) => organizationId,
      },
    },
  },
);
