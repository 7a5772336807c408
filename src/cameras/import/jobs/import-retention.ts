import { Config } from '#config';
import { isUnavailable, reasonOf } from '#database';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CameraProvenanceStore } from '../provenance/camera-provenance.store.js';
import { ImportJobStore } from './import-job.store.js';

const everyMilliseconds = 3_600_000;

/** Removes imports that ended `IMPORT_RETENTION_DAYS` ago, every hour: they cannot be taken back any more. */
@Injectable()
export class ImportRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Imports');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: ImportJobStore,
    private readonly provenance: CameraProvenanceStore,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.importRetentionDays > 0) this.wait();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    await this.running;
  }

  /** Where cameras come from that are there stays. @returns how many imports it removed */
  async remove(): Promise<number> {
    const { importRetentionDays: days } = this.config;
    if (days === 0) return 0;
    const removed = await this.store.removeOld(days);
    if (removed > 0) await this.provenance.removeLeft();
    return removed;
  }

  private wait(): void {
    this.timer = setTimeout(() => {
      this.running = this.remove()
        .catch((error: unknown) => {
          if (!isUnavailable(error)) this.logger.error(`Old imports were not removed: ${reasonOf(error)}`);
        })
        .finally(() => this.wait());
    }, everyMilliseconds);
    this.timer.unref();
  }
}
