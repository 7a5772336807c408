import { type AuditEntry, auditEventNames, type AuditField } from '#audit';
import { defineResource } from '../resources/resource.js';

export const auditEventResource = defineResource<AuditEntry, AuditField>('AuditEvent', {
  id: { type: 'integer', description: 'Its number.', example: 1, field: 'id' },
  at: { type: 'time', description: 'When it happened.', field: 'createdAt', show: ({ createdAt }) => createdAt },
  event: {
    type: 'string',
    enum: auditEventNames,
    description: 'What happened, in the words of the OWASP logging vocabulary.',
    example: 'authn_login_success',
    field: 'event',
  },
  outcome: {
    type: 'string',
    nullable: true,
    enum: ['success', 'failure'],
    description: 'How it ended.',
    example: 'success',
    field: 'outcome',
  },
  actor: {
    type: 'string',
    nullable: true,
    description: 'Who did it: `user:<id>`, `client:<client id>`, `system` or `cli`.',
    example: 'user:1',
    field: 'actor',
  },
  actor_name: {
    type: 'string',
    description: 'The login or the client id of who did it.',
    example: 'admin',
    field: 'actorName',
    show: ({ actorName }) => actorName,
  },
  subject: {
    type: 'string',
    nullable: true,
    description: 'What it was done to, such as `user:7` or `session:<id>`.',
    example: 'user:1',
    field: 'subject',
  },
  client: {
    type: 'string',
    nullable: true,
    description: 'The client id of the program through which a person did it.',
    example: null,
    field: 'client',
  },
  api: {
    type: 'string',
    nullable: true,
    description: 'The API through which it was done, or `cli`.',
    example: 'rest',
    field: 'dialect',
    show: ({ dialect }) => dialect,
  },
  ip: { type: 'string', nullable: true, description: 'The address it came from.', example: '127.0.0.1', field: 'ip' },
  user_agent: {
    type: 'string',
    nullable: true,
    description: 'What the program at that address called itself.',
    field: 'userAgent',
    show: ({ userAgent }) => userAgent,
  },
  request_id: {
    type: 'string',
    nullable: true,
    description: 'The request, as in `X-Request-Id`.',
    field: 'requestId',
    show: ({ requestId }) => requestId,
  },
  reason: { type: 'string', nullable: true, description: 'More about it.', field: 'reason' },
});
