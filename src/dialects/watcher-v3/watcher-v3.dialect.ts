import type { Dialect } from '../dialect.js';
import { joinStreamName } from './streams/stream-paths.js';
import { readWatcherV3Credential } from './watcher-v3.credential.js';
import { watcherV3Documentation } from './watcher-v3.documentation.js';
import { WatcherV3Module } from './watcher-v3.module.js';
import { watcherV3Errors } from './watcher-v3.errors.js';

/** Flussonic Watcher's client-api v3. */
export const watcherV3: Dialect = {
  name: 'watcher-v3',
  title: 'Watcher client-api v3',
  prefixes: ['/watcher/client-api/v3', '/watcher/admin-api/v3'],
  module: WatcherV3Module,
  readCredential: readWatcherV3Credential,
  errors: watcherV3Errors,
  canonicalPath: joinStreamName,
  documentation: watcherV3Documentation,
  describe: (document) =>
    document
      .addBasicAuth({ type: 'http', scheme: 'basic', description: 'Login and password; accepted on every route.' })
      .addBearerAuth({
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'The `access_token` of `POST /login` (there: its `refresh_token`), a v2 session, or a personal API key.',
      }),
};
