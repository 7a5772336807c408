import { Client } from 'pg';
import { superuserName } from './cluster.js';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres-error.js';

/** The right of one node process to the server of a data directory; it ends with the process, however that ends. */
export interface Ownership {
  /** Settles when the server disconnects us: it has ended, or a backend crashed, which ends every connection. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

const lockKey = 0x63616d67;
const ownerName = 'camgate owner, process ';

/**
 * Takes the data directory for this process, or throws `engine.busy`. The lock is an advisory lock of the server itself:
 * it goes with our connection, so neither `kill -9` nor a reused pid can leave it behind, as they do with lock files.
 */
export async function takeOwnership(port: number, password: string, directory: string): Promise<Ownership> {
  const client = await connectAsSuperuser(port, password, 'postgres', `${ownerName}${process.pid}`);
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lockKey]);
  if (rows[0]?.mine !== true) {
    const holder = await nameHolder(client);
    await client.end();
    throw new EmbeddedPostgresError(
      'engine.busy',
      `The database in ${directory} is in use by another Camgate${holder}: stop that one, or set DATA_DIR to another directory.`,
    );
  }
  return keep(client);
}

/** Connects as the cluster's superuser. */
export async function connectAsSuperuser(
  port: number,
  password: string,
  database: string,
  applicationName: string,
): Promise<Client> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: superuserName,
    password,
    database,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Without a listener, the server's end would also end node.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Whether the server rejected us because its owner is stopping it (SQLSTATE 57P03, 57P01), or disconnected us. */
export function isShuttingDown(error: unknown): boolean {
  return ['57P03', '57P01', 'ECONNREFUSED', 'ECONNRESET'].includes(systemCode(error) ?? '');
}

function keep(client: Client): Ownership {
  let released = false;
  letProcessEnd(client);
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => {
      if (!released) resolve();
    });
  });
  return {
    lost,
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

/** `pg` has `unref`, its types do not: a process that forgets stop() must still be able to end. */
function letProcessEnd(client: Client): void {
  (client as Client & { unref(): void }).unref();
}

async function nameHolder(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND application_name LIKE $1 LIMIT 1`,
    [`${ownerName}%`],
  );
  const [row] = rows;
  return row === undefined ? '' : ` (process ${row.name.slice(ownerName.length)})`;
}
