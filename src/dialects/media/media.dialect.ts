import type { Dialect } from '../dialect.js';
import { readMediaCredential } from './media.credential.js';
import { mediaDocumentation } from './media.documentation.js';
import { MediaModule } from './media.module.js';
import { mediaErrors } from './media.errors.js';

/** Media servers, which ask whether a viewer may watch a camera. */
export const media: Dialect = {
  name: 'media',
  title: 'Media servers',
  // Flussonic knows Watcher under the first one (CHART).
  prefixes: ['/vsaas/api/camera_auth', '/media'],
  module: MediaModule,
  readCredential: readMediaCredential,
  errors: mediaErrors,
  documentation: mediaDocumentation,
  describe: (document) =>
    document
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', description: 'A native or Watcher v3 access token, or an API key.' },
        'bearer',
      )
      .addBasicAuth({ type: 'http', scheme: 'basic', description: 'Login and password.' }, 'basic'),
};
