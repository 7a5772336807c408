import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own for one test file (26 to 110 ms). */
export function cloneDatabase(): Promise<TestDatabase> {
  return createDatabase(' TEMPLATE camgate_test_template');
}

/** A database in which nothing was migrated yet. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('');
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `camgate_test_${randomBytes(6).toString('hex')}`;
  // Two clones of one template at the same moment fail; PostgreSQL serializes them behind this lock.
  await onServer(server, `SELECT pg_advisory_lock(4207534)`, `CREATE DATABASE ${name}${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => dropDatabase(server, name) };
}

/**
 * Plainly first: PostgreSQL then waits for sessions that are closing and sends its own vacuum away, which FORCE may not
 * do for an ordinary role. What a failed test left open is cut off. PgBouncer's sessions never close by themselves, so
 * they are ended before: a plain DROP would wait five seconds for them in vain, and FORCE then fails beside a vacuum.
 */
async function dropDatabase(server: string, name: string): Promise<void> {
  if (inject('poolerHost') !== undefined)
    await onServer(
      server,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND usename = current_user`,
    );
  try {
    await onServer(server, `DROP DATABASE IF EXISTS ${name}`);
  } catch {
    await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function onServer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
