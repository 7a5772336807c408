import type { DialectDocumentation } from '../dialect-documentation.js';

/** What the OpenAPI document of the media API states beside its routes. */
export const mediaDocumentation: DialectDocumentation = {
  description:
    'What media servers ask: may this viewer watch this camera? The answer is the status. Pointing a server here: ' +
    'src/dialects/media/README.md.',
  tags: {
    Flussonic: 'The questions of Flussonic Media Server: `auth_backend`, `on_play`, `on_publish`.',
    MediaMTX: 'The question of MediaMTX (`authHTTPAddress`), and tokens that it verifies by itself.',
    nginx: "nginx's `auth_request` and the callbacks of its RTMP module.",
    'node-media-server': 'The notifications of node-media-server.',
  },
  pathParameters: {},
  sentQueries: { flussonic_play: ['token'] },
  errors: {
    mediaType: 'text/plain',
    schema: { type: 'string', description: 'A word for the log of the media server.', example: 'denied' },
    models: [],
  },
};
