import { Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import type { PreparedDirectory } from './data-directory.js';
import { asEmbeddedPostgresError, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type Ownership, takeOwnership } from './ownership.js';
import { startPostmaster, stopPostmaster, stopPostmasterAtExit, type Postmaster } from './postmaster.js';
import { isRunning } from './process-identity.js';

/** What is needed to restart a server. */
export interface ServerSettings {
  readonly directory: PreparedDirectory;
  readonly engineDirectory: string;
  /** Of the cluster's superuser. */
  readonly password: string;
}

interface OwnedServer {
  readonly server: Postmaster;
  readonly ownership: Ownership;
}

/** Before each try to start it again; all of them in a row, or as many ends within ten minutes, are enough. */
const pausesSeconds = [0, 1, 2, 4, 8];
const restartsWindowMilliseconds = 600_000;
const ownershipTries = 60;

/**
 * Supervises the server of this process: when it is killed (by an operator, or by the kernel when memory runs out), it is
 * restarted on the same port. Requests meanwhile get `database.unavailable`.
 */
export class SupervisedServer {
  readonly lost: Promise<EmbeddedPostgresError>;
  private readonly logger = new Logger('EmbeddedPostgres');
  private readonly restarts: number[] = [];
  private closing: Promise<void> | undefined;
  private recovering: Promise<void> = Promise.resolve();
  /** A process that ends without stop() (an uncaught error, process.exit) must not leave the server behind. */
  private readonly atExit = (): void => stopPostmasterAtExit(this.current.server);

  constructor(
    private readonly settings: ServerSettings,
    private current: OwnedServer,
  ) {
    process.once('exit', this.atExit);
    this.lost = this.watch();
  }

  /** With a checkpoint; may be called again. */
  stop(): Promise<void> {
    return (this.closing ??= this.close());
  }

  private async close(): Promise<void> {
    await this.recovering.catch(() => undefined);
    const { directory, engineDirectory } = this.settings;
    const program = { engineDirectory, name: 'pg_ctl', user: directory.user } as const;
    await stopPostmaster(this.current.server, program, directory.cluster);
    await this.current.ownership.release();
    process.off('exit', this.atExit);
  }

  /** Settles only when the server cannot be restarted; never after stop(). */
  private async watch(): Promise<EmbeddedPostgresError> {
    for (;;) {
      await this.current.ownership.lost;
      if (this.closing !== undefined) await new Promise<never>(() => undefined);
      try {
        await (this.recovering = this.recover());
      } catch (error) {
        return asEmbeddedPostgresError('be started again', error, this.settings.directory.root);
      }
    }
  }

  /** When only a backend crashed, the server recovers by itself, and only the lock must be taken again. */
  private async recover(): Promise<void> {
    const { directory, password } = this.settings;
    for (let tries = 1; this.closing === undefined; tries += 1) {
      if (!(await isRunning(this.current.server.identity))) return this.startAgain();
      try {
        const ownership = await takeOwnership(this.current.server.port, password, directory.root);
        this.current = { ...this.current, ownership };
        return;
      } catch (error) {
        if (tries >= ownershipTries) throw error;
      }
      await wait(500, undefined, { ref: false });
    }
  }

  private async startAgain(): Promise<void> {
    this.countRestart();
    this.logger.warn('The embedded PostgreSQL has ended; it is started again.');
    for (const [index, seconds] of pausesSeconds.entries()) {
      await wait(seconds * 1000, undefined, { ref: false });
      if (this.closing !== undefined) return;
      try {
        this.current = await this.start();
        return;
      } catch (error) {
        if (index === pausesSeconds.length - 1) throw error;
      }
    }
  }

  /** On the same port, because every connection uses that. */
  private async start(): Promise<OwnedServer> {
    const { directory, engineDirectory, password } = this.settings;
    const { port } = this.current.server;
    const server = await startPostmaster(directory, engineDirectory, port);
    if (server === undefined)
      throw new EmbeddedPostgresError(
        'engine.busy',
        `The database in ${directory.root} had ended and another Camgate started it: stop that one, and start this one again.`,
      );
    return { server, ownership: await takeOwnership(server.port, password, directory.root) };
  }

  /** A server that ends again and again needs a person to find the reason. */
  private countRestart(): void {
    const now = Date.now();
    this.restarts.push(now);
    const recent = this.restarts.filter((at) => at > now - restartsWindowMilliseconds);
    if (recent.length > pausesSeconds.length)
      throw new EmbeddedPostgresError(
        'engine.failed',
        `The embedded PostgreSQL ended ${recent.length} times within ten minutes: see postgres.log in ${this.settings.directory.clusters}, or set DATABASE_URL to a PostgreSQL server.`,
      );
  }
}
