import { Logger } from '@nestjs/common';
import { Client, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg';
import { DatabaseUnavailable, isLost, reasonOf } from './database.error.js';
import { StatementTimes } from './statement-times.js';

type Callback = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

const watchMilliseconds = 2000;
/** A statement that takes longer makes us probe the server. */
const patienceMilliseconds = 5000;
const answerMilliseconds = 3000;

/**
 * The pool that TypeORM and our own statements share. When no connection can be made, the error is `database.unavailable`,
 * whatever the reason, and an outage is two lines in the log: one at its beginning and one at its end. Statements on a dead
 * network are cut off within seconds; the operating system would let them wait for a quarter of an hour.
 */
export class DatabasePool extends Pool {
  readonly times = new StatementTimes();
  private readonly logger = new Logger('Database');
  private readonly borrowed = new Map<PoolClient, number>();
  private readonly watch: NodeJS.Timeout;
  private awaySince: number | undefined;
  private asking = false;

  constructor(private readonly config: PoolConfig) {
    super(config);
    this.on('acquire', (client) => void this.borrowed.set(client, performance.now()));
    this.on('release', (_, client) => void this.borrowed.delete(client));
    this.on('remove', (client) => void this.borrowed.delete(client));
    this.on('connect', (client) => {
      // Without a listener, a connection that is lost between two statements would end the process. The pool notices by itself.
      client.on('error', () => undefined);
      this.times.watch(client);
      this.noteBack();
    });
    this.watch = setInterval(() => void this.cutOffDead(), watchMilliseconds).unref();
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<PoolClient> | void {
    if (callback === undefined)
      return super.connect().catch((error: unknown) => {
        throw this.unavailable(error);
      });
    super.connect((error, client, done) => callback(error && this.unavailable(error), client, done));
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    clearInterval(this.watch);
    return callback === undefined ? super.end() : super.end(callback);
  }

  private unavailable(error: unknown): DatabaseUnavailable {
    const reason = reasonOf(error);
    if (this.awaySince === undefined && !this.ending) {
      this.awaySince = performance.now();
      this.logger.warn(`The database is away: ${reason}`);
    }
    return new DatabaseUnavailable(reason, { cause: error });
  }

  private noteBack(): void {
    if (this.awaySince === undefined) return;
    const seconds = Math.round((performance.now() - this.awaySince) / 1000);
    this.awaySince = undefined;
    this.logger.warn(`The database is back after ${seconds} s.`);
  }

  /** Long statements are fine as long as the server answers a probe. */
  private async cutOffDead(): Promise<void> {
    const before = performance.now() - patienceMilliseconds;
    const waiting = [...this.borrowed].filter(([, since]) => since < before).map(([client]) => client);
    if (waiting.length === 0 || this.asking) return;
    this.asking = true;
    try {
      await probeServer(this.config);
    } catch (error) {
      if (!isSilence(error)) return;
      const still = waiting.filter((client) => (this.borrowed.get(client) ?? Infinity) < before);
      for (const client of still) cutOff(client, this.unavailable(error));
    } finally {
      this.asking = false;
    }
  }
}

/** On a separate connection: those of the pool may be dead, or all in use. */
async function probeServer(config: ClientConfig): Promise<void> {
  const client = new Client({
    ...config,
    connectionTimeoutMillis: answerMilliseconds,
    query_timeout: answerMilliseconds,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    // A silent server does not answer the end either.
    client.end().catch(() => undefined);
  }
}

/** No answer at all; a server that rejects us is alive, and ends its connections itself. */
function isSilence(error: unknown): boolean {
  const hasSeverity = error instanceof Error && 'severity' in error;
  return !hasSeverity && isLost(error);
}

/** The statement fails as if its connection broke. `pg` has its socket, its types do not. */
function cutOff(client: PoolClient, error: Error): void {
  const { connection } = client as PoolClient & { readonly connection?: { readonly stream: NodeJS.WritableStream } };
  const stream = connection?.stream;
  if (stream !== undefined && 'destroy' in stream && typeof stream.destroy === 'function') stream.destroy(error);
}
