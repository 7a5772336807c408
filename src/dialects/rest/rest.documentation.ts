import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDocumentation } from '../dialect-documentation.js';
import { Problem } from './problem.dto.js';

/** What the OpenAPI document of REST states beside its routes. */
export const restDocumentation: DialectDocumentation = {
  description: 'Cameras for frontends, scripts and SDKs. Authorize with a client id and a client secret, or sign in.',
  tags: {
    'sign-in': 'Sessions of people, and who the caller is.',
    'api-keys': 'Keys for scripts and displays, each limited to what it is for.',
    cameras: 'Finding, reading and writing cameras.',
  },
  pathParameters: {
    id: { description: "The camera's number.", example: '1' },
  },
  // Values that differ per server are described in words, to be filled in.
  bodies: {
    signIn: { login: 'admin', password: 'the password that the first start printed' },
    refreshSession: { refresh_token: 'the refresh token of the last answer' },
    signOut: { refresh_token: 'the refresh token of the last answer' },
  },
  errors: {
    mediaType: 'application/problem+json',
    schema: { $ref: getSchemaPath(Problem) },
    models: [Problem],
  },
};
