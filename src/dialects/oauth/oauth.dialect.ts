import type { Dialect } from '../dialect.js';
import { OauthModule } from './oauth.module.js';
import { oauthVoice } from './oauth.voice.js';

/** OAuth 2.0: the token endpoint, the published keys and the server's metadata. */
export const oauth: Dialect = {
  name: 'oauth',
  title: 'OAuth 2.0',
  prefixes: ['/oauth', '/.well-known'],
  module: OauthModule,
  // Client credentials are the token endpoint's own business; nothing else here needs a caller.
  readCredential: () => undefined,
  voice: oauthVoice,
  describe: (document) =>
    document.addBasicAuth(
      {
        type: 'http',
        scheme: 'basic',
        description: 'Client id and client secret, as `camgate app create` shows them.',
      },
      'client',
    ),
};
