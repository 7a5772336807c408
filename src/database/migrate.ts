import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source.options.js';

// Any constant will do; it keeps two starting instances from migrating at the same time.
const migrationLock = 4_207_533;

/** Brings the schema of the database at `url` up to date. Safe to run from several instances at once. */
export async function migrate(url: string): Promise<void> {
  const dataSource = await new DataSource({
    ...dataSourceOptions(url),
    migrationsTransactionMode: 'each',
  }).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(${migrationLock})`);
    await dataSource.runMigrations();
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}
