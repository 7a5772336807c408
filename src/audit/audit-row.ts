import type { EntityMetadata } from 'typeorm';
import type { AuditEventEntity } from './audit-event.entity.js';
import type { AuditEventName } from './audit-event-name.js';
import type { AuditEvent, AuditOutcome } from './audit-event.js';
import type { Content, Link } from './audit-marks.js';

/** What a writer states of an event; the database gives the id, the sealer the rest. */
export type AuditRow = Omit<AuditEventEntity, 'id' | 'mark' | 'sequence' | 'hash'>;

/** An event as it is stored; the time is ISO 8601 in UTC without a zone. */
export interface StoredRow extends Omit<AuditEventEntity, 'at'> {
  readonly at: string;
}

const textLimit = 255;
/** Columns that no writer gives. */
const others = new Set(['id', 'sequence', 'hash']);
const failures: ReadonlySet<AuditEventName> = new Set([
  'authn_login_fail',
  'authn_login_fail_max',
  'authn_login_lock',
  'authn_password_change_fail',
  'authn_token_reuse',
  'authz_fail',
  'crypt_decrypt_fail',
  'excess_rate_limit_exceeded',
  'session_use_after_expire',
  'ssrf_blocked',
]);

/** The columns of a stored row, named as in `StoredRow`, from `audit_events e`. A time in text does not depend on settings. */
export const storedColumns = `e.id::text AS id, to_jsonb(e.at AT TIME ZONE 'UTC') #>> '{}' AS at, e.event, e.actor, e.subject,
  e.client, e.door AS dialect, e.ip, e.user_agent AS "userAgent", e.request_id AS "requestId", e.outcome, e.reason,
  e.mark, e.sequence::text AS sequence, e.hash`;

/** The row of an event that happened at that time. */
export function auditRow(event: AuditEvent, at: Date): AuditRow {
  return {
    at,
    event: event.event,
    actor: plain(event.actor),
    subject: plain(event.subject),
    client: plain(event.client),
    dialect: plain(event.origin?.dialect),
    ip: plain(event.origin?.ip),
    userAgent: plain(event.origin?.userAgent),
    requestId: plain(event.origin?.requestId),
    outcome: event.outcome ?? outcomeOf(event.event),
    reason: plain(event.reason),
  };
}

/** What the name of an event says about its outcome. */
export function outcomeOf(event: AuditEventName): AuditOutcome {
  return failures.has(event) ? 'failure' : 'success';
}

/** As PostgreSQL writes a time as text: `2026-11-30T12:00:00.120Z` is `2026-11-30T12:00:00.12`. */
function withoutTrailingZeros(iso: string): string {
  const [seconds = '', fraction = ''] = iso.slice(0, -1).split('.');
  const significant = fraction.replace(/0{1,3}$/, '');
  return significant === '' ? seconds : `${seconds}.${significant}`;
}

/** What is marked and chained, of a row to be written and of a stored one alike. */
export function contentOf(row: AuditRow | StoredRow): Content {
  const at = typeof row.at === 'string' ? row.at : withoutTrailingZeros(row.at.toISOString());
  const { event, actor, subject, client, dialect, ip, userAgent, requestId, outcome, reason } = row;
  return [at, event, actor, subject, client, dialect, ip, userAgent, requestId, outcome, reason];
}

export function linkOf(row: StoredRow, sequence: number): Link {
  return { sequence, id: row.id, mark: row.mark, content: contentOf(row) };
}

/**
 * Inserts any number of rows from one parameter, a JSON array: a batch costs the server hardly more than a single event.
 * @param parameter the number of the parameter in the statement
 */
export function insertRows({ tableName, columns }: EntityMetadata, parameter: number): string {
  const given = columns.filter(({ propertyName }) => !others.has(propertyName));
  const names = given.map(({ databaseName }) => databaseName).join(', ');
  const isBytes = ({ type }: { readonly type: unknown }): boolean => type === 'bytea';
  const values = given.map((column) =>
    isBytes(column) ? `decode("${column.propertyName}", 'hex')` : `"${column.propertyName}"`,
  );
  const types = given.map((column) => `"${column.propertyName}" ${isBytes(column) ? 'text' : String(column.type)}`);
  return `INSERT INTO ${tableName} (${names})
    SELECT ${values.join(', ')} FROM jsonb_to_recordset($${parameter}::jsonb) AS e (${types.join(', ')})`;
}

/** What strangers send must not forge lines or break the insert: no control characters, no lone surrogates, bounded. */
function plain(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text
    .slice(0, textLimit)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}
