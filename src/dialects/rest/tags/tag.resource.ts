import type { Tag, TagField } from '#cameras';
import { defineResource } from '../resources/resource.js';

export const tagResource = defineResource<Tag, TagField>(
  'Tag',
  {
    id: {
      type: 'string',
      description: 'The number of the organization and the tag, in small letters and without accents.',
      example: '1-entrance',
      field: 'id',
    },
    organization_id: { type: 'integer', description: 'Whose cameras have it.', example: 1, field: 'organizationId' },
    name: { type: 'string', description: 'As the first camera has it.', example: 'Entrance', field: 'name' },
    camera_count: {
      type: 'integer',
      description: 'How many cameras have it that the caller sees.',
      example: 12,
      field: 'cameraCount',
    },
  },
  { searched: 'the name' },
);
