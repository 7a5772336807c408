import { AuditLogService } from '#audit';
import { DomainError, hasCode, isDomainError } from '#errors';
import { CameraRightsService, editableCameras, visibleCameras } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Camera, CameraDraft } from '../camera.js';
import {
  deleteCamera,
  type EditableCamera,
  editorNameOf,
  insertCameras,
  lockCameras,
  type NewCamera,
  type StoredChange,
  updateCameras,
} from '../cameras.repository.js';
import { attempting, isChanceConflict, visibleConflict } from './camera-conflict.js';
import { hasQuota, lockBatches, quotaFor } from './camera-locks.js';
import { objectIdAt } from './camera-name.js';
import {
  type CameraOperation,
  mostOperations,
  type OperationOptions,
  type OperationResult,
} from './camera-operation.js';
import { CameraPreparer, Lookups, type WriteScope } from './camera-preparer.js';
import { changesBetween } from './camera-values.js';
import { DefaultOrganization } from './default-organization.js';
import { OperationTally } from './operation-tally.js';
import { assertVersion, notAllowedIn } from './write-refusals.js';

const attempts = 5;

/** A camera that is ready to be inserted. */
interface Creation {
  readonly item: number;
  readonly draft: CameraDraft;
  readonly organizationId: number;
  readonly camera: NewCamera;
}

/** A locked camera that is ready to be changed. */
interface Alteration extends StoredChange {
  readonly item: number;
  /** The organization that it moves to. */
  readonly destination: number | undefined;
}

/** What the operations of one call have in common. */
interface Run {
  readonly scope: WriteScope;
  readonly tally: OperationTally;
  /** Where cameras go whose drafts name no organization. */
  readonly home: number | undefined;
  /** The organizations that the caller may put cameras into. */
  readonly open: ReadonlySet<number>;
  readonly stored: ReadonlyMap<number, EditableCamera>;
}

/**
 * Creates, changes and deletes many cameras in one transaction and in a number of statements that does not grow with them: what is
 * there is deleted first, then changed, then created, each kind at once. Only where something cannot be written the rest of its kind
 * is halved until what is at fault stands alone.
 */
@Injectable()
export class OperationRunner {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly rights: CameraRightsService,
    private readonly defaultOrganization: DefaultOrganization,
    private readonly preparer: CameraPreparer,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  async run(
    caller: Caller,
    operations: readonly CameraOperation[],
    { atomic, dryRun = false }: OperationOptions,
  ): Promise<readonly OperationResult[]> {
    if (operations.length > mostOperations)
      throw new DomainError('camera.invalid', `more than ${mostOperations} operations`);
    // Before the transaction, which must not wait for a second connection while it holds its own.
    const isHomeNeeded = operations.some((one) => one.op === 'create' && one.draft.organizationId === undefined);
    const home = isHomeNeeded ? await this.defaultOrganization.of(caller) : undefined;
    const open = await this.rights.openAmong(caller, organizationsIn(operations, home));
    const tally = new OperationTally(caller, atomic);
    const trial = new Error('a trial is rolled back');
    const perform = this.dataSource.transaction(async (manager) => {
      if (operations.some(({ op }) => op === 'create')) await lockBatches(manager);
      // Before their cameras, and in the order of their ids, as everybody who locks both.
      for (const id of [...open].toSorted((a, b) => a - b)) await hasQuota(this.rights, manager, id, 0);
      const stored = await lockNumbered(manager, caller, operations);
      const scope: WriteScope = { manager, caller, lookups: new Lookups(), events: [] };
      const run: Run = { scope, tally, home, open, stored };
      await this.perform(run, operations);
      if (dryRun) throw trial;
      await this.audit.recordIn(manager, ...tally.events());
    });
    await perform.catch((error: unknown) => {
      if (error !== trial) throw error;
    });
    return tally.results(operations.length);
  }

