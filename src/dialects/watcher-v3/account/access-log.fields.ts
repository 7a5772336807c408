import type { AuditEntry, AuditField } from '#audit';
import { type WireField, wireList } from '../collections/wire-list.js';

type Field = WireField<AuditEntry, AuditField>;

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

/** An entry of the access log (GO26), in the order in which it is written. */
const fields: readonly Field[] = [
  { kind: 'stored', path: 'id', type: 'integer', field: 'id' },
  { kind: 'stored', path: 'created_at', type: 'utc', field: 'createdAt' },
  { kind: 'stored', path: 'action.type', type: 'string', field: 'event' },
  { kind: 'derived', path: 'object', show: objectOf },
  { kind: 'derived', path: 'user.id', show: ({ actor }) => userId(actor) },
  { kind: 'stored', path: 'user.login', type: 'string', field: 'actorName' },
  { kind: 'stored', path: 'user.request_data.ip', type: 'string', field: 'ip' },
  { kind: 'stored', path: 'user.request_data.user_agent', type: 'string', field: 'userAgent' },
  { kind: 'stored', path: 'event_data.door', type: 'string', field: 'dialect' },
  { kind: 'stored', path: 'event_data.reason', type: 'string', field: 'reason' },
  { kind: 'stored', path: 'event_data.request_id', type: 'string', field: 'requestId' },
];

export const accessLogList = wireList<AuditEntry, AuditField>(fields, ['id', 'created_at', 'action.type']);

function objectOf({ subject, subjectLogin }: AuditEntry): object | undefined {
  const [, kind = '', id] = /^([a-z]+):(.+)$/s.exec(subject ?? '') ?? [];
  const type = Object.hasOwn(types, kind) ? types[kind] : undefined;
  return type === undefined ? undefined : { id, type, representation: subjectLogin ?? subject };
}

function userId(actor: string | null): number | undefined {
  const [, id] = /^user:(\d+)$/.exec(actor ?? '') ?? [];
  return id === undefined ? undefined : Number(id);
}
