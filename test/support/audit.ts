import type { DataSource } from 'typeorm';

/** Removes all audit events as only the owner of the database can: for tests that count what they cause. */
export async function emptyAuditLog(dataSource: DataSource): Promise<void> {
  await asOwner(dataSource, 'DELETE FROM audit_events');
}

/** Runs SQL past the triggers that keep the log append-only, as somebody with the owner's rights may. */
export async function asOwner(dataSource: DataSource, sql: string): Promise<void> {
  await dataSource.query(`
    ALTER TABLE audit_events DISABLE TRIGGER USER;
    ${sql};
    ALTER TABLE audit_events ENABLE TRIGGER USER;
  `);
}
