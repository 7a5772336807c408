import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDocumentation } from '../dialect-documentation.js';
import { Failure } from './failure.dto.js';
import { watcherV3Bodies, watcherV3Tables } from './watcher-v3.bodies.js';

/** The OpenAPI documentation of Watcher's client-api and admin-api v3 beside its routes. */
export const watcherV3Documentation: DialectDocumentation = {
  description:
    "Flussonic Watcher's client-api v3, and the admin-api beside it for administrators. Sign in with login and password " +
    '(Basic) on any route, or get an access token at `POST /watcher/client-api/v3/login`.',
  tags: {
    authentication: 'Access tokens, sessions, automatic sign-in and forgotten passwords.',
    profile: 'The own account: its data, API key, devices and subscriptions.',
    users: 'The accounts that the caller manages.',
    administration: 'What happened on this server.',
    streams: 'The cameras that the caller may see.',
    'stream actions': 'Actions of the camera itself: not supported.',
    'stream permissions': 'Who may do what with one stream, apart from memberships and folders.',
    organizations: 'Organizations and their limits.',
    'organization users': 'Members of organizations, and what they may do.',
    presets: 'Ready-made settings of streams, and which organization may use which.',
    invitations: 'Invitations to an organization, by email.',
    folders: 'The tree of folders that holds the streams of an organization.',
    'folder users': 'Who has a permission on a folder.',
    nvrs: 'Video recorders: empty lists.',
    'user permissions': 'What one user may do, by organization, folder and stream.',
    mosaics: 'Several streams on one screen.',
    messages: 'Messages that people read in the interface.',
    web_push: 'Browsers that receive notifications.',
    agents: 'Tokens by which a camera with an agent would register itself.',
    episodes: 'What video analytics would see: empty lists.',
    persons: 'Known faces: empty lists.',
    usage: 'Usage of cameras: none is recorded.',
    'admin: authentication': 'Access tokens for administrators.',
    'admin: users': 'All accounts.',
    'admin: presets': 'All presets.',
    'admin: streams': 'All streams.',
    'admin: shares': 'Links by which anybody may watch one stream.',
    'admin: streamers': 'The registry of media servers.',
    'admin: zones': 'Groups of media servers.',
    'admin: settings': 'How the interface looks, how emails are sent, and how the server was started.',
    'admin: monitoring': 'Probes for orchestrators.',
    'admin: not here': 'What takes a part that this server does not have.',
  },
  pathParameters: {
    session_id: { description: 'The id of the session.', example: '5f0c2a6e-3b0e-4a53-9a58-8f2f4c9f3f11' },
    user_id: {
      description: 'The id of the user.',
      example: 1,
      otherwise: [{ route: /^(?:put|delete) .*\/v3\/users\/\{user_id\}$/, example: 2 }],
    },
    organization_id: {
      description: 'The id of the organization.',
      example: 2,
      otherwise: [{ route: /^(?:put|delete) .*\/v3\/organizations\/\{organization_id\}$/, example: 3 }],
    },
    preset_id: { description: 'The id of the preset.', example: 1 },
    folder_id: {
      description: 'The id of the folder.',
      example: 2,
      otherwise: [{ route: /^(?:put|delete) .*\/folders\/\{folder_id\}$|(?:floor_plan|map_file)$/, example: 3 }],
    },
    mosaic_id: { description: 'The id of the mosaic.', example: 1 },
    message_id: { description: 'The id of the message.', example: 1 },
    invite_key: { description: 'The key of the invitation, from its email.', example: 'q3J8bWl6dGVyaW91cw' },
    nvr_id: { description: 'The id of a video recorder. There are none here.', example: 1 },
    episode_id: { description: 'The id of an episode. There are none here.', example: '1234567890123456789' },
    key: { description: 'The key of the link.', example: 'IJCo3KGLBf6NAqMCGgHf5gNhpl9' },
    hostname: { description: 'The name of the media server.', example: 'streamer1.example.com' },
  },
  bodies: watcherV3Bodies,
  tables: watcherV3Tables,
  errors: {
    mediaType: 'application/json',
    schema: { $ref: getSchemaPath(Failure) },
    models: [Failure],
  },
};
