import { type AuditEvent, AuditLogService } from '#audit';
import { DomainError } from '#errors';
import { CameraRightsService, editableCameras } from '#access';
import { SqlParameters } from '#lists';
import { type Caller, doneBy } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { CameraDraft } from '../camera.js';
import {
  editorNameOf,
  insertCameras,
  insertFreeCameras,
  lockCameras,
  type NewCamera,
  updateCamera,
  type WriteMark,
} from '../cameras.repository.js';
import { type BatchDeed, type BatchOutcome, type BatchRow, BatchTally, type SetCamera } from './batch-tally.js';
import { attempting, CameraTaken, visibleConflict } from './camera-conflict.js';
import { cameraEvent } from './camera-events.js';
import { hasQuota, lockBatches, quotaFor } from './camera-locks.js';
import { objectIdAt } from './camera-name.js';
import { CameraPreparer, Lookups, type WriteScope } from './camera-preparer.js';
import { changedSince, keptFields, type LastSet, marksAfter, marksOf, withoutKept } from './field-marks.js';
import { type CameraValues, changesBetween, type StoredCamera, valuesOf } from './camera-values.js';

export interface BatchOptions {
  /** Runs everything, reports the outcome, and rolls it back. */
  readonly dryRun?: boolean;
  /** One rejected row rejects the whole batch: nothing is written. */
  readonly allOrNothing?: boolean;
  /** A camera of another organization that the caller may change is changed there; without this its row is rejected. */
  readonly stay?: boolean;
  /**
   * Whose set the rows are: a camera of another source is rejected, and what somebody has changed since the source last set it
   * stays and is reported. Needs `lastSet`.
   */
  readonly source?: string | undefined;
  /** What sources last said, by object id. */
  readonly lastSet?: LastSetReader | undefined;
  /**
   * Runs in the transaction of the batch, not of a dry run's, before it ends: what it writes is written with the cameras or not at
   * all. What it throws ends the batch.
   */
  readonly within?: (manager: EntityManager, batch: WrittenBatch) => Promise<void>;
}

type LastSetReader = (manager: EntityManager, objectIds: readonly string[]) => Promise<ReadonlyMap<string, LastSet>>;

/** A batch whose transaction has not ended. */
export interface WrittenBatch {
  readonly outcome: BatchOutcome;
  readonly deeds: readonly BatchDeed[];
  /** Cameras that a row has set anew; none without `lastSet`. */
  readonly set: readonly SetCamera[];
}

type Stored = StoredCamera & { readonly editable: boolean };

const mostRows = 5000;

/** Writes many cameras at once, for imports. */
@Injectable()
export class CameraBatch {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly rights: CameraRightsService,
    private readonly preparer: CameraPreparer,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  async import(
    caller: Caller,
    rows: readonly BatchRow[],
    organizationId: number,
    options: BatchOptions = {},
  ): Promise<BatchOutcome> {
    if (rows.length > mostRows) throw new DomainError('camera.invalid', `more than ${mostRows} rows`);
    if (!(await this.rights.mayCreateIn(caller, organizationId)))
      throw new DomainError('camera.forbidden', `organization ${organizationId}`);
    const tally = new BatchTally();
    const trial = new Error('a trial is rolled back');
    try {
      await this.dataSource.transaction(async (manager) => {
        await lockBatches(manager);
        await hasQuota(this.rights, manager, organizationId, 0);
        const scope: WriteScope = { manager, caller, lookups: new Lookups(), events: [] };
        const { stay = false, source, lastSet } = options;
        const target = { organizationId, stay, source, lastSet };
        await this.take(scope, tally.firstOfEachName(rows), target, tally);
        const isSpoilt = options.allOrNothing === true && tally.rejectedCount > 0;
        if (options.dryRun || isSpoilt) throw trial;
        const { created } = tally.outcome(rows);
        if (created > 0) scope.events.push(importEvent(caller, organizationId, created));
        await this.audit.recordIn(manager, ...scope.events);
        await options.within?.(manager, { outcome: tally.outcome(rows), deeds: tally.deeds, set: tally.set });
      });
    } catch (error) {
      if (error !== trial) throw error;
    }
    return tally.outcome(rows);
  }

