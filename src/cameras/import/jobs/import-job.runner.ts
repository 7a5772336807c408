import { isDomainError } from '#errors';
import { reasonOf } from '#database';
import type { Caller } from '#auth';
import { Injectable, Logger } from '@nestjs/common';
import { CameraPruning } from '../../writing/camera-pruning.js';
import { CameraImportService, type ImportOptions, type ImportOutcome } from '../camera-import.service.js';
import { fieldNamed } from '../column-names.js';
import type { ImportSource } from '../parsed-row.js';
import { StoredCallersService } from '#auth';
import type { ImportTask } from './import-job.js';
import { ImportJobStore, type LeasedJob, leaseSeconds, LeaseLost } from './import-job.store.js';

/** Does the work of jobs that a process has leased. */
@Injectable()
export class ImportJobRunner {
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly store: ImportJobStore,
    private readonly imports: CameraImportService,
    private readonly callers: StoredCallersService,
    private readonly pruning: CameraPruning,
  ) {}

  /** A job of the queue, to its end, or until it is cancelled or another process has it. */
  async run(worker: string, job: LeasedJob): Promise<void> {
    const { id, cancelRequested, isUndoing } = job;
    // Work between two batches may take longer than the lease.
    const heartbeat = setInterval(
      () => {
        this.store.keepLease(id, worker).catch(() => undefined);
      },
      (leaseSeconds * 1000) / 4,
    );
    heartbeat.unref();
    try {
      const caller = await this.callers.find(job.caller);
      if (cancelRequested && !isUndoing) await this.store.finish(id, worker, 'cancelled');
      else if (caller === undefined)
        await this.store.finish(id, worker, 'failed', 'whoever began it has no account any more');
      else if (isUndoing) await this.undo(worker, id, caller);
      else if (await this.store.hasContent(id))
        await this.take(worker, job, caller, this.store.content(id), () => this.store.content(id));
      else
        await this.store.finish(id, worker, 'failed', 'it was interrupted, and its file is not here: import it again');
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** Imports the file of a job and ends it. @throws what is no fault of the file, after the job was ended */
  async take(
    worker: string,
    job: Pick<LeasedJob, 'id' | 'task' | 'rowsDone' | 'rejectedCount'>,
    caller: Caller,
    source: ImportSource,
    reopen: (() => ImportSource) | undefined,
    onProgress?: (rows: number) => void,
  ): Promise<ImportOutcome | undefined> {
    const { id, task } = job;
    try {
      const outcome = await this.imports.run(caller, source, {
        ...toOptions(task),
        reopen,
        onProgress,
        by: { actor: 'actor' in caller && caller.actor !== undefined ? caller.actor : 'system' },
        journal: {
          skip: job.rowsDone,
          rejectedBefore: job.rejectedCount,
          save: (span, manager) => this.store.save(job, worker, span, manager),
        },
      });
      const status = outcome.refused === undefined ? 'done' : 'failed';
      await this.store.finish(id, worker, status, outcome.refused ?? null);
      return outcome;
    } catch (error) {
      if (error instanceof LeaseLost) {
        // Cancelled, unless another process has it: then this ends nothing.
        await this.store.finish(id, worker, 'cancelled');
        return undefined;
      }
      await this.store.finish(id, worker, 'failed', failureOf(error));
      throw error;
    }
  }

  async undo(worker: string, id: number, caller: Caller): Promise<void> {
    try {
      let taken: number;
      do {
        taken = await this.store.takeDeeds(id, worker, (manager, deeds) => this.pruning.undo(manager, caller, deeds));
      } while (taken > 0);
      await this.store.finish(id, worker, 'undone');
    } catch (error) {
      if (error instanceof LeaseLost) return;
      this.logger.error(`Import ${id} is not taken back: ${reasonOf(error)}`);
      await this.store.finish(id, worker, 'failed', failureOf(error));
    }
  }
}

function toOptions({ map, ...task }: ImportTask): ImportOptions {
  if (map === undefined) return task;
  return {
    ...task,
    map: new Map(map.map(([column, name]) => [column, name === null ? undefined : fieldNamed(name)])),
  };
}

const failures: Readonly<Record<string, string>> = {
  'camera.forbidden': 'cameras cannot be made in this organization',
  'organization.not-found': 'there is no such organization',
};

function failureOf(error: unknown): string {
  return (isDomainError(error) ? failures[error.code] : undefined) ?? 'it was interrupted by a fault of the server';
}
