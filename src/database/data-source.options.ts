import type { DataSourceOptions } from 'typeorm';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';
import { StatementBounds } from './statement-bounds.js';

/** The one description of the database, for the server, the command line, the tests and the TypeORM CLI. */
export function dataSourceOptions(url: string, bounds = new StatementBounds()): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    synchronize: false,
    migrationsTransactionMode: 'each',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    applicationName: 'camgate',
    connectTimeoutMS: 10_000,
    poolSize: 20,
    extra: { statement_timeout: bounds.any, idle_in_transaction_session_timeout: 60_000 },
  };
}
