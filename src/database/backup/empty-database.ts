import { setTimeout as wait } from 'node:timers/promises';
import type { MigrationInterface } from 'typeorm';
import { functionsOf } from '../schema/migration-plan.js';
import { BackupError } from './backup-format.js';
import { ourTables, type Queries, quotedName } from './catalogue.js';
import { leftOutTables, ownRows } from './left-out-tables.js';

const looks = 20;
const pauseMilliseconds = 100;

/**
 * Nothing of anybody's is lost when a backup takes the place of what is there.
 * @throws BackupError where somebody uses the database, or has used it
 */
export async function checkEmpty(queries: Queries): Promise<void> {
  await checkUnused(queries);
  for (const table of await tablesThere(queries)) {
    if (table in leftOutTables) continue;
    const most = ownRows[table] ?? 0;
    const rows = await queries.query(`SELECT FROM ${quotedName(table)} LIMIT ${most + 1}`);
    if (rows.length > most)
      throw new BackupError(
        'not-empty',
        `The database is not empty (there is something in ${table}): restore into an empty one, such as another DATA_DIR or another DATABASE_URL. Nothing was changed.`,
      );
  }
}

/** @throws BackupError where a server works with the database */
export async function checkUnused(queries: Queries): Promise<void> {
  // A connection that has just been closed is there for a moment.
  for (let left = looks; ; left -= 1) {
    const others = await queries.query(
      `SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'camgate' LIMIT 1`,
    );
    if (others.length === 0) return;
    if (left === 0)
      throw new BackupError('in-use', 'A server works with this database: stop it first. Nothing was changed.');
    // The list of sessions is read once a transaction otherwise.
    await queries.query('SELECT pg_stat_clear_snapshot()');
    await wait(pauseMilliseconds);
  }
}

/** Removes the schema of a database that was found empty: the backup brings its own. */
export async function dropSchema(queries: Queries, migrations: readonly MigrationInterface[]): Promise<void> {
  const tables = await tablesThere(queries);
  if (tables.length > 0) await queries.query(`DROP TABLE ${tables.map(quotedName).join(', ')} CASCADE`);
  const functions = await queries.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p
     WHERE p.pronamespace = current_schema()::regnamespace AND p.proname = ANY ($1)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`,
    [await functionsOf(migrations)],
  );
  // Functions may use each other.
  for (const { name } of functions) await queries.query(`DROP FUNCTION IF EXISTS ${name} CASCADE`);
}

async function tablesThere(queries: Queries): Promise<readonly string[]> {
  const found = await queries.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname = ANY ($1) ORDER BY relname`,
    [ourTables()],
  );
  return found.map(({ name }) => name);
}
