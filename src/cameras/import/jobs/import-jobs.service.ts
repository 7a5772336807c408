import { randomUUID } from 'node:crypto';
import { CameraRightsService, OrganizationsService } from '#access';
import { auditName, type Caller, isAdministrator, isSuperuser } from '#auth';
import { checkText, DomainError, invalid, notFound } from '#errors';
import { entityFields, type ListPage, type ListQuery, ListsService, type ListSource, type Page, sqlOf } from '#lists';
import type { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { CamerasService } from '../../cameras.service.js';
import { CameraImportService, type ImportOutcome } from '../camera-import.service.js';
import { fieldNamed } from '../column-names.js';
import type { ImportSource } from '../parsed-row.js';
import { toStoredCaller } from '#auth';
import { ImportJobEntity } from './import-job.entity.js';
import { ImportJobRunner } from './import-job.runner.js';
import { ImportJobStore, type NewJob } from './import-job.store.js';
import type { ImportJob, ImportJobField, ImportTask } from './import-job.js';

const mostOpen = 20;
const shown = [
  'id',
  'madeBy',
  'organizationId',
  'status',
  'rowsDone',
  'createdAt',
  'startedAt',
  'finishedAt',
] as const satisfies readonly ImportJobField[];
const fields = entityFields(ImportJobEntity, 'i', shown);
const source: ListSource<ImportJobField> = { name: 'imports', from: 'imports i', fields, key: 'id' };
const columns: Readonly<Record<keyof ImportJob, string>> = {
  ...sqlOf(fields),
  task: 'i.task',
  created: 'i.created',
  updated: 'i.updated',
  unchanged: 'i.unchanged',
  pruned: 'i.pruned',
  undone: 'i.undone',
  rejectedCount: 'i.rejected_count',
  warningCount: 'i.warning_count',
  reading: 'i.reading',
  rejected: 'i.rejected',
  warnings: 'i.warnings',
  changes: 'i.changes',
  driftCount: 'i.drift_count',
  drift: 'i.drift',
  conflicts: 'i.conflicts',
  failure: 'i.failure',
};

/** Imports that run by themselves, and what became of them. Everybody sees their own, administrators all. */
@Injectable()
export class ImportJobsService {
  constructor(
    private readonly store: ImportJobStore,
    private readonly runner: ImportJobRunner,
    private readonly imports: CameraImportService,
    private readonly lists: ListsService,
    private readonly rights: CameraRightsService,
    private readonly cameras: CamerasService,
    private readonly organizations: OrganizationsService,
  ) {}

  /**
   * Takes a file into the queue.
   * @param fileName asked when the content has been read
   * @throws DomainError camera.forbidden, object.invalid (map, source), attempts.exceeded; whatever the content throws
   */
  async create(
    caller: Caller,
    task: ImportTask,
    content: ImportSource,
    fileName: () => string | undefined = () => undefined,
  ): Promise<ImportJob> {
    await this.cameras.assertMayCreate(caller);
    const job = jobOf(caller, { ...task, ...(await this.placeOf(caller, task)) });
    if ((await this.store.countOpen(job.madeBy)) >= mostOpen)
      throw new DomainError('attempts.exceeded', `${mostOpen} imports wait`, { retryAfterSeconds: 30 });
    return this.get(caller, await this.store.queue(job, content, fileName));
  }

  /**
   * Imports at once, in this process; a trial leaves no job.
   * @throws DomainError organization.not-found, camera.forbidden, object.invalid
   */
  async runHere(
    caller: Caller,
    task: ImportTask,
    content: ImportSource,
    options: { readonly reopen?: (() => ImportSource) | undefined; readonly onProgress?: (rows: number) => void },
  ): Promise<{ readonly job: number | undefined; readonly outcome: ImportOutcome | undefined }> {
    const job = jobOf(caller, task);
    const { reopen, onProgress } = options;
    if (task.dryRun) {
      const map = task.map?.map(([column, name]) => [column, name === null ? undefined : fieldNamed(name)] as const);
      const trial = { ...task, map: map && new Map(map), reopen, onProgress };
      return { job: undefined, outcome: await this.imports.run(caller, content, trial) };
    }
    const worker = randomUUID();
    const id = await this.store.begin(job, worker);
    const begun = { id, task, rowsDone: 0, rejectedCount: 0 };
    return { job: id, outcome: await this.runner.take(worker, begun, caller, content, reopen, onProgress) };
  }

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<ImportJobField>, page: Page): Promise<ListPage<ImportJob>> {
    return this.lists.page<ImportJobField, ImportJob>(source, columns, (sql) => visible(caller, sql), query, page);
  }

  async count(caller: Caller, query: ListQuery<ImportJobField>): Promise<number> {
    return this.lists.count(source, (sql) => visible(caller, sql), query);
  }

  /** @throws DomainError object.not-found */
  async get(caller: Caller, id: number): Promise<ImportJob> {
    const one: ListQuery<ImportJobField> = { where: [{ operator: 'in', field: 'id', values: [id] }] };
    const { items } = await this.list(caller, one, { limit: 1 });
    return items[0] ?? notFound('import', `${id}`);
  }

  /**
   * Ends a job before its next batch; what it has written stays and can be taken back.
   * @throws DomainError object.not-found, object.taken for one that has ended
   */
  async cancel(caller: Caller, id: number): Promise<ImportJob> {
    await this.get(caller, id);
    if (!(await this.store.cancel(id))) throw hasEnded(id);
    return this.get(caller, id);
  }

  /**
   * Takes back what a job did: in the queue, in the caller's name.
   * @throws DomainError object.not-found, object.taken for one that has not ended, was a trial or was taken back already
   */
  async undo(caller: Caller, id: number): Promise<ImportJob> {
    await this.get(caller, id);
    if (!(await this.store.requestUndo(id, toStoredCaller(caller)))) throw hasEnded(id);
    return this.get(caller, id);
  }

  /** The same at once, in this process. */
  async undoHere(caller: Caller, id: number): Promise<ImportJob> {
    await this.get(caller, id);
    const worker = randomUUID();
    if (!(await this.store.requestUndo(id, toStoredCaller(caller), worker))) throw hasEnded(id);
    await this.runner.undo(worker, id, caller);
    return this.get(caller, id);
  }

  /** Where new cameras of a caller go who names no organization: a superuser's to the private default one. */
  private async placeOf(caller: Caller, task: ImportTask): Promise<{ readonly organizationId?: number }> {
    const own = caller.kind === 'application' ? caller.organizationId : undefined;
    if (task.organizationId === undefined && task.isPublic !== true && own === undefined && isSuperuser(caller))
      return {};
    const isPublic = task.isPublic === true && task.organizationId === undefined;
    const organizationId =
      task.organizationId ??
      (isPublic ? (await this.organizations.default()).id : undefined) ??
      own ??
      (await this.cameras.defaultOrganizationOf(caller, 'member-first'));
    if (!(await this.rights.mayCreateIn(caller, organizationId)))
      throw new DomainError('camera.forbidden', `organization ${organizationId}`);
    return isPublic ? {} : { organizationId };
  }
}

/** @throws DomainError object.invalid */
function jobOf(caller: Caller, task: ImportTask): NewJob {
  const unknown = task.map?.find(([, name]) => name !== null && fieldNamed(name) === undefined)?.[1];
  if (unknown !== undefined) invalid('import', 'map', `no field ${unknown ?? ''}`, 'no-such-field');
  if (task.prune === true && task.source === undefined)
    invalid('import', 'source', 'prune needs a source', 'prune-without-source');
  if (task.source !== undefined) checkText('import', 'source', task.source, { min: 1, max: 255 });
  return { madeBy: auditName(caller), caller: toStoredCaller(caller), task };
}

function visible(caller: Caller, sql: SqlParameters): string {
  return isAdministrator(caller) ? 'true' : `i.made_by = ${sql.add(auditName(caller))}::text`;
}

function hasEnded(id: number): DomainError {
  return new DomainError('object.taken', `import ${id}`, { object: 'import', field: 'status' });
}
