import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDocumentation } from '../dialect-documentation.js';
import { TokenRefusal } from './token.dto.js';

/** What the OpenAPI document of OAuth 2.0 states beside its routes. */
export const oauthDocumentation: DialectDocumentation = {
  description:
    'The token endpoint (RFC 6749), introspection and revocation (RFC 7662, RFC 7009), the published keys (RFC 7517) and the metadata of the server (RFC 8414, OpenID Connect Discovery). People sign in at `/oauth/authorize`, which the metadata name.',
  tags: {
    tokens: 'Access tokens for programs, and the next one for whoever holds a refresh token.',
    people: 'Who the person is that a client acts for.',
    discovery: 'What programs find out by themselves: keys and addresses.',
  },
  pathParameters: {},
  // Values that differ per server are described in words, to be filled in.
  bodies: {
    issueToken: {
      grant_type: 'client_credentials',
      client_id: 'the client id that the first start printed',
      client_secret: 'its secret',
    },
  },
  errors: {
    mediaType: 'application/json',
    schema: { $ref: getSchemaPath(TokenRefusal) },
    models: [TokenRefusal],
  },
};
