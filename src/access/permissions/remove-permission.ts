import type { AuditEvent, AuditLogService } from '#audit';
import type { DataSource } from 'typeorm';

/**
 * Removes one permission, with the event that tells of it. A transaction, because even a statement that deletes nothing tells the
 * feed that rights have changed.
 * @param statement DELETE … RETURNING
 * @param missing throws, for a permission that is not there
 */
export async function removePermission(
  dataSource: DataSource,
  audit: AuditLogService,
  statement: string,
  values: readonly unknown[],
  event: AuditEvent,
  missing: () => never,
): Promise<void> {
  await dataSource.transaction(async (manager) => {
    const removed = await audit.recordWith(manager, statement, values, event);
    if (removed.length === 0) missing();
  });
}
