import { createHash } from 'node:crypto';
import { OrganizationsService } from '#access';
import type { Caller } from '#auth';
import { Injectable } from '@nestjs/common';
import { CamerasService } from '../cameras.service.js';
import { importRows, type ImportFormat } from './import-rows.js';
import type { ImportRow, ImportSource, ReadRow, RejectedRow } from './parsed-row.js';

export interface ImportOptions {
  readonly format: ImportFormat;
  /** Whose cameras they become; left out: the default organization's. */
  readonly organizationId?: number | undefined;
  /** Runs everything, reports the outcome, and leaves the registry unchanged. */
  readonly dryRun?: boolean | undefined;
  /** Called with the number of rows read so far, after each batch. */
  readonly onProgress?: ((rows: number) => void) | undefined;
}

export interface ImportOutcome {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** By line; the first 10,000. */
  readonly rejected: readonly RejectedRow[];
  /** All rejected rows, listed or not. */
  readonly rejectedCount: number;
}

const batchSize = 500;
const mostListed = 10_000;

/** Imports a file of cameras; importing it again changes nothing. */
@Injectable()
export class CameraImportService {
  constructor(
    private readonly cameras: CamerasService,
    private readonly organizations: OrganizationsService,
  ) {}

  /**
   * In batches of 500 rows, each all or nothing: an interrupted import keeps its finished batches, and the next run continues.
   * @throws DomainError organization.not-found, camera.forbidden
   */
  async run(caller: Caller, source: ImportSource, options: ImportOptions): Promise<ImportOutcome> {
    const { id } =
      options.organizationId === undefined
        ? await this.organizations.default()
        : await this.organizations.getIncludingPublic(caller, options.organizationId);
    const tally = new ImportTally();
    const names = new NameRegister();
    let batch: ReadRow[] = [];
    let rows = 0;
    const flush = async (): Promise<void> => {
      if (batch.length > 0)
        tally.add(await this.cameras.importBatch(caller, batch, id, { dryRun: options.dryRun ?? false }));
      batch = [];
      options.onProgress?.(rows);
    };
    for await (const read of importRows(options.format, source)) {
      rows += 1;
      const row = names.check(read);
      if ('reason' in row) tally.reject(row);
      else batch.push(row);
      if (batch.length >= batchSize) await flush();
    }
    await flush();
    return tally.outcome();
  }
}

/** Of two lines with one name the first counts, in whichever batch; otherwise each run would change the camera back and forth. */
class NameRegister {
  // 52 bits of a hash instead of the name: a million rows then cost 60 MB, and a mistake is one in ten thousand files.
  private readonly lines = new Map<number, number>();

  check(row: ImportRow): ImportRow {
    if ('reason' in row) return row;
    const digest = createHash('sha1').update(row.draft.name).digest();
    const key = digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) & 15);
    const earlier = this.lines.get(key);
    if (earlier !== undefined) return { line: row.line, reason: `line ${earlier} has the same name` };
    this.lines.set(key, row.line);
    return row;
  }
}

class ImportTally {
  private created = 0;
  private updated = 0;
  private unchanged = 0;
  private rejectedCount = 0;
  private readonly rejected: RejectedRow[] = [];

  add(batch: Omit<ImportOutcome, 'rejectedCount'>): void {
    this.created += batch.created;
    this.updated += batch.updated;
    this.unchanged += batch.unchanged;
    for (const row of batch.rejected) this.reject(row);
  }

  reject(row: RejectedRow): void {
    this.rejectedCount += 1;
    if (this.rejected.length < mostListed) this.rejected.push(row);
  }

  outcome(): ImportOutcome {
    const { created, updated, unchanged, rejectedCount } = this;
    return { created, updated, unchanged, rejectedCount, rejected: this.rejected.toSorted((a, b) => a.line - b.line) };
  }
}
