import { setTimeout as wait } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from './data-source.options.js';
import { DatabaseSession } from './database-session.js';
import { noteCompatibility, readSchemaState } from './schema/schema-state.js';
import { StatementBounds } from './statement-bounds.js';

// Any constant works; it keeps two starting instances from migrating concurrently.
export const migrationLock = 4_207_533;

const lockPauseMilliseconds = 200;
/**
 * How long a migration waits for a table. Whoever asks for the table behind it waits as long, so it gives up, lets them
 * through, and comes again.
 */
const tableMilliseconds = 800;
const tablePauseMilliseconds = 1_000;
const tableTries = 300;
const lockNotAvailable = '55P03';

/** A newer program migrated the database further than this one can work with. */
export class SchemaTooNew extends Error {
  /** @param migration the newest one that this program does not have */
  constructor(readonly migration: string) {
    super(`the schema has the migration ${migration}, which this version does not know`);
  }
}

/**
 * Brings the schema of the database at `url` up to date. Safe to run from several instances at once, and through a
 * transaction pooler that has two connections to spare: the lock belongs to a transaction, not to a session. Beside a newer
 * schema that this program works with, it changes nothing.
 * @returns the names of the migrations that this call ran
 * @throws SchemaTooNew before anything is changed
 */
export async function migrate(
  url: string,
  session: DatabaseSession = DatabaseSession.of(url),
): Promise<readonly string[]> {
  const dataSource = await openForMigrations(url, session);
  try {
    if (await isUpToDate(dataSource)) return [];
    const lock = dataSource.createQueryRunner();
    try {
      await takeMigrationLock(lock);
      const before = await readSchemaState(dataSource);
      await runPatiently(dataSource);
      await noteCompatibility(dataSource);
      await lock.commitTransaction();
      return before.pending;
    } finally {
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** A connection for work on the schema, without bounds of time. The caller destroys it. */
export function openForMigrations(url: string, session: DatabaseSession): Promise<DataSource> {
  // A migration of a large table takes long.
  const options = dataSourceOptions(url, new StatementBounds(0), session);
  // The border: of the kinds of databases that TypeORM knows, ours is PostgreSQL.
  const extra = options.extra as Record<string, unknown>;
  return new DataSource({
    ...options,
    migrationsTransactionMode: 'each',
    // The usual one writes failed tries on standard output.
    logger: 'debug',
    extra: { ...extra, ...(session.startupSettings ? { lock_timeout: tableMilliseconds } : {}) },
  }).initialize();
}

/**
 * Begins a transaction that holds the lock. It asks again and again instead of waiting: a waiting statement has a snapshot, and
 * CREATE INDEX CONCURRENTLY waits for everybody who has one.
 */
export async function takeMigrationLock(runner: QueryRunner): Promise<void> {
  await runner.startTransaction();
  await runner.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  for (;;) {
    const [row] = (await runner.query(`SELECT pg_try_advisory_xact_lock(${migrationLock}) AS taken`)) as {
      taken: boolean;
    }[];
    if (row?.taken === true) return;
    await wait(lockPauseMilliseconds);
  }
}

/** Each migration is a transaction, so the next try goes on where one could not have its table. */
async function runPatiently(dataSource: DataSource): Promise<void> {
  for (let left = tableTries; ; left -= 1) {
    try {
      await dataSource.runMigrations();
      return;
    } catch (error) {
      if (left === 0 || !isLockTimeout(error)) throw error;
    }
    await wait(tablePauseMilliseconds);
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === lockNotAvailable;
}

/** Without the lock, because done migrations are never undone. */
async function isUpToDate(dataSource: DataSource): Promise<boolean> {
  const { pending, unknown, compatible } = await readSchemaState(dataSource);
  const newest = unknown.at(-1);
  if (newest !== undefined && !compatible) throw new SchemaTooNew(newest);
  return pending.length === 0;
}
