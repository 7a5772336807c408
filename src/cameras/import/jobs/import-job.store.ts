import { Clock, Vault } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { PrunedCamera, UndoneDeed } from '../../writing/camera-pruning.js';
import type { ImportReading, ImportSpan } from '../import-journal.js';
import type { ImportSource } from '../parsed-row.js';
import { CameraProvenanceStore } from '../provenance/camera-provenance.store.js';
import { toBuffer } from '../text-lines.js';
import type { StoredCaller } from '#auth';
import type { ImportChange, ImportJob, ImportStatus, ImportTask, UndoConflict } from './import-job.js';

/** Another process, or a cancellation, has taken the job. */
export class LeaseLost extends Error {}

/** A job that is to be made. */
export interface NewJob {
  /** As the audit log names callers. */
  readonly madeBy: string;
  readonly caller: StoredCaller;
  readonly task: ImportTask;
}

/** A job that a process works on. */
export interface LeasedJob {
  readonly id: number;
  readonly caller: StoredCaller;
  readonly organizationId: number | null;
  readonly task: ImportTask;
  readonly rowsDone: number;
  readonly rejectedCount: number;
  readonly isUndoing: boolean;
  readonly cancelRequested: boolean;
}

export const leaseSeconds = 60;
const mostListed = 1000;
/** Bytes; in base64 and sealed half as many again. */
const chunkBytes = 192 * 1024;
const deedsAtOnce = 200;
const dayMilliseconds = 86_400_000;
const leasedColumns = `id, caller, organization_id as "organizationId", task, rows_done as "rowsDone",
  rejected_count as "rejectedCount", is_undoing as "isUndoing", cancel_requested as "cancelRequested"`;

/** Of the whole sets of one source an older one must not be what stands in the end: they run one after the other. */
const waitsForItsSource = `((i.task->>'isWholeSet')::boolean is true and exists (
  select from imports o where o.id < i.id and o.status in ('queued', 'running')
    and (o.task->>'isWholeSet')::boolean is true and o.task->>'source' = i.task->>'source'))`;

