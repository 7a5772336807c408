import type { Dialect } from '../dialect.js';
import { readWatcherV2Credential } from './watcher-v2.credential.js';
import { WatcherV2Module } from './watcher-v2.module.js';
import { watcherV2Voice } from './watcher-v2.voice.js';

const cameras = '/vsaas/api/v2/cameras/';

/** Flussonic Watcher's API v2. */
export const watcherV2: Dialect = {
  name: 'watcher-v2',
  title: 'Watcher API v2',
  prefixes: ['/vsaas/api/v2'],
  module: WatcherV2Module,
  readCredential: readWatcherV2Credential,
  voice: watcherV2Voice,
  canonicalPath: joinCameraName,
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

/** A camera's name may hold slashes; its controller takes it as one segment. */
function joinCameraName(path: string): string {
  if (!path.startsWith(cameras)) return path;
  const name = path.slice(cameras.length).replace(/\/$/, '');
  return cameras + name.replaceAll('/', '%2F');
}
