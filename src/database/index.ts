export { AdvisoryLocks } from './advisory-locks.js';
export { dataSourceOptions } from './data-source.options.js';
export { RepeatedWork } from './repeated-work.js';
export { type DatabaseErrorCode, DatabaseUnavailable, isLost, isUnavailable, reasonOf } from './database.error.js';
export { DatabaseHealth } from './database-health.js';
export { DatabaseLoad, type PoolLoad } from './database-load.js';
export { DatabaseLocation } from './database-location.js';
export { DatabaseModule } from './database.module.js';
export { DirectConnection, type OwnConnection } from './direct-connection.js';
export { DatabaseSession, findSession } from './database-session.js';
export {
  EmbeddedPostgresError,
  findRunningEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded/embedded-postgres.js';
export { migrate, SchemaTooNew } from './migrate.js';
export { type BackupColumns, BackupError, type BackupHeader, type BackupManifest } from './backup/backup-format.js';
export { openBackup, type OpenedBackup, type Pieces, verifyBackup } from './backup/backup-reader.js';
export { moveDatabase } from './backup/move.js';
export { type BackupSource, writeBackup, type WrittenBackup } from './backup/backup-writer.js';
export { restoreBackup, type RestoreTarget } from './backup/restore.js';
export type { MigrationPhase, MigrationStep, PlannedMigration } from './schema/migration-plan.js';
export { planPending, SchemaService } from './schema/schema.service.js';
export { readSchemaState, type SchemaState } from './schema/schema-state.js';
export { type ResealCount, Resealer } from './sealing/resealer.js';
export { noteSealingKeys, SealingKeyMissing } from './sealing/sealing-keys.js';
export { StatementBounds } from './statement-bounds.js';
export { type ConsistentRead, type StatementKind, Statements, translated } from './statements.js';
export { isRowId } from './row-id.js';
export { isReference, isTaken } from './violations.js';
export { reserveQuota } from './quota.js';
export { referring } from './referring.js';
