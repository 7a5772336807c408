import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDocumentation } from '../dialect-documentation.js';
import { MessageDto } from './message.dto.js';

/** What the OpenAPI document of CAM2 v2 states beside its routes. */
export const cam2V2Documentation: DialectDocumentation = {
  description:
    "The camera database API that CAM2's Python client uses. Get a token at `GET /cam2/v2/auth`, send it as " +
    '`Authorization: Bearer <token>`.',
  tags: {
    Auth: 'Client id and client secret against a token of five minutes.',
    Apps: 'The programs that get tokens, and what was served to them.',
    Cameras: 'Reading, searching and writing cameras.',
  },
  pathParameters: {
    clientID: { description: 'The client id of the app.', example: 'a'.repeat(96) },
    cameraID: { description: 'The id of the camera, 24 hexadecimal digits.', example: '5b0cfa4a45bb0c0004277e4e' },
    id: { description: 'The number of the camera in CAM2 v1.', example: 1 },
  },
  bodies: {
    camera_update: { city: 'Tokyo', country: 'JP', frame_rate: 0.5 },
  },
  sentQueries: { cameras_exist: ['ip'], cameras_exist_apps_match: ['ip'] },
  errors: {
    mediaType: 'application/json',
    schema: { $ref: getSchemaPath(MessageDto) },
    models: [MessageDto],
  },
};
