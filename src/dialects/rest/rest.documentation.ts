import { getSchemaPath } from '@nestjs/swagger';
import type { DialectDocumentation } from '../dialect-documentation.js';
import { Problem } from './problem.dto.js';

/** What the OpenAPI document of REST states beside its routes. */
export const restDocumentation: DialectDocumentation = {
  description: 'Cameras for frontends, scripts and SDKs. Authorize with a client id and a client secret, or sign in.',
  tags: {
    'sign-in': 'Sessions of people, and who the caller is.',
    'api-keys': 'Keys for scripts and displays, each limited to what it is for.',
    users: 'Accounts of people.',
    'identity-providers': 'External OpenID Connect providers at which people sign in, for administrators.',
    cameras: 'Finding, reading and writing cameras.',
    memberships: 'Who belongs to which organization, and what they may do there.',
    access: 'Why somebody may do something with a camera.',
    grants: 'Who may do what with cameras.',
    invitations: 'How strangers become members.',
    folders: 'The trees in which organizations keep their cameras.',
    imports: 'Files of cameras, read by the server.',
    webhooks: 'Where changes of cameras are sent to.',
    presets: 'Settings that many cameras share.',
    'media-servers': 'Where cameras are streamed from; for administrators.',
    shares: 'Links that let anybody watch one camera; for administrators.',
    layouts: 'How people arrange cameras.',
    applications: 'Programs that sign in with a client id.',
    audit: 'What happened, and who did it; for administrators.',
    settings: 'What administrators set while the server runs.',
    organizations: 'Who owns cameras, and who belongs to whom.',
  },
  pathParameters: {
    id: { description: "The camera's number.", example: '1' },
    z: { description: 'The zoom of a tile.', example: '0' },
    x: { description: 'Its column.', example: '0' },
    y: { description: 'Its row.', example: '0' },
    provider: { description: 'The name of an external provider.', example: 'company' },
    session_id: { description: 'The id of a session.', example: '5f0b6a3e-6a4e-4f6e-9d1c-2f2f5f3a9b11' },
    membership_id: { description: 'The id of a membership.', example: '1-1' },
    grant_id: { description: 'The id of a grant.', example: 'camera-1-1' },
    key: { description: 'The key of an invitation.', example: 'cgi_0fQ3Hc1x8eYt' },
    client_id: { description: 'The client id of an application.', example: 'c_1z4QiakaJteGTiqC71TsbTOn' },
  },
  // Values that differ per server are described in words, to be filled in.
  bodies: {
    signIn: { login: 'admin', password: 'the password that the first start printed' },
    refreshSession: { refresh_token: 'the refresh token of the last answer' },
    confirmTotp: { ticket: 'the ticket of the offer', code: 'the six digits that the app shows' },
    signOut: { refresh_token: 'the refresh token of the last answer' },
  },
  errors: {
    mediaType: 'application/problem+json',
    schema: { $ref: getSchemaPath(Problem) },
    models: [Problem],
  },
};
