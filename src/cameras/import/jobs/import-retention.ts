import { Config } from '#config';
import { isUnavailable, reasonOf, RepeatedWork } from '#database';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CameraProvenanceStore } from '../provenance/camera-provenance.store.js';
import { ImportJobStore } from './import-job.store.js';

const everyMilliseconds = 3_600_000;

/** Removes imports that ended `IMPORT_RETENTION_DAYS` ago, every hour: they cannot be taken back any more. */
@Injectable()
export class ImportRetention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Imports');
  private readonly work = new RepeatedWork(
    () => this.remove(),
    (error) => this.report(error),
    everyMilliseconds,
  );

  constructor(
    private readonly store: ImportJobStore,
    private readonly provenance: CameraProvenanceStore,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.importRetentionDays > 0) this.work.begin(everyMilliseconds);
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Where cameras come from that are there stays. @returns how many imports it removed */
  async remove(): Promise<number> {
    const { importRetentionDays: days } = this.config;
    if (days === 0) return 0;
    const removed = await this.store.removeOld(days);
    if (removed > 0) await this.provenance.removeLeft();
    return removed;
  }

  private report(error: unknown): void {
    if (!isUnavailable(error)) this.logger.error(`Old imports were not removed: ${reasonOf(error)}`);
  }
}
