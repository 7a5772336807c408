import type { Dialect } from '../dialect.js';
import { oauthDocumentation } from './oauth.documentation.js';
import { OauthModule } from './oauth.module.js';
import { oauthErrors } from './oauth.errors.js';
import { readOauthCredential } from './client-request.js';

/** OAuth 2.0 and OpenID Connect: sign-in for clients, their tokens, the published keys and the server's metadata. */
export const oauth: Dialect = {
  name: 'oauth',
  title: 'OAuth 2.0',
  prefixes: ['/oauth', '/.well-known'],
  module: OauthModule,
  // The token endpoint reads it again, because a client may also stand in the body.
  readCredential: readOauthCredential,
  errors: oauthErrors,
  documentation: oauthDocumentation,
  describe: (document) =>
    document
      .addBasicAuth(
        {
          type: 'http',
          scheme: 'basic',
          description: 'Client id and client secret, as `camgate app create` shows them.',
        },
        'client',
      )
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token.' }, 'bearer'),
};
