import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { isUnavailable, reasonOf } from '#database';
import { ImportJobRunner } from './import-job.runner.js';
import { ImportJobStore } from './import-job.store.js';

const pollMilliseconds = 500;

/**
 * Works on the queue of imports, one job at a time in each process of the server. A job whose process is gone is taken over when
 * its lease has ended, and goes on behind its last batch.
 */
@Injectable()
export class ImportWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Imports');
  private readonly name = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | undefined;
  private isClosing = false;

  constructor(
    private readonly store: ImportJobStore,
    private readonly runner: ImportJobRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.attempt(), pollMilliseconds);
    this.timer.unref();
    this.store.removeLeftContent().catch((error: unknown) => this.logger.warn(reasonOf(error)));
  }

  /** A job that is being worked on is left to another process, or to the next start. */
  async onApplicationShutdown(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.timer);
    await Promise.race([this.running, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
  }

  /** Works until nothing waits and nothing runs here. @returns how many jobs it worked on, beside those that ran already */
  async drain(): Promise<number> {
    while (this.running !== undefined) await this.running;
    const work = this.work();
    this.running = work.catch(() => undefined).finally(() => (this.running = undefined));
    return work;
  }

  private async work(): Promise<number> {
    let count = 0;
    for (let job = await this.store.lease(this.name); job !== undefined; job = await this.store.lease(this.name)) {
      await this.runner.run(this.name, job);
      count += 1;
      if (this.isClosing) break;
    }
    return count;
  }

  private async attempt(): Promise<void> {
    if (this.running !== undefined) return;
    await this.drain().catch((error: unknown) => {
      if (!isUnavailable(error)) this.logger.error(`An import failed: ${reasonOf(error)}`);
    });
  }
}
