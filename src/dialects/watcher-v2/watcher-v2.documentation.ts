import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDocumentation } from '../dialect-documentation.js';
import { Failure } from './failure.dto.js';
import { watcherV2Bodies, watcherV2Tables } from './watcher-v2.bodies.js';

/** What the OpenAPI document of Watcher's API v2 states beside its routes. */
export const watcherV2Documentation: DialectDocumentation = {
  description:
    "Flussonic Watcher's API v2. Open a session at `POST /vsaas/api/v2/auth/login` and send it as `x-vsaas-session`, " +
    "or send an API key as `x-vsaas-api-key`: the system's alone, a user's beside `x-vsaas-user`.",
  tags: {
    authentication: 'Sessions, automatic sign-in and forgotten passwords.',
    settings: 'What administrators set for everybody, and the first administrator of an empty server.',
    cameras: 'The cameras that the caller may see, and what can be done with them.',
    users: 'AccountViews, and their import from a table.',
    organizations: 'Organizations and their members.',
    presets: 'Ready-made settings of cameras, and which organization may use which.',
    folders: 'Where the cameras of an organization stand, and who may enter.',
    groups: 'Cameras that were put together, and who may watch them.',
    mosaics: 'Several cameras on one screen.',
    streamers: 'The registry of media servers.',
    events: 'What others report to have seen at cameras.',
    subscriptions: 'What the caller wants notifications of.',
    devices: 'The telephones that get the caller’s notifications.',
    analytics: 'Recognized faces and plates: lists that are there, and empty.',
    profile: 'The own account.',
  },
  pathParameters: {
    name: {
      description: 'The name of the camera; slashes may stand as they are or as %2F.',
      example: 'demo-paris-eiffel-tower',
    },
    agent_id: { description: 'The id of a camera’s agent. There are no agents here.', example: '1234567' },
    user_id: {
      description: 'The id of the user.',
      example: 1,
      otherwise: [{ route: /^(?:put|delete) .*\/v2\/users\/\{user_id\}$/, example: 2 }],
    },
    organization_id: {
      description: 'The id of the organization.',
      example: 2,
      otherwise: [{ route: /^(?:put|delete) .*\/v2\/organizations\/\{organization_id\}$/, example: 3 }],
    },
    preset_id: { description: 'The id of the preset.', example: 1 },
    folder_id: {
      description: 'The id of the folder.',
      example: 2,
      otherwise: [{ route: /^(?:put|delete) .*\/folders\/\{folder_id\}$|(?:floor_plan|map_file)$/, example: 3 }],
    },
    group_id: { description: 'The id of the group.', example: 1 },
    mosaic_id: { description: 'The id of the mosaic.', example: 1 },
    streamer_id: { description: 'The id of the media server.', example: 1 },
    subscription_id: { description: 'The id of the subscription.', example: 1 },
    token: { description: 'What the push service knows the device by.', example: 'fcm-token-1' },
    id: { description: 'The id of a recognized face or person. There are none here.', example: '1' },
  },
  bodies: watcherV2Bodies,
  tables: watcherV2Tables,
  errors: {
    mediaType: 'application/json',
    schema: { $ref: getSchemaPath(Failure) },
    models: [Failure],
  },
};