  private async take(scope: WriteScope, rows: readonly BatchRow[], target: Target, tally: BatchTally): Promise<void> {
    const { manager, caller } = scope;
    const { organizationId } = target;
    const stored = await lockNames(manager, caller, rows);
    const last = await target.lastSet?.(
      manager,
      [...stored.values()].map(({ camera }) => camera.objectId),
    );
    const fresh: { row: BatchRow; camera: NewCamera }[] = [];
    for (const row of rows) {
      await this.rejecting(scope, tally, row, async () => {
        const existing = stored.get(row.draft.name);
        if (existing) return this.change(scope, row, existing, target, tally, last?.get(existing.camera.objectId));
        const values = await this.preparer.prepareNew(scope, row.draft, organizationId, {
          complete: row.complete ?? false,
        });
        const objectId = objectIdAt(this.clock.seconds());
        return void fresh.push({ row, camera: { values, objectId, ...this.markOf(caller) } });
      });
    }
    if (fresh.length === 0) return;
    const quota = await quotaFor(this.rights, manager, organizationId, fresh.length);
    for (const { row } of fresh.slice(quota)) tally.reject(row, 'the organization has as many cameras as it may have');
    const accepted = fresh.slice(0, quota);
    const inserted = await insertFreeCameras(
      manager,
      accepted.map(({ camera }) => camera),
    );
    await this.rights.assertSelected(manager, caller, [...inserted]);
    for (const { row, camera } of accepted) {
      if (inserted.has(row.draft.name)) {
        noteCreated(tally, row, camera, target);
        continue;
      }
      await this.rejecting(scope, tally, row, () => this.insertAlone(scope, row, camera, target, tally));
    }
  }

  private rejecting(
    { manager, caller }: WriteScope,
    tally: BatchTally,
    row: BatchRow,
    work: () => Promise<void>,
  ): Promise<void> {
    return tally.rejecting(row, async () => {
      try {
        await work();
      } catch (error) {
        throw await visibleConflict(manager, caller, error);
      }
    });
  }

  /** A camera that violates a unique index: either somebody has just created it, or the index names the field. */
  private async insertAlone(
    scope: WriteScope,
    row: BatchRow,
    camera: NewCamera,
    target: Target,
    tally: BatchTally,
  ): Promise<void> {
    const { manager, caller } = scope;
    const existing = (await lockNames(manager, caller, [row])).get(row.draft.name);
    if (existing) return this.change(scope, row, existing, target, tally);
    await attempting(manager, camera.values, async () => {
      await insertCameras(manager, [camera]);
      await this.rights.assertSelected(manager, caller, [row.draft.name]);
    });
    noteCreated(tally, row, camera, target);
  }

  private async change(
    scope: WriteScope,
    row: BatchRow,
    stored: Stored,
    target: Target,
    tally: BatchTally,
    last?: LastSet,
  ): Promise<void> {
    const { organizationId, objectId } = stored.camera;
    if (!stored.editable || (!target.stay && organizationId !== target.organizationId))
      throw new CameraTaken('in another organization', 'name', { name: stored.camera.name });
    // A row goes to the organization of its batch, or stays where it is, whichever it names.
    const change: CameraDraft = { ...row.draft, organizationId };
    const now = valuesOf(stored);
    const byHand = last === undefined ? nothing : changedSince(last.marks, marksOf(now));
    if (isTakenAway(stored, target, last, byHand)) {
      tally.note(row, 'unchanged');
      tally.drifted(row, ['source']);
      return;
    }
    const { changes, kept } = await this.changesOf(scope, { ...row, draft: change }, stored, target, byHand);
    if (kept.length > 0) tally.drifted(row, kept);
    if (target.lastSet !== undefined) {
      const after = { ...now, ...changes };
      const marks = marksAfter(marksOf(after), last?.marks ?? {}, byHand, { draft: change, written: changes, kept });
      const isNew = last === undefined || last.source !== after.source || changedSince(last.marks, marks).size > 0;
      if (isNew || Object.keys(changes).length > 0) tally.marked(row, { objectId, source: after.source, marks });
    }
    if (Object.keys(changes).length === 0) {
      tally.note(row, 'unchanged');
      return;
    }
    const { manager, caller } = scope;
    const changed = await attempting(manager, changes, async () => {
      const written = await updateCamera(manager, stored.camera.id, changes, this.markOf(caller));
      await this.rights.assertSelected(manager, caller, [row.draft.name]);
      return written;
    });
    scope.events.push(cameraEvent('camera_updated', caller, stored.camera, changes));
    tally.did(row, { outcome: 'updated', objectId, version: changed.version, before: before(stored, changes) });
  }