  private async perform(run: Run, operations: readonly CameraOperation[]): Promise<void> {
    const { scope, tally, stored } = run;
    const [creations, alterations, deletions]: [Creation[], Alteration[], EditableCamera[]] = [[], [], []];
    const taken = new Set<number>();
    const takes = new Set<number>();
    for (const [item, operation] of operations.entries()) {
      await tally.attempting(item, async () => {
        if (operation.op === 'create') return void creations.push(await this.creation(run, item, operation.draft));
        const one = only(stored, taken, operation.id);
        assertVersion(one.camera, operation);
        if (operation.op === 'update') {
          const change = await this.alteration(run, takes, item, one, operation.change);
          return void (change ? alterations.push(change) : tally.unchanged(item, one.camera));
        }
        deletions.push(one);
        tally.deleted(item, one.camera);
      });
    }
    await this.remove(scope, deletions);
    const fitting = await this.fitting(run, [
      ...alterations.flatMap(({ item, destination }) => (destination === undefined ? [] : [{ item, destination }])),
      ...creations.map(({ item, organizationId }) => ({ item, destination: organizationId })),
    ]);
    await this.alter(
      run,
      alterations.filter(({ item, destination }) => destination === undefined || fitting.has(item)),
    );
    // By name, as everybody who adds several: whoever waits for a name holds none behind it.
    const sorted = creations.toSorted((a, b) => (a.camera.values.name < b.camera.values.name ? -1 : 1));
    await this.add(
      run,
      sorted.filter(({ item }) => fitting.has(item)),
    );
  }

  private async creation(run: Run, item: number, draft: CameraDraft): Promise<Creation> {
    const { scope, home, open } = run;
    const organizationId = draft.organizationId ?? home ?? NaN;
    if (!open.has(organizationId)) throw notAllowedIn(scope.caller, organizationId);
    const values = await this.preparer.prepareNew(scope, draft, organizationId);
    const camera = { values, objectId: objectIdAt(this.clock.seconds()), ...this.markOf(scope.caller) };
    return { item, draft, organizationId, camera };
  }

  /** @param takes organizations that the caller may take cameras from, as found so far. @returns undefined: nothing changes */
  private async alteration(
    { scope, open }: Run,
    takes: Set<number>,
    item: number,
    stored: EditableCamera,
    draft: CameraDraft,
  ): Promise<Alteration | undefined> {
    const { manager, caller } = scope;
    const { organizationId: origin } = stored.camera;
    const organizationId = draft.organizationId ?? origin;
    const moves = organizationId !== origin;
    if (moves && !open.has(organizationId)) throw notAllowedIn(caller, organizationId);
    // Only the owner of an organization takes its cameras elsewhere, and superusers (GO25).
    if (moves && !takes.has(origin) && !(await this.rights.mayTakeFrom(manager, caller, origin)))
      throw new DomainError('camera.forbidden', `leaves organization ${origin}`);
    if (moves) takes.add(origin);
    const changes = changesBetween(stored, await this.preparer.prepareChange(scope, stored, draft));
    if (Object.keys(changes).length === 0) return undefined;
    return { item, stored, changes, destination: moves ? organizationId : undefined };
  }

  private async remove({ manager }: WriteScope, deletions: readonly EditableCamera[]): Promise<void> {
    if (deletions.length === 0) return;
    const sql = new SqlParameters();
    const ids = deletions.map(({ camera }) => camera.id);
    await deleteCamera(manager, `c.id = any(${sql.add(ids)}::integer[])`, sql, this.clock.now());
  }

  /** Those that fit the quotas of their organizations, in the order of the operations; the others fail. */
  private async fitting(
    { scope, tally }: Run,
    arrivals: readonly { readonly item: number; readonly destination: number }[],
  ): Promise<ReadonlySet<number>> {
    const { manager } = scope;
    const fitting = new Set<number>();
    const destinations = [...new Set(arrivals.map(({ destination }) => destination))].toSorted((a, b) => a - b);
    for (const id of destinations) {
      const there = arrivals.filter(({ destination }) => destination === id).toSorted((a, b) => a.item - b.item);
      const places = await quotaFor(this.rights, manager, id, there.length);
      for (const [at, { item }] of there.entries()) {
        if (at < places) fitting.add(item);
        else tally.fail(item, new DomainError('limit.reached', `organization ${id}`, { object: 'organization' }));
      }
    }
    return fitting;
  }

  private async alter(run: Run, alterations: readonly Alteration[]): Promise<void> {
    const { scope, tally } = run;
    await this.halving(run, alterations, async (some) => {
      const cameras = await updateCameras(scope.manager, some, this.markOf(scope.caller));
      await this.assertSelected(scope, cameras);
      const byId = new Map(cameras.map((camera) => [camera.id, camera]));
      for (const { item, stored, changes } of some) tally.updated(item, of(byId, stored.camera.id), changes);
    });
  }

