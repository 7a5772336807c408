import type { Dialect } from '../dialect.js';
import { scopeTexts } from '../http/scope-texts.js';
import { readCam2V1Credential } from './cam2-v1.credential.js';
import { cam2V1Documentation } from './cam2-v1.documentation.js';
import { Cam2V1Module } from './cam2-v1.module.js';
import { cam2V1Errors } from './cam2-v1.errors.js';

/** CAM2API as Purdue served it in 2017: tokens for applications, one array of cameras, queries in the path. */
export const cam2V1: Dialect = {
  name: 'cam2-v1',
  title: 'CAM2 v1',
  prefixes: ['/'],
  module: Cam2V1Module,
  readCredential: readCam2V1Credential,
  guestsMayRead: (config) => config.cam2V1AnonymousRead,
  errors: cam2V1Errors,
  // `/cameras.json`, `/cameras.json/`, `/cameras/` and `/cameras` are one route, and `/.json` is `/`.
  canonicalPath: (path) => path.replace(/(?:\.json)?\/?$/, '') || '/',
  documentation: cam2V1Documentation,
  describe: (document) =>
    document
      .addApiKey(
        {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'The word `JWT`, a space, and the token that `POST /token/` answered: `JWT eyJ0eXA...`.',
        },
        'jwt',
      )
      .addBasicAuth(
        {
          type: 'http',
          scheme: 'basic',
          description: 'Login and password of an administrator, to register applications.',
        },
        'administrator',
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
