import type { Config } from '#config';
import cluster, { type Worker } from 'node:cluster';
import { availableParallelism } from 'node:os';
import type { OpenRuntime } from './runtime.js';

/** A process that dies is replaced after so long, so that one that cannot live does not keep the machine busy. */
const pauseMilliseconds = 1_000;

/** Whether this process only keeps others that serve (`WORKERS`). */
export function keepsWorkers({ workers }: Config): boolean {
  return cluster.isPrimary && workers > 1;
}

/** Whether this process is one of several that share the port; the database is not its own. */
export function isWorker(): boolean {
  return cluster.isWorker;
}

/** Whether this process tells how to reach the server: one of those that share the port does. */
export function isFirst(): boolean {
  return (cluster.worker?.id ?? 1) === 1;
}

/**
 * Processes that share the port, at most one per core, and nothing but the database. The first one is ready before the
 * others start: it alone makes the first accounts and prints how to sign in.
 */
export class Workers {
  private leaving = false;

  /** @param failed called when a process ends before it has ever served: the others would, too */
  constructor(private readonly failed: (exitCode: number) => void) {}

  /** Starts them; settles when the first one serves. */
  async start({ config }: OpenRuntime): Promise<void> {
    const count = Math.min(config.workers, availableParallelism());
    if (count < config.workers)
      process.stderr.write(
        `WORKERS=${config.workers}, but there are ${count} cores: ${count} processes are started.\n`,
      );
    await this.fork();
    for (let number = 2; number <= count; number += 1) void this.fork();
  }

  /** Lets each finish its requests; settles when all have ended. */
  async stop(): Promise<void> {
    this.leaving = true;
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    await Promise.all(workers.map(ended));
  }

  private fork(): Promise<void> {
    return new Promise((resolve) => {
      const worker = cluster.fork();
      let serves = false;
      worker.once('listening', () => {
        serves = true;
        resolve();
      });
      worker.once('exit', (code, signal) => {
        if (this.leaving) return;
        if (!serves) return this.failed(code || 1);
        process.stderr.write(`A worker has ended (${signal ?? `exit code ${code}`}); another one takes its place.\n`);
        setTimeout(() => {
          if (!this.leaving) void this.fork();
        }, pauseMilliseconds);
      });
    });
  }
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.isDead()) return resolve();
    worker.once('exit', () => resolve());
    worker.process.kill('SIGTERM');
  });
}
