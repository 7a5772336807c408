import type { Dialect } from '../dialect.js';
import { scopeTexts } from '../http/scope-texts.js';
import { readCam2V2Credential } from './cam2-v2.credential.js';
import { cam2V2Documentation } from './cam2-v2.documentation.js';
import { Cam2V2Module } from './cam2-v2.module.js';
import { cam2V2Errors } from './cam2-v2.errors.js';

/** The camera database API that CAM2's Python client used from April 2018 on: apps, cameras, five-minute tokens. */
export const cam2V2: Dialect = {
  name: 'cam2-v2',
  title: 'CAM2 v2',
  prefixes: ['/cam2/v2'],
  module: Cam2V2Module,
  readCredential: readCam2V2Credential,
  errors: cam2V2Errors,
  documentation: cam2V2Documentation,
  describe: (document) =>
    document
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The token that `GET /auth` answered.' },
        'bearer',
      )
      .addApiKey(
        {
          type: 'apiKey',
          in: 'query',
          name: 'access_token',
          description: 'The same token in the query string, for clients that cannot send a header.',
        },
        'query',
      )
      .addOAuth2(
        {
          type: 'oauth2',
          description:
            'Client id and client secret; the access token goes out as `Bearer`, which this API accepts, too.',
          flows: {
            clientCredentials: {
              tokenUrl: '/oauth/token',
              scopes: scopeTexts('cameras:read', 'cameras:write', 'applications:manage'),
            },
          },
        },
        'client',
      ),
};
