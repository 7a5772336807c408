import type { EntityMetadata } from 'typeorm';
import type { AuditEventEntity } from './audit-event.entity.js';
import type { AuditEvent } from './audit-event.js';

/** What a writer states of an event; the database gives the id. */
export type AuditRow = Omit<AuditEventEntity, 'id'>;

const textLimit = 255;

/** The row of an event that happened at that time. */
export function auditRow(event: AuditEvent, at: Date): AuditRow {
  return {
    at,
    event: event.event,
    actor: plain(event.actor),
    subject: plain(event.subject),
    dialect: plain(event.origin?.dialect),
    ip: plain(event.origin?.ip),
    userAgent: plain(event.origin?.userAgent),
    requestId: plain(event.origin?.requestId),
    reason: plain(event.reason),
  };
}

/**
 * Inserts any number of rows from one parameter, a JSON array: a batch costs the server hardly more than a single event.
 * @param parameter the number of the parameter in the statement
 */
export function insertRows({ tableName, columns }: EntityMetadata, parameter: number): string {
  const written = columns.filter(({ isGenerated }) => !isGenerated);
  const names = written.map(({ databaseName }) => databaseName).join(', ');
  const properties = written.map(({ propertyName }) => `"${propertyName}"`).join(', ');
  const types = written.map(({ propertyName, type }) => `"${propertyName}" ${String(type)}`).join(', ');
  return `INSERT INTO ${tableName} (${names})
    SELECT ${properties} FROM jsonb_to_recordset($${parameter}::jsonb) AS e (${types})`;
}

/** What strangers send must not forge lines or break the insert: no control characters, no lone surrogates, bounded. */
function plain(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text
    .slice(0, textLimit)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}