  private async add(run: Run, creations: readonly Creation[], attempt = 1): Promise<void> {
    const { scope, tally } = run;
    const insert = async (some: readonly Creation[]): Promise<void> => {
      const cameras = await insertCameras(
        scope.manager,
        some.map(({ camera }) => camera),
      );
      await this.assertSelected(scope, cameras);
      const byId = new Map(cameras.map((camera) => [camera.objectId, camera]));
      for (const { item, camera } of some) tally.created(item, of(byId, camera.objectId));
    };
    await this.halving(run, creations, insert, async ({ item, draft }, error) => {
      if (attempt >= attempts || !isChanceConflict(error, draft)) return false;
      await this.add(run, [await this.creation(run, item, draft)], attempt + 1);
      return true;
    });
  }

  /**
   * Writes all at once, or where that fails each half, down to the single ones that cannot be written.
   * @param again another attempt with a single one; whether it was made
   */
  private async halving<T extends StoredChange | Creation>(
    run: Run,
    some: readonly (T & { readonly item: number })[],
    write: (some: readonly (T & { readonly item: number })[]) => Promise<void>,
    again: (one: T & { readonly item: number }, error: unknown) => Promise<boolean> = async () => false,
  ): Promise<void> {
    const { scope, tally } = run;
    const [one] = some;
    if (one === undefined) return;
    try {
      const wanted = some.length > 1 ? {} : 'camera' in one ? one.camera.values : one.changes;
      await attempting(scope.manager, wanted, () => write(some));
    } catch (error) {
      if (!isAboutOne(error)) throw error;
      if (some.length > 1) {
        const middle = Math.ceil(some.length / 2);
        await this.halving(run, some.slice(0, middle), write, again);
        await this.halving(run, some.slice(middle), write, again);
      } else if (!(await again(one, error)))
        tally.fail(one.item, await visibleConflict(scope.manager, scope.caller, error));
    }
  }

  private async assertSelected({ manager, caller }: WriteScope, cameras: readonly Camera[]): Promise<void> {
    await this.rights.assertSelected(
      manager,
      caller,
      cameras.map(({ name }) => name),
    );
  }

  private markOf(caller: Caller): { readonly at: Date; readonly by: string } {
    return { at: this.clock.now(), by: editorNameOf(caller) };
  }
}

/** A fault of one camera, not of the database or of all of them. */
function isAboutOne(error: unknown): boolean {
  return (
    isDomainError(error) && hasCode(error, 'camera.taken', 'camera.invalid', 'camera.forbidden', 'object.not-found')
  );
}

function organizationsIn(operations: readonly CameraOperation[], home: number | undefined): readonly number[] {
  const named = operations.flatMap((one) => {
    if (one.op === 'delete') return [];
    return (one.op === 'create' ? (one.draft.organizationId ?? home) : one.change.organizationId) ?? [];
  });
  return [...new Set(named)];
}

/** The cameras that the operations name and the caller sees, locked. */
async function lockNumbered(
  manager: EntityManager,
  caller: Caller,
  operations: readonly CameraOperation[],
): Promise<ReadonlyMap<number, EditableCamera>> {
  const ids = operations.flatMap((one) => (one.op === 'create' ? [] : one.id));
  if (ids.length === 0) return new Map();
  const sql = new SqlParameters();
  const condition = `c.id = any(${sql.add(ids)}::integer[]) and ${visibleCameras(caller, sql)}`;
  const locked = await lockCameras(manager, condition, editableCameras(caller, sql), sql);
  return new Map(locked.map((one) => [one.camera.id, one]));
}

/**
 * The camera of an operation, which no other may name.
 * @param taken the cameras of the operations before
 * @throws DomainError camera.not-found, camera.forbidden, camera.invalid (id)
 */
function only(stored: ReadonlyMap<number, EditableCamera>, taken: Set<number>, id: number): EditableCamera {
  const one = stored.get(id);
  if (one === undefined) throw new DomainError('camera.not-found', `camera ${id}`);
  if (!one.editable) throw new DomainError('camera.forbidden', `camera ${id}`);
  if (taken.has(id)) throw new DomainError('camera.invalid', `camera ${id} stands twice`, { field: 'id' });
  taken.add(id);
  return one;
}

function of<Key>(cameras: ReadonlyMap<Key, Camera>, key: Key): Camera {
  const camera = cameras.get(key);
  if (camera === undefined) throw new Error(`camera ${String(key)} was written and is gone`);
  return camera;
}
