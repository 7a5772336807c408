import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Config } from '#config';
import { EmbeddedPostgresError, isLost, isUnavailable } from '#database';
import { type OpenDatabase, openRuntime, type OpenRuntime, openUnmigrated } from '../bootstrap/runtime.js';

const tries = 40;
const pauseMilliseconds = 250;
// Any constant works. Commands share the lock; the one that started the database takes it exclusively before it stops it.
const presenceLock = 4_207_538;

/**
 * Opens the runtime beside a process that already runs the embedded database. Of two concurrent commands (`export | import`) one
 * may find a database that is just starting or stopping: it then retries, for ten seconds at most.
 */
export function openBeside(config: Config): Promise<OpenRuntime> {
  return patiently(config, async () => {
    const runtime = await openRuntime(config, { besideServer: true });
    if (runtime.ownsDatabase || config.databaseUrl !== undefined) return runtime;
    return { ...runtime, close: await joinDatabase(runtime.databaseUrl, () => runtime.close()) };
  });
}

/** The same for work that must find the schema as it is. */
export function openUnmigratedBeside(config: Config): Promise<OpenDatabase> {
  return patiently(config, async () => {
    const database = await openUnmigrated(config);
    if (database.owned || config.databaseUrl !== undefined) return database;
    return { ...database, close: await joinDatabase(database.url, () => database.close()) };
  });
}

/** Closes the runtime; a database that this process started is stopped only when no other command uses it. */
export function closeLast(runtime: OpenRuntime): Promise<void> {
  return closeWhenAlone(runtime.ownsDatabase ? runtime.databaseUrl : undefined, () => runtime.close());
}

/** The same for a database without its schema. */
export function closeUnmigrated(database: OpenDatabase): Promise<void> {
  return closeWhenAlone(database.owned ? database.url : undefined, () => database.close());
}

async function closeWhenAlone(ownedUrl: string | undefined, close: () => Promise<void>): Promise<void> {
  const lock = ownedUrl === undefined ? undefined : await takeLock(ownedUrl, 'pg_advisory_lock');
  await close();
  await lock?.end().catch(() => undefined);
}

async function patiently<T>(config: Config, open: () => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    try {
      return await open();
    } catch (error) {
      if (left === 0 || config.databaseUrl !== undefined || !isGoingAway(error)) throw error;
    }
    await wait(pauseMilliseconds);
  }
}

/** @returns how to leave it again */
async function joinDatabase(url: string, close: () => Promise<void>): Promise<() => Promise<void>> {
  const lock = await takeLock(url, 'pg_advisory_lock_shared');
  return async () => {
    await lock.end();
    await close();
  };
}

async function takeLock(url: string, how: 'pg_advisory_lock' | 'pg_advisory_lock_shared'): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'camgate, command line' });
  // Without a listener, the server's end would also end node.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`select ${how}(${presenceLock})`);
  return client;
}

function isGoingAway(error: unknown): boolean {
  if (error instanceof EmbeddedPostgresError) return error.code === 'engine.busy';
  return isUnavailable(error) || isLost(error);
}
