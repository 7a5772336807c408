import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { DatabasePool } from './database-pool.js';
import { clientOptions, DatabaseSession } from './database-session.js';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';
import { StatementBounds } from './statement-bounds.js';

/** The one description of the database, for the server, the command line, the tests and the TypeORM CLI. */
export function dataSourceOptions(
  url: string,
  bounds = new StatementBounds(),
  session = DatabaseSession.of(url),
): DataSourceOptions {
  const { user, database, application_name, connectionTimeoutMillis, ...connection } = clientOptions(url, session.tls);
  return {
    type: 'postgres',
    ...(user === undefined ? {} : { username: user }),
    ...(database === undefined ? {} : { database }),
    driver: { ...pg, Pool: DatabasePool },
    entities,
    migrations,
    synchronize: false,
    migrationsTransactionMode: 'each',
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    applicationName: application_name ?? 'camgate',
    connectTimeoutMS: connectionTimeoutMillis ?? 0,
    poolSize: 20,
    // A broken idle connection is replaced; the pool logs an outage when no connection can be made.
    poolErrorHandler: () => undefined,
    extra: {
      ...connection,
      keepAlive: true,
      ...(session.startupSettings
        ? { statement_timeout: bounds.any, idle_in_transaction_session_timeout: 60_000 }
        : {}),
    },
  };
}
