import { Client } from 'pg';
import type { EngineCredentials } from './engine-credentials.js';
import { connectAsSuperuser } from './ownership.js';

/** The role that the application uses: it owns its database and may create more (the tests do), and is no superuser. */
export const applicationRole = 'camgate';

/** Creates the application's role and database unless they are there; safe to repeat after any interruption. */
export async function ensureApplicationDatabase(
  port: number,
  credentials: EngineCredentials,
  databaseName: string,
): Promise<void> {
  const client = await connectAsSuperuser(port, credentials.superuser, 'postgres', 'camgate set-up');
  try {
    await ensureRole(client, credentials.application);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(databaseName)} OWNER ${applicationRole}`);
    }
  } finally {
    await client.end();
  }
}

async function ensureRole(client: Client, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [applicationRole]);
  if (rowCount !== 0) return;
  await client.query(`CREATE ROLE ${applicationRole} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`);
}

/** Whether a server accepts the application's password at that address; a foreign program on a freed port cannot. */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** The address for `pg` and for TypeORM's `url`. Loopback, because TypeORM's parser cannot read an address with a socket. */
export function applicationUrl(port: number, credentials: EngineCredentials, databaseName: string): string {
  return `postgres://${applicationRole}:${credentials.application}@127.0.0.1:${port}/${encodeURIComponent(databaseName)}`;
}
