import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import type { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/database/migrate.js';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

/** The migrated database of which every test file gets its own clone. */
export const templateDatabase = 'camgate_test_template';

/** One PostgreSQL for the whole run: the one at TEST_DATABASE_URL, else the embedded engine that users get. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const embedded = given ? undefined : await startEngine();
  const url = given ?? embedded?.url ?? '';
  await withServer(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${templateDatabase} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${templateDatabase}`);
  });
  await migrate(databaseUrl(url, templateDatabase));
  project.provide('postgresUrl', url);
  return async () => {
    await embedded?.stop();
    if (embedded) rmSync(embedded.dataDirectory, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.toString();
}

async function startEngine(): Promise<EmbeddedPostgres> {
  const { startEmbeddedPostgres } = await import('../../src/database/embedded/embedded-postgres.js');
  const directory = mkdtempSync(join(tmpdir(), 'camgate-test-'));
  // When root runs the tests, the engine runs as somebody else, who must be able to reach it.
  chmodSync(directory, 0o711);
  return startEmbeddedPostgres({ dataDirectory: directory, explicit: true });
}

async function withServer(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
