import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Config } from '#config';
import { EmbeddedPostgresError, isLost, isUnavailable } from '#database';
import { openRuntime, type OpenRuntime } from '../bootstrap/runtime.js';

const tries = 40;
const pauseMilliseconds = 250;
// Any constant works. Commands share the lock; the one that started the database takes it exclusively before it stops it.
const presenceLock = 4_207_538;

/**
 * Opens the runtime beside a process that already runs the embedded database. Of two concurrent commands (`export | import`) one
 * may find a database that is just starting or stopping: it then retries, for ten seconds at most.
 */
export async function openBeside(config: Config): Promise<OpenRuntime> {
  for (let left = tries; ; left -= 1) {
    try {
      const runtime = await openRuntime(config, { besideServer: true });
      return runtime.ownsDatabase || config.databaseUrl !== undefined ? runtime : await joinDatabase(runtime);
    } catch (error) {
      if (left === 0 || config.databaseUrl !== undefined || !isGoingAway(error)) throw error;
    }
    await wait(pauseMilliseconds);
  }
}

/** Closes the runtime; a database that this process started is stopped only when no other command uses it. */
export async function closeLast(runtime: OpenRuntime): Promise<void> {
  const lock = runtime.ownsDatabase ? await takeLock(runtime.databaseUrl, 'pg_advisory_lock') : undefined;
  await runtime.close();
  await lock?.end().catch(() => undefined);
}

async function joinDatabase(runtime: OpenRuntime): Promise<OpenRuntime> {
  const lock = await takeLock(runtime.databaseUrl, 'pg_advisory_lock_shared');
  const close = async (): Promise<void> => {
    await lock.end();
    await runtime.close();
  };
  return { ...runtime, close };
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
