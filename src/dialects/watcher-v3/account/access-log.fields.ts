import type { AuditEntry, AuditField } from '#audit';
import { answerClass } from '../collections/answer-class.js';
import { derived, stored, type WireField, wireList } from '../collections/wire-list.js';

/** The types of objects here (GO26); other subjects, such as sessions, are not listed as objects. */
const types: Readonly<Record<string, string>> = {
  user: 'User',
  camera: 'Stream',
  organization: 'Organization',
  folder: 'Folder',
  preset: 'Preset',
  mosaic: 'Mosaic',
  zone: 'Zone',
};

const objectSchema = answerClass('AccessLogObject', [
  { path: 'id', description: 'Its id.', example: '7' },
  {
    path: 'type',
    description: 'Its type.',
    enum: ['Stream', 'User', 'Organization', 'Folder', 'Preset', 'Mosaic', 'Zone'],
    example: 'User',
  },
  { path: 'representation', description: 'Its name: a login where it is a user.', example: 'ada' },
]);

/** An entry of the access log (GO26), in the order in which it is written. */
const fields: readonly WireField<AuditEntry, AuditField>[] = [
  stored('id', 'integer', 'id', { description: 'Id.', example: 4711 }),
  stored('created_at', 'utc', 'createdAt'),
  stored('action.type', 'string', 'event', {
    description: 'What happened, in terms of the OWASP logging vocabulary.',
    example: 'authn_login_fail',
  }),
  derived('object', objectOf, { schema: objectSchema, optional: true, description: 'What it was done to.' }),
  derived('user.id', ({ actor }) => userId(actor), {
    schema: Number,
    optional: true,
    description: 'Id, where a user did it.',
    example: 7,
  }),
  stored('user.login', 'string', 'actorName', {
    description:
      'Login; an application’s client id; `system` for the server itself; `guest` for an unidentified caller; of a ' +
      'failed login the login that was tried, empty where no user has it.',
    example: 'ada',
  }),
  stored('user.request_data.ip', 'string', 'ip', {
    optional: true,
    description: 'Address it came from.',
    example: '192.0.2.7',
  }),
  stored('user.request_data.user_agent', 'string', 'userAgent', {
    optional: true,
    description: 'Program it came from.',
    example: 'curl/8.5.0',
  }),
  stored('event_data.door', 'string', 'dialect'),
  stored('event_data.reason', 'string', 'reason'),
  stored('event_data.request_id', 'string', 'requestId'),
];

export const accessLogList = wireList<AuditEntry, AuditField>(fields, ['id', 'created_at', 'action.type']);

/** One thing that happened (GO26). */
export const AccessLogEntry = answerClass('AccessLogEntry', fields, {
  action: { name: 'AccessLogAction', description: 'What happened.' },
  user: { name: 'AccessLogUser', description: 'Who did it.' },
  'user.request_data': { name: 'AccessLogRequest', optional: true, description: 'The request.' },
  event_data: {
    schema: { type: 'object', additionalProperties: { type: 'string' } },
    optional: true,
    description: 'The API (`door`), the reason, and the id of the request.',
    example: { door: 'watcher-v3', reason: 'password' },
  },
});

function objectOf({ subject, subjectLogin }: AuditEntry): object | undefined {
  const [, kind = '', id] = /^([a-z]+):(.+)$/s.exec(subject ?? '') ?? [];
  const type = Object.hasOwn(types, kind) ? types[kind] : undefined;
  return type === undefined ? undefined : { id, type, representation: subjectLogin ?? subject };
}

function userId(actor: string | null): number | undefined {
  const [, id] = /^user:(\d+)$/.exec(actor ?? '') ?? [];
  return id === undefined ? undefined : Number(id);
}
