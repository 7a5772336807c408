import { OrganizationsService, type Organization } from '#access';
import type { Caller, DoneBy } from '#auth';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CamerasService } from '../cameras.service.js';
import type { WrittenBatch } from '../writing/camera-batch.js';
import { rejectionOf } from './camera-row.js';
import { decodeFile } from './file-encoding.js';
import type { ImportFormat } from './file-format.js';
import { refuseOtherCrs } from './geojson-rows.js';
import { type OpenedImport, openImport, type ReadingOptions } from './import-rows.js';
import { type ImportCounts, ImportTally, NameRegister } from './import-tally.js';
import { KnownNumbers } from './known-numbers.js';
import { ImportRefusal, type ImportSource, type ReadRow, type RejectedRow } from './parsed-row.js';
import { replayable } from './replayable.js';

export interface ImportOptions extends ReadingOptions {
  /**
   * Whose cameras the new ones become; left out: the private default organization's, and cameras that there are already stay
   * where they are.
   */
  readonly organizationId?: number | undefined;
  /** Left out an organization: the default public one. */
  readonly isPublic?: boolean | undefined;
  /** Runs everything, reports the outcome, and leaves the registry unchanged. */
  readonly dryRun?: boolean | undefined;
  /** The same bytes again, for what must be known before anything is written. */
  readonly reopen?: (() => ImportSource) | undefined;
  /** In whose name the default organization is made. */
  readonly by?: DoneBy | undefined;
  /** Called with the number of rows read so far, after each batch. */
  readonly onProgress?: ((rows: number) => void) | undefined;
  /** Runs in the transaction of each batch that is written, before it ends. */
  readonly within?: ((manager: EntityManager, batch: WrittenBatch) => Promise<void>) | undefined;
}

/** What was understood of a file. */
export interface ImportReading {
  readonly format: ImportFormat;
  readonly encoding: string;
  /** Of a table. */
  readonly delimiter?: string | undefined;
  /** Field by column. */
  readonly mapping: ReadonlyMap<string, string>;
  readonly ignoredColumns: readonly string[];
}

export interface ImportOutcome extends ImportCounts, Partial<ImportReading> {
  /** Where new cameras went. Undefined in a dry run whose organization does not exist yet. */
  readonly organization: Pick<Organization, 'id' | 'title' | 'isPublic'> | undefined;
  /** Why nothing of the file was taken; it is the reason of a rejected line, too. */
  readonly refused?: string;
}

const batchSize = 500;

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
  async run(caller: Caller, source: ImportSource, options: ImportOptions = {}): Promise<ImportOutcome> {
    const named = await this.namedOrganization(caller, options);
    const tally = new ImportTally();
    try {
      const bytes = options.reopen === undefined ? await replayable(source) : { source, reopen: options.reopen };
      const opened = await openImport(bytes.source, options);
      if (opened.format === 'geojson' && bytes.reopen !== undefined)
        await refuseOtherCrs((await decodeFile(bytes.reopen(), options.encoding)).bytes);
      const organization = named ?? (await this.defaultOrganization(options));
      await this.take(caller, opened, organization?.id, tally, options);
      return { organization, ...readingOf(opened), ...tally.counts() };
    } catch (error) {
      if (!(error instanceof ImportRefusal)) throw error;
      tally.reject({ line: error.line, reason: error.message });
      return { organization: named, ...tally.counts(), refused: error.message };
    }
  }

  private async namedOrganization(caller: Caller, options: ImportOptions): Promise<Organization | undefined> {
    if (options.organizationId !== undefined)
      return this.organizations.getIncludingPublic(caller, options.organizationId);
    return options.isPublic === true ? this.organizations.default() : undefined;
  }

  /** A dry run makes no organization. */
  private async defaultOrganization({ dryRun, by }: ImportOptions): Promise<Organization | undefined> {
    return dryRun === true ? this.organizations.findPrivateDefault() : this.organizations.privateDefault(by);
  }

  private async take(
    caller: Caller,
    opened: OpenedImport,
    organizationId: number | undefined,
    tally: ImportTally,
    options: ImportOptions,
  ): Promise<void> {
    const names = new NameRegister();
    const numbers = opened.format === 'cam2-v1' ? new KnownNumbers(this.cameras, caller) : undefined;
    // A trial whose organization is not there yet runs in another: nothing of it stays.
    const target = organizationId ?? (await this.organizations.default()).id;
    const stay = options.organizationId === undefined;
    let batch: ReadRow[] = [];
    let rows = 0;
    const flush = async (): Promise<void> => {
      const known = numbers === undefined ? batch : await numbers.named(batch);
      batch = [];
      if (known.length > 0) {
        const { dryRun = false, within } = options;
        const outcome = await this.cameras.importBatch(caller, known, target, {
          dryRun,
          stay,
          ...(within === undefined ? {} : { within }),
        });
        tally.add(outcome);
        const byLine = new Map(known.map((row) => [row.line, row]));
        for (const rejection of outcome.rejected) tally.reject(rejectedBy(byLine, rejection));
      }
      options.onProgress?.(rows);
    };
    for await (const read of opened.rows) {
      rows += 1;
      const row = names.check(read);
      if ('reason' in row) tally.reject(row);
      else {
        for (const warning of row.warnings) tally.warn(warning.at(row.line));
        batch.push(row);
      }
      if (batch.length >= batchSize) await flush();
    }
    await flush();
    for (const column of opened.columns.unmet)
      tally.warn({ line: 1, field: column, reason: `no row has ${JSON.stringify(column)}` });
  }
}

function rejectedBy(
  rows: ReadonlyMap<number, ReadRow>,
  rejection: { readonly line: number; readonly reason: string; readonly field?: string | undefined },
): RejectedRow {
  const row = rows.get(rejection.line);
  return row === undefined ? rejection : rejectionOf(row, rejection);
}

function readingOf({ format, delimiter, encoding, columns }: OpenedImport): ImportReading {
  return {
    format,
    delimiter,
    encoding: encoding(),
    mapping: columns.mapping,
    ignoredColumns: [...columns.ignored],
  };
}