/** The tables of jobs: their queue, the pieces of their files, and what they did. */
@Injectable()
export class ImportJobStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly provenance: CameraProvenanceStore,
  ) {}

  /** A job that this process works on at once. */
  async begin(job: NewJob, worker: string): Promise<number> {
    return this.insert(job, 'running', worker, null);
  }

  /**
   * A job in the queue, with its file, whose name may be known only when its content is read. Nobody takes it before the file is whole: what breaks off leaves a failed job.
   * @throws whatever the content throws; the job is gone then
   */
  async queue(job: NewJob, content: ImportSource, fileName: () => string | undefined): Promise<number> {
    const id = await this.insert(job, 'failed', null, 'its file has not arrived whole');
    try {
      await this.addChunks(id, content);
      const found = fileName();
      await this.dataSource.query(
        `update imports set status = 'queued', failure = null, task = task || $2::jsonb where id = $1`,
        [id, JSON.stringify(found === undefined ? {} : { fileName: found })],
      );
      return id;
    } catch (error) {
      await this.dataSource.query('delete from imports where id = $1', [id]);
      throw error;
    }
  }

  /** Pieces of files whose upload broke off with the process. */
  async removeLeftContent(): Promise<void> {
    await this.dataSource.query(
      `delete from import_chunks where import_id in (
         select i.id from imports i where i.status not in ('queued', 'running') and i.created_at < $1)`,
      [new Date(this.clock.now().getTime() - dayMilliseconds)],
    );
  }

  /**
   * Removes jobs that have ended, with what they did, a job at a time.
   * @param days since their end
   * @returns how many
   */
  async removeOld(days: number): Promise<number> {
    const before = new Date(this.clock.now().getTime() - days * dayMilliseconds);
    for (let count = 0; ; count += 1) {
      const [, removed] = await this.dataSource.query<[unknown, number]>(
        `delete from imports where id = (select i.id from imports i
           where i.status not in ('queued', 'running') and coalesce(i.finished_at, i.created_at) < $1
           order by i.id for update skip locked limit 1)`,
        [before],
      );
      if (removed === 0) return count;
    }
  }

  /** How many jobs of one maker wait or run. */
  async countOpen(madeBy: string): Promise<number> {
    const [found] = await this.dataSource.query<{ readonly count: number }[]>(
      `select count(*)::integer as count from imports where made_by = $1 and status in ('queued', 'running')`,
      [madeBy],
    );
    return found?.count ?? 0;
  }

  private async insert(
    { madeBy, caller, task }: NewJob,
    status: ImportStatus,
    worker: string | null,
    failure: string | null,
  ): Promise<number> {
    const now = this.clock.now();
    const [made] = await this.dataSource.query<{ readonly id: number }[]>(
      `insert into imports (made_by, caller, task, status, leased_by, leased_until, created_at, started_at, organization_id,
         failure)
       values ($1, $2::jsonb, $3::jsonb, $4, $5::text, case when $5::text is not null then $6::timestamptz end, $7,
         case when $5::text is not null then $7::timestamptz end, $8, $9) returning id`,
      [
        madeBy,
        JSON.stringify(caller),
        JSON.stringify(task),
        status,
        worker,
        this.leaseEnd(),
        now,
        task.organizationId ?? null,
        failure,
      ],
    );
    return made?.id ?? 0;
  }

  /** The oldest job that nobody works on: waiting, or left by a process that is gone. */
  async lease(worker: string): Promise<LeasedJob | undefined> {
    const [rows] = await this.dataSource.query<[readonly LeasedJob[], number]>(
      `update imports set status = 'running', leased_by = $1, leased_until = $2, started_at = coalesce(started_at, $3)
       where id = (select i.id from imports i
         where (i.status = 'queued' or (i.status = 'running' and i.leased_until < $3)) and not ${waitsForItsSource}
         order by i.id for update skip locked limit 1)
       returning ${leasedColumns}`,
      [worker, this.leaseEnd(), this.clock.now()],
    );
    return rows[0];
  }

  /** @throws LeaseLost where another process has it, or it is to be cancelled */
  async keepLease(id: number, worker: string): Promise<void> {
    const [, kept] = await this.dataSource.query<[unknown, number]>(
      `update imports set leased_until = $3
       where id = $1 and leased_by = $2 and status = 'running' and not (cancel_requested and not is_undoing)`,
      [id, worker, this.leaseEnd()],
    );
    if (kept === 0) throw new LeaseLost();
  }

  /**
   * Notes what came of some rows, in the transaction that writes them.
   * @throws LeaseLost where another process has the job, or it is to be cancelled: nothing of the rows is written then
   */
  async save(
    { id, task }: Pick<LeasedJob, 'id' | 'task'>,
    worker: string,
    span: ImportSpan,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    const changes: readonly ImportChange[] = [
      ...span.changed,
      ...span.prunedNames.map((name) => ({ line: 0, name, change: 'pruned' as const, fields: [] })),
    ];
    const [, kept] = await manager.query<[unknown, number]>(
      `update imports set leased_until = $3, rows_done = $4, organization_id = coalesce($5, organization_id),
         created = created + $6, updated = updated + $7, unchanged = unchanged + $8, pruned = pruned + $9,
         rejected_count = rejected_count + jsonb_array_length($10::jsonb),
         warning_count = warning_count + jsonb_array_length($11::jsonb),
         rejected = ${firstOf('rejected', '$10')}, warnings = ${firstOf('warnings', '$11')},
         changes = ${firstOf('changes', '$12')}, reading = $13::jsonb,
         drift_count = drift_count + jsonb_array_length($14::jsonb), drift = ${firstOf('drift', '$14')}
       where id = $1 and leased_by = $2 and status = 'running' and not cancel_requested`,
      [
        id,
        worker,
        this.leaseEnd(),
        span.rows,
        span.organizationId ?? null,
        span.created,
        span.updated,
        span.unchanged,
        span.pruned,
        JSON.stringify(span.rejected),
        JSON.stringify(span.warnings),
        JSON.stringify(changes),
        JSON.stringify(readingJson(span.reading)),
        JSON.stringify(span.drift),
      ],
    );
    if (kept === 0) throw new LeaseLost();
    await this.addDeeds(manager, id, span);
    await this.provenance.save(manager, id, task.fileName, span.set);
  }

  /** Ends a job; the pieces of its file go with it. @returns false where another process has it */
  async finish(
    id: number,
    worker: string,
    status: ImportStatus,
    failure: string | null = null,
    reading?: ImportReading,
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [, ended] = await manager.query<[unknown, number]>(
        `update imports set status = $3, failure = $4, finished_at = $5, leased_by = null, leased_until = null,
           cancel_requested = false, is_undoing = false, reading = coalesce($6::jsonb, reading)
         where id = $1 and leased_by = $2`,
        [
          id,
          worker,
          status,
          failure,
          this.clock.now(),
          reading === undefined ? null : JSON.stringify(readingJson(reading)),
        ],
      );
      if (ended > 0) await manager.query('delete from import_chunks where import_id = $1', [id]);
      return ended > 0;
    });
  }

  /** The bytes of a job's file, a piece at a time. */
  async *content(id: number): AsyncGenerator<Buffer> {
    for (let after = 0; ;) {
      const [chunk] = await this.dataSource.query<{ readonly id: number; readonly sealed: string }[]>(
        `select id, content_sealed as sealed from import_chunks where import_id = $1 and id > $2 order by id limit 1`,
        [id, after],
      );
      if (chunk === undefined) return;
      yield Buffer.from(this.vault.open(chunk.sealed, placeOf(id)), 'base64');
      after = chunk.id;
    }
  }

  async hasContent(id: number): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>('select from import_chunks where import_id = $1 limit 1', [id]);
    return rows.length > 0;
  }

  /**
   * A waiting job ends at once, a running one before its next batch.
   * @returns false where there is nothing to cancel
   */
  async cancel(id: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [rows] = await manager.query<[readonly { readonly status: string }[], number]>(
        `update imports set cancel_requested = true,
           status = case when status = 'queued' then 'cancelled' else status end,
           finished_at = case when status = 'queued' then $2::timestamptz end
         where id = $1 and status in ('queued', 'running') and not is_undoing returning status`,
        [id, this.clock.now()],
      );
      if (rows[0]?.status === 'cancelled') await manager.query('delete from import_chunks where import_id = $1', [id]);
      return rows.length > 0;
    });
  }

  /**
   * Puts a job that has ended into the queue again, to be taken back.
   * @param caller in whose name
   * @param leasedBy by a process that begins at once
   * @returns false where it has not ended, was a trial, or was taken back already
   */
  async requestUndo(id: number, caller: StoredCaller, leasedBy: string | null = null): Promise<boolean> {
    const [, asked] = await this.dataSource.query<[unknown, number]>(
      `update imports set is_undoing = true, status = case when $2::text is null then 'queued' else 'running' end,
         leased_by = $2, leased_until = $3, finished_at = null, caller = $4::jsonb
       where id = $1 and status in ('done', 'failed', 'cancelled') and not (task->>'dryRun')::boolean`,
      [id, leasedBy, leasedBy === null ? null : this.leaseEnd(), JSON.stringify(caller)],
    );
    return asked > 0;
  }

  /**
   * Takes the newest deeds of a job and forgets them, in one transaction with what `take` does about them.
   * @returns how many there were
   */
  async takeDeeds(
    id: number,
    worker: string,
    take: (manager: EntityManager, deeds: readonly UndoneDeed[]) => Promise<readonly UndoConflict[]>,
  ): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const [deeds] = await manager.query<[readonly (UndoneDeed & { readonly origin: unknown })[], number]>(
        `delete from import_deeds where id in (
           select d.id from import_deeds d where d.import_id = $1 order by d.id desc limit ${deedsAtOnce} for update)
         returning name, camera_object_id as "objectId", deed, version, before, origin`,
        [id],
      );
      const conflicts = deeds.length === 0 ? [] : await take(manager, deeds);
      const left = new Set(conflicts.map(({ name }) => name));
      const changed = deeds.filter(({ deed, name }) => deed === 'updated' && !left.has(name));
      await this.provenance.restore(manager, id, changed);
      const [, kept] = await manager.query<[unknown, number]>(
        `update imports set leased_until = $3, undone = undone + $4, conflicts = ${firstOf('conflicts', '$5')}
         where id = $1 and leased_by = $2 and status = 'running'`,
        [id, worker, this.leaseEnd(), deeds.length - conflicts.length, JSON.stringify(conflicts)],
      );
      if (kept === 0) throw new LeaseLost();
      return deeds.length;
    });
  }

  private async addChunks(id: number, content: ImportSource): Promise<void> {
    const write = (bytes: Buffer): Promise<unknown> =>
      this.dataSource.query('insert into import_chunks (import_id, content_sealed) values ($1, $2)', [
        id,
        this.vault.seal(bytes.toString('base64'), placeOf(id)),
      ]);
    let pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of content) {
      const bytes = toBuffer(piece);
      pieces.push(bytes);
      length += bytes.length;
      if (length < chunkBytes) continue;
      const whole = Buffer.concat(pieces);
      for (let at = 0; at < whole.length; at += chunkBytes) await write(whole.subarray(at, at + chunkBytes));
      pieces = [];
      length = 0;
    }
    if (length > 0) await write(Buffer.concat(pieces));
  }

  private async addDeeds(manager: EntityManager, id: number, span: ImportSpan): Promise<void> {
    const deeds = [
      ...span.deeds.map(({ objectId, name, line, outcome, version, before }) => ({
        camera_object_id: objectId,
        name,
        line,
        deed: outcome,
        version,
        before,
      })),
      ...span.prunedCameras.map(({ objectId, name, version, before }: PrunedCamera) => ({
        camera_object_id: objectId,
        name,
        line: 0,
        deed: 'pruned',
        version,
        before,
      })),
    ];
    if (deeds.length === 0) return;
    await manager.query(
      `insert into import_deeds (import_id, camera_object_id, name, line, deed, version, before, origin)
       select $1, camera_object_id, name, line, deed, version, before, (select to_jsonb(p) from camera_provenance p
         where r.deed = 'updated' and p.camera_object_id = r.camera_object_id) from jsonb_to_recordset($2::jsonb)
         as r (camera_object_id text, name text, line integer, deed text, version integer, before jsonb)`,
      [id, JSON.stringify(deeds)],
    );
  }

  private leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + leaseSeconds * 1000);
  }
}

/** As `sealedColumns` has it. */
function placeOf(id: number): string {
  return `import_chunks.content_sealed:${id}`;
}

/** A list with more items, as far as there is room; a list that is full stays untouched. */
function firstOf(column: string, more: string): string {
  return `case when jsonb_array_length(${column}) >= ${mostListed} or jsonb_array_length(${more}::jsonb) = 0 then ${column}
    else jsonb_path_query_array(${column} || ${more}::jsonb, '$[0 to ${mostListed - 1}]') end`;
}

function readingJson({ format, encoding, delimiter, mapping, ignoredColumns }: ImportReading): ImportJob['reading'] {
  return {
    format,
    encoding,
    ...(delimiter === undefined ? {} : { delimiter }),
    mapping: Object.fromEntries(mapping),
    ignoredColumns,
  };
}
