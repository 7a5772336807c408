import type { Dialect } from '../dialect.js';
import { scopeTexts } from '../http/scope-texts.js';
import { readRestCredential } from './rest.credential.js';
import { restDocumentation } from './rest.documentation.js';
import { restErrors } from './rest.errors.js';
import { RestModule } from './rest.module.js';

/** Our own API: cameras for frontends, scripts and SDKs. */
export const rest: Dialect = {
  name: 'rest',
  title: 'REST',
  prefixes: ['/api/v1'],
  module: RestModule,
  readCredential: readRestCredential,
  errors: restErrors,
  documentation: restDocumentation,
  describe: (document) =>
    document
      .addOAuth2(
        {
          type: 'oauth2',
          description: 'For programs: client id and client secret, as `camgate app create` shows them.',
          flows: {
            clientCredentials: {
              tokenUrl: '/oauth/token',
              scopes: scopeTexts(),
            },
          },
        },
        'oauth2',
      )
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', description: 'An access token of `POST /api/v1/auth/login`, or an API key.' },
        'bearer',
      )
      .addBasicAuth({ type: 'http', scheme: 'basic', description: 'For scripts: login and password.' }, 'basic'),
};
