import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.options.js';
import { DatabaseSession } from './database-session.js';
import { StatementBounds } from './statement-bounds.js';

// Any constant works; it keeps two starting instances from migrating concurrently.
const migrationLock = 4_207_533;

/** A newer program migrated the database further than this one can. */
export class SchemaTooNew extends Error {
  /** @param migration the newest one that this program does not have */
  constructor(readonly migration: string) {
    super(`the schema has the migration ${migration}, which this version does not know`);
  }
}

/**
 * Brings the schema of the database at `url` up to date. Safe to run from several instances at once, and through a
 * transaction pooler that has two connections to spare: the lock belongs to a transaction, not to a session.
 * @throws SchemaTooNew before anything is changed
 */
export async function migrate(url: string, session: DatabaseSession = DatabaseSession.of(url)): Promise<void> {
  // A migration of a large table takes long.
  const options = dataSourceOptions(url, new StatementBounds(0), session);
  const dataSource = await new DataSource({ ...options, migrationsTransactionMode: 'each' }).initialize();
  try {
    if (await isUpToDate(dataSource)) return;
    const lock = dataSource.createQueryRunner();
    try {
      await lock.startTransaction();
      await lock.query('set local idle_in_transaction_session_timeout = 0');
      await lock.query(`select pg_advisory_xact_lock(${migrationLock})`);
      await dataSource.runMigrations();
      await lock.commitTransaction();
    } finally {
      await lock.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

/** Without the lock, because done migrations are never undone. */
async function isUpToDate(dataSource: DataSource): Promise<boolean> {
  const knownNames = new Set(dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const done = await doneMigrations(dataSource);
  const unknown = done.filter((name) => !knownNames.has(name));
  const newest = unknown.at(-1);
  if (newest !== undefined) throw new SchemaTooNew(newest);
  return done.length === knownNames.size;
}

async function doneMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const [table] = await dataSource.query<{ there: boolean }[]>(`select to_regclass('migrations') is not null as there`);
  if (table?.there !== true) return [];
  const rows = await dataSource.query<{ name: string }[]>('select name from migrations order by timestamp, id');
  return rows.map(({ name }) => name);
}
