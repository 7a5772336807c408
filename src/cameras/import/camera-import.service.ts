import { OrganizationsService, type Organization } from '#access';
import type { Caller, DoneBy } from '#auth';
import { Injectable } from '@nestjs/common';
import { CamerasService } from '../cameras.service.js';
import type { BatchOutcome } from '../writing/batch-tally.js';
import type { WrittenBatch } from '../writing/camera-batch.js';
import { CameraPruning } from '../writing/camera-pruning.js';
import { rejectionOf } from './camera-row.js';
import { decodeFile } from './file-encoding.js';
import { refuseOtherCrs } from './geojson-rows.js';
import { type OpenedImport, openImport, type ReadingOptions } from './import-rows.js';
import type { ImportJournal, ImportReading, ImportSpan } from './import-journal.js';
import { type ImportCounts, ImportTally, NameRegister } from './import-tally.js';
import { KnownNumbers } from './known-numbers.js';
import { ImportRefusal, type ImportRow, type ImportSource, type ReadRow, type RejectedRow } from './parsed-row.js';
import { CameraProvenanceStore } from './provenance/camera-provenance.store.js';
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
  /** Deletes the cameras of `source` in the organization that the file does not have; never where a row was rejected. */
  readonly prune?: boolean | undefined;
  /**
   * The file is all that `source` has: cameras of other sources are rejected, and fields that somebody has changed by hand since
   * the source last set them stay.
   */
  readonly isWholeSet?: boolean | undefined;
  /** A whole set may be empty; otherwise such a file is refused. */
  readonly allowEmpty?: boolean | undefined;
  readonly journal?: ImportJournal | undefined;
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
    private readonly pruning: CameraPruning,
    private readonly provenance: CameraProvenanceStore,
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
      const refusal: RejectedRow = { line: error.line, reason: error.message };
      tally.add({ ...noSpan, rejected: [refusal] });
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
    const { dryRun = false, journal } = options;
    const set = options.isWholeSet === true ? options.source : undefined;
    const names = new NameRegister();
    const numbers = opened.format === 'cam2-v1' ? new KnownNumbers(this.cameras, caller) : undefined;
    // A trial whose organization is not there yet runs in another: nothing of it stays.
    const target = organizationId ?? (await this.organizations.default()).id;
    const stay = options.organizationId === undefined && set === undefined;
    let [batch, problems] = [[] as ReadRow[], new Problems()];
    const readsLast = journal !== undefined || set !== undefined;
    let [rows, flushed] = [0, 0];
    const flush = async (): Promise<void> => {
      const known = numbers === undefined ? batch : await numbers.named(batch);
      const noted = problems;
      [batch, problems, flushed] = [[], new Problems(), rows];
      const byLine = new Map(known.map((row) => [row.line, row]));
      const span = (outcome: BatchOutcome, written: Partial<WrittenBatch> = {}): ImportSpan => ({
        ...noSpan,
        ...outcome,
        ...written,
        rows,
        rejected: [...noted.rejected, ...outcome.rejected.map((one) => rejectedBy(byLine, one))],
        warnings: noted.warnings,
        reading: readingOf(opened),
        organizationId,
      });
      const outcome =
        known.length === 0
          ? nothing
          : await this.cameras.importBatch(caller, known, target, {
              dryRun,
              stay,
              source: set,
              lastSet: readsLast ? (manager, ids) => this.provenance.lastSet(manager, ids) : undefined,
              within: async (manager, { outcome: done, deeds, set: marked }) =>
                journal?.save(span(done, { deeds, set: marked }), manager),
            });
      const whole = span(outcome);
      if (known.length === 0 || dryRun) await journal?.save(whole);
      tally.add(whole);
      options.onProgress?.(rows);
    };
    for await (const read of opened.rows) {
      rows += 1;
      const row = names.check(set === undefined ? read : ofSource(read, set));
      if (rows <= (journal?.skip ?? 0)) {
        flushed = rows;
        continue;
      }
      if ('reason' in row) problems.rejected.push(row);
      else {
        problems.warnings.push(...row.warnings.map((warning) => warning.at(row.line)));
        batch.push(row);
      }
      if (rows - flushed >= batchSize) await flush();
    }
    for (const column of opened.columns.unmet)
      problems.warnings.push({ line: 1, field: column, reason: `no row has ${JSON.stringify(column)}` });
    await flush();
    if (options.prune === true) await this.prune(caller, opened, organizationId, { names, tally, rows }, options);
  }

  private async prune(
    caller: Caller,
    opened: OpenedImport,
    organizationId: number | undefined,
    done: { readonly names: NameRegister; readonly tally: ImportTally; readonly rows: number },
    { source, dryRun, journal, isWholeSet, allowEmpty }: ImportOptions,
  ): Promise<void> {
    const { names, tally, rows } = done;
    const span = { ...noSpan, rows, reading: readingOf(opened), organizationId };
    // What is not in a file of which a row was lost, or that is empty, may still be there.
    const hasRejected = tally.counts().rejectedCount > 0 || (journal?.rejectedBefore ?? 0) > 0;
    const isEmpty = names.size === 0 && !hasRejected;
    if (isEmpty && isWholeSet === true && allowEmpty !== true)
      throw new ImportRefusal('the set is empty: with allow_empty all cameras of the source are deleted');
    const isUnsure = hasRejected || (isEmpty && allowEmpty !== true);
    if (source === undefined || isUnsure) {
      const reason = 'nothing was pruned: the file has rejected rows, or none at all';
      const warning = { line: 1, reason };
      tally.warn(warning);
      await journal?.save({ ...span, warnings: [warning] });
      return;
    }
    if (organizationId === undefined) return;
    for (let after = '', page: readonly string[] = ['']; page.length > 0; after = page.at(-1) ?? '') {
      page = await this.pruning.namesOf(caller, organizationId, source, after);
      const gone = page.filter((name) => !names.has(name));
      if (gone.length === 0) continue;
      if (dryRun === true) {
        tally.prune(gone.length);
        await journal?.save({ ...span, pruned: gone.length, prunedNames: gone });
        continue;
      }
      await this.pruning.prune(caller, { organizationId, source }, gone, async (manager, pruned) => {
        tally.prune(pruned.length);
        const prunedNames = pruned.map(({ name }) => name);
        await journal?.save({ ...span, pruned: pruned.length, prunedNames, prunedCameras: pruned }, manager);
      });
    }
  }
}

/** What is wrong with rows of which the registry never hears. */
class Problems {
  readonly rejected: RejectedRow[] = [];
  readonly warnings: RejectedRow[] = [];
}

const nothing: BatchOutcome = {
  created: 0,
  updated: 0,
  unchanged: 0,
  cameras: [],
  rejected: [],
  changed: [],
  drift: [],
};
const noSpan = {
  created: 0,
  updated: 0,
  unchanged: 0,
  pruned: 0,
  rejected: [],
  warnings: [],
  changed: [],
  deeds: [],
  drift: [],
  set: [],
  prunedNames: [],
  prunedCameras: [],
} as const;

/** A row of a source's set is of this source, whether it says so or not. */
function ofSource(row: ImportRow, source: string): ImportRow {
  if ('reason' in row) return row;
  const named = row.draft.source ?? source;
  const field = row.columns.get('source') ?? 'source';
  if (named !== source)
    return { line: row.line, field, value: named.slice(0, 200), reason: 'the row is of another source' };
  return { ...row, draft: { ...row.draft, source } };
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
