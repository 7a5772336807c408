import type { Dialect } from '../dialect.js';
import { canonicalPath } from './canonical-path.js';
import { readWatcherV2Credential } from './watcher-v2.credential.js';
import { watcherV2Documentation } from './watcher-v2.documentation.js';
import { WatcherV2Module } from './watcher-v2.module.js';
import { watcherV2Errors } from './watcher-v2.errors.js';

/** Flussonic Watcher's API v2. */
export const watcherV2: Dialect = {
  name: 'watcher-v2',
  title: 'Watcher API v2',
  prefixes: ['/vsaas/api/v2', '/vsaas/api/interchange', '/vsaas/autologin'],
  module: WatcherV2Module,
  readCredential: readWatcherV2Credential,
  errors: watcherV2Errors,
  canonicalPath,
  documentation: watcherV2Documentation,
  describe: (document) =>
    document
      .addApiKey(
        { type: 'apiKey', in: 'header', name: 'x-vsaas-session', description: '`session` of `POST /auth/login`.' },
        'x-vsaas-session',
      )
      .addApiKey(
        {
          type: 'apiKey',
          in: 'header',
          name: 'x-vsaas-api-key',
          description: "The system's key (alone: anything; with a user: as that user), or a user's with that user.",
        },
        'x-vsaas-api-key',
      )
      .addApiKey(
        { type: 'apiKey', in: 'header', name: 'x-vsaas-user', description: 'Login, beside x-vsaas-api-key.' },
        'x-vsaas-user',
      ),
};