  /** What a row changes, and what it would change, had nobody done so by hand. */
  private async changesOf(
    scope: WriteScope,
    row: { readonly draft: CameraDraft; readonly complete?: boolean },
    stored: Stored,
    target: Target,
    byHand: ReadonlySet<string>,
  ): Promise<{ readonly changes: Partial<CameraValues>; readonly kept: readonly string[] }> {
    const options = { complete: row.complete ?? false };
    const changes = changesBetween(stored, await this.preparer.prepareChange(scope, stored, row.draft, options));
    const kept = target.source === undefined ? [] : keptFields(Object.keys(changes), byHand);
    if (kept.length === 0) return { changes, kept };
    // Prepared anew: what follows from a field that stays must not change either.
    const draft = withoutKept(row.draft, kept);
    const rest = changesBetween(stored, await this.preparer.prepareChange(scope, stored, draft, options));
    return { changes: Object.fromEntries(Object.entries(rest).filter(([field]) => !kept.includes(field))), kept };
  }

  private markOf(caller: Caller): WriteMark {
    return { at: this.clock.now(), by: editorNameOf(caller) };
  }
}

/** Where the rows of a batch go. */
interface Target {
  readonly organizationId: number;
  readonly stay: boolean;
  readonly source: string | undefined;
  readonly lastSet: LastSetReader | undefined;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Whether somebody has given a camera of the source to another one by hand.
 * @throws DomainError camera.invalid for one that never was of the source
 */
function isTakenAway(
  { camera }: Stored,
  { source }: Target,
  last: LastSet | undefined,
  byHand: ReadonlySet<string>,
): boolean {
  if (source === undefined || camera.source === null || camera.source === source) return false;
  if (last?.source === source && byHand.has('source')) return true;
  throw new DomainError('camera.invalid', 'a camera of another source has this name', { field: 'name' });
}

function noteCreated(tally: BatchTally, row: BatchRow, camera: NewCamera, { lastSet }: Target): void {
  tally.did(row, createdAs(camera));
  const { objectId, values } = camera;
  if (lastSet !== undefined) tally.marked(row, { objectId, source: values.source, marks: marksOf(values) });
}

const firstVersion = 1;

function createdAs({ objectId }: NewCamera): Omit<BatchDeed, 'line' | 'name'> {
  return { outcome: 'created', objectId, version: firstVersion, before: {} };
}

/** The values that a change replaces. */
function before(stored: StoredCamera, changes: Partial<CameraValues>): Partial<CameraValues> {
  const changed = new Set(Object.keys(changes));
  return Object.fromEntries(Object.entries(valuesOf(stored)).filter(([field]) => changed.has(field)));
}

/** New cameras of an import together, because there may be a million of them; changes are recorded one by one. */
function importEvent(caller: Caller, organizationId: number, created: number): AuditEvent {
  const subject = `organization:${organizationId}`;
  return { event: 'camera_imported', ...doneBy(caller), subject, reason: `${created} created` };
}

async function lockNames(
  manager: EntityManager,
  caller: Caller,
  rows: readonly BatchRow[],
): Promise<ReadonlyMap<string, Stored>> {
  const sql = new SqlParameters();
  // PostgreSQL takes no such text, so no camera has the name; the field rules reject it later.
  const names = rows.map(({ draft }) => draft.name).filter((name) => !name.includes('\0') && name.isWellFormed());
  // Not limited to what the caller sees: a hidden camera's name is taken all the same.
  const condition = `c.name = any(${sql.add(names)}::text[])`;
  const stored = await lockCameras(manager, condition, editableCameras(caller, sql), sql);
  return new Map(stored.map((camera) => [camera.camera.name, camera]));
}
