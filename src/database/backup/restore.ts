import { type Vault, VaultError } from '#config';
import type { PoolClient } from 'pg';
import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import type { DatabaseSession } from '../database-session.js';
import { openForMigrations, takeMigrationLock } from '../migrate.js';
import { noteCompatibility } from '../schema/schema-state.js';
import { sealedColumns } from '../sealing/sealed-columns.js';
import { BackupError, type BackupHeader, type BackupManifest } from './backup-format.js';
import type { OpenedBackup } from './backup-reader.js';
import { loadFrames } from './bulk-load.js';
import { type Queries, quotedName } from './catalogue.js';
import { checkEmpty, dropSchema } from './empty-database.js';

/** Where a backup goes. */
export interface RestoreTarget {
  readonly url: string;
  readonly session: DatabaseSession;
  readonly vault: Vault;
}

/** How many values of each column of sealed texts are tried. */
const opened = 20;

/**
 * Restores a backup into an empty database: makes the schema of the backup, loads its rows, migrates on to the schema of this
 * program, and opens some of what is sealed. Everything is one transaction; whatever fails, the database is as before.
 * @throws BackupError
 */
export async function restoreBackup(
  { url, session, vault }: RestoreTarget,
  backup: OpenedBackup,
): Promise<BackupManifest> {
  const dataSource = await openForMigrations(url, session);
  try {
    const manifest = await inOneTransaction(dataSource, (runner) => fill(dataSource, runner, backup, vault));
    // Without statistics the first statements over large tables would be slow.
    for (const { name } of backup.header.tables) await dataSource.query(`ANALYZE ${quotedName(name)}`);
    return manifest;
  } finally {
    await dataSource.destroy();
  }
}

async function inOneTransaction<T>(dataSource: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await takeMigrationLock(runner);
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

async function fill(
  dataSource: DataSource,
  runner: QueryRunner,
  { header, frames }: OpenedBackup,
  vault: Vault,
): Promise<BackupManifest> {
  const queries: Queries = {
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await runner.query(statement, [...parameters])) as readonly Row[],
  };
  // Of indexes; the usual 64 MB make those of a million cameras half as fast.
  for (const setting of [`lock_timeout = '10s'`, `maintenance_work_mem = '256MB'`, `client_encoding = 'UTF8'`])
    await queries.query(`SET LOCAL ${setting}`);
  await checkEmpty(queries);
  await dropSchema(queries, dataSource.migrations);
  const executor = new MigrationExecutor(dataSource, withoutConcurrently(runner));
  executor.transaction = 'none';
  await makeSchema(executor, header);
  // The border: TypeORM hands out the connection of a runner without its type.
  const client = (await runner.connect()) as PoolClient;
  const manifest = await loadFrames(client, queries, header.tables, frames());
  await executor.executePendingMigrations();
  await noteCompatibility({ query: (text, values) => runner.query(text, values), migrations: dataSource.migrations });
  await checkSealed(queries, vault);
  await queries.query('INSERT INTO sealing_keys (key_id) VALUES ($1) ON CONFLICT DO NOTHING', [vault.keyId]);
  return manifest;
}

/** The schema that the backup was made of. */
async function makeSchema(executor: MigrationExecutor, { migrations, program }: BackupHeader): Promise<void> {
  const known = new Map((await executor.getPendingMigrations()).map((migration) => [migration.name, migration]));
  for (const name of migrations) {
    const migration = known.get(name);
    if (migration === undefined)
      throw new BackupError(
        'newer',
        `The backup was made by Camgate ${program} and has the migration ${name}, which this version does not know: restore it with that version or a newer one. Nothing was changed.`,
      );
    await executor.executeMigration(migration);
  }
}

/** In a transaction no index can be made beside writers; there are none. */
function withoutConcurrently(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner);
  runner.query = (text: string, ...rest: unknown[]) =>
    Reflect.apply(query, runner, [text.replace(/\bINDEX\s+CONCURRENTLY\b/gi, 'INDEX'), ...rest]) as Promise<never>;
  return runner;
}

/** @throws BackupError where nothing of a column opens: the server would start, and fail later */
async function checkSealed(queries: Queries, vault: Vault): Promise<void> {
  for (const { table, column, boundTo } of sealedColumns) {
    const rows = await queries.query<{ bound: string; sealed: string }>(
      `SELECT ${boundTo}::text AS bound, ${column} AS sealed FROM ${table} WHERE ${column} <> '' LIMIT ${opened}`,
    );
    // A single one may have been unreadable before.
    if (rows.length > 0 && !rows.some(({ bound, sealed }) => opens(vault, sealed, `${table}.${column}:${bound}`)))
      throw new BackupError(
        'secret',
        `Nothing in ${table}.${column} opens with the master secret that is set (CAMGATE_SECRET). Nothing was changed.`,
      );
  }
}

function opens(vault: Vault, sealed: string, place: string): boolean {
  try {
    vault.open(sealed, place);
    return true;
  } catch (error) {
    if (error instanceof VaultError) return false;
    throw error;
  }
}
