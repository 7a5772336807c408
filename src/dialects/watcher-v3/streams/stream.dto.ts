import { PickType } from '@nestjs/swagger';
import { StreamBody } from './stream-body.dto.js';

/** The parameter of a path that names a stream, for Swagger UI. */
export const ofStream = {
  name: 'name',
  description: 'Its name; slashes may stand as they are or as %2F.',
  example: 'demo-paris-eiffel-tower',
} as const;

/** What an answer has of the fields of a body. */
export class StreamFields extends PickType(StreamBody, [
  'title',
  'comment',
  'inputs',
  'static',
  'disabled',
  'dvr',
  'vision',
  'audio',
  'onvif',
  'coordinates',
  'map_coordinates',
  'postal_address',
  'organization_id',
  'folder_id',
  'preset_id',
  'is_favourite',
  'notifications_enabled',
  'can_publish',
  'notifications',
  'nvr_settings',
] as const) {}
