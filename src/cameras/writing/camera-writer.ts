import { type AuditEvent, AuditLogService } from '#audit';
import { DomainError, isDomainError } from '#errors';
import { CameraRightsService, editableCameras } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type {
  Camera,
  CameraChange,
  CameraDraft,
  CameraKey,
  NamedChange,
  RemoveOptions,
  UpdateOptions,
  WriteOptions,
} from '../camera.js';
import { deleteCamera, editorNameOf, insertCameras, updateCamera, type WriteMark } from '../cameras.repository.js';
import { claimAddress, isReachedAlike } from './camera-address.js';
import { CameraTaken, isChanceConflict, toDomainError, type UniqueValues, visibleConflict } from './camera-conflict.js';
import { cameraEvent } from './camera-events.js';
import { hasQuota, lockNamed, lockOne } from './camera-locks.js';
import { objectIdAt } from './camera-name.js';
import { CameraPreparer, Lookups, type WriteScope } from './camera-preparer.js';
import { type CameraValues, changesBetween, type StoredCamera } from './camera-values.js';
import { DefaultOrganization } from './default-organization.js';
import { assertVersion, notAllowedIn } from './write-refusals.js';

const attempts = 5;
const mostChanges = 1000;

/** Creates, changes and deletes cameras, each call in one transaction that leaves nothing behind when it fails. */
@Injectable()
export class CameraWriter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly rights: CameraRightsService,
    private readonly defaultOrganization: DefaultOrganization,
    private readonly preparer: CameraPreparer,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  async create(caller: Caller, draft: CameraDraft, options: WriteOptions = {}): Promise<Camera> {
    const organizationId =
      draft.organizationId ?? (await this.defaultOrganization.of(caller, options.defaultOrganization));
    if (!(await this.rights.mayCreateIn(caller, organizationId))) throw notAllowedIn(caller, organizationId);
    const insert = async (scope: WriteScope): Promise<Camera> => {
      // The organization is locked before the folder, as by everybody who locks both.
      await this.rights.reserveQuota(scope.manager, organizationId, 1);
      const values = await this.preparer.prepareNew(scope, draft, organizationId);
      if (options.uniqueAddress) await claimAddress(scope.manager, caller, values);
      const objectId = objectIdAt(this.clock.seconds());
      const [camera] = await insertCameras(scope.manager, [{ values, objectId, ...this.markOf(caller) }]);
      if (!camera) throw new Error(`camera ${values.name} was inserted and is gone`);
      await this.rights.assertSelected(scope.manager, caller, [camera.name]);
      scope.events.push(cameraEvent('camera_created', caller, camera));
      return camera;
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction(caller, insert, draft);
      } catch (error) {
        if (attempt >= attempts || !isChanceConflict(error, draft)) throw error;
      }
    }
  }

  async update(caller: Caller, key: CameraKey, change: CameraChange, options: UpdateOptions): Promise<Camera> {
    const open = await this.openTo(caller, typeof change === 'function' ? [] : [change]);
    return this.inTransaction(caller, async (scope) => {
      await this.lockOrganizations(scope, open);
      const stored = await lockOne(scope.manager, caller, key);
      const camera = { ...stored.camera, zoneOffsetSeconds: stored.zoneOffsetSeconds };
      const draft = typeof change === 'function' ? change(camera) : (options.revise?.(change, camera) ?? change);
      return this.change(scope, stored, draft, options, open);
    });
  }

  async updateMany(caller: Caller, changes: readonly NamedChange[]): Promise<readonly Camera[]> {
    if (changes.length > mostChanges) throw new DomainError('camera.invalid', `more than ${mostChanges} changes`);
    const byName = new Map(changes.map(({ name, change }) => [name, change]));
    const twice = changes.find(({ name, change }) => byName.get(name) !== change)?.name;
    if (twice !== undefined) throw new DomainError('camera.invalid', 'named twice', { field: 'name', camera: twice });
    const open = await this.openTo(caller, [...byName.values()]);
    return this.inTransaction(caller, async (scope) => {
      await this.lockOrganizations(scope, open);
      const done = new Map<string, Camera>();
      for (const stored of await lockNamed(scope.manager, caller, [...byName.keys()])) {
        const { name } = stored.camera;
        try {
          done.set(name, await this.change(scope, stored, byName.get(name) ?? {}, {}, open));
        } catch (error) {
          throw about(name, toDomainError(error));
        }
      }
      return changes.flatMap(({ name }) => done.get(name) ?? []);
    });
  }

  /** Changes stored values that no draft names. */
  async rewrite(
    caller: Caller,
    key: CameraKey,
    rewritten: (stored: StoredCamera) => Partial<CameraValues>,
  ): Promise<Camera> {
    return this.inTransaction(caller, async ({ manager, events }) => {
      const stored = await lockOne(manager, caller, key);
      const changes = changesBetween(stored, rewritten(stored));
      if (Object.keys(changes).length === 0) return stored.camera;
      events.push(cameraEvent('camera_updated', caller, stored.camera, changes));
      return updateCamera(manager, stored.camera.id, changes, this.markOf(caller));
    });
  }

  async remove(caller: Caller, key: CameraKey, options: RemoveOptions = {}): Promise<void> {
    await this.inTransaction(caller, async ({ manager, events }) => {
      const { camera } = await lockOne(manager, caller, key);
      assertVersion(camera, options);
      const sql = new SqlParameters();
      const condition = `c.id = ${sql.add(camera.id)} and ${editableCameras(caller, sql)}`;
      await deleteCamera(manager, condition, sql, this.clock.now());
      events.push(cameraEvent('camera_deleted', caller, camera));
    });
  }

  /** Changes one locked camera. @param open the organizations that it may be moved to */
  private async change(
    scope: WriteScope,
    stored: StoredCamera,
    draft: CameraDraft,
    options: UpdateOptions,
    open: ReadonlySet<number>,
  ): Promise<Camera> {
    const { manager, caller, events } = scope;
    const { camera } = stored;
    const organizationId = draft.organizationId ?? camera.organizationId;
    const moves = organizationId !== camera.organizationId;
    if (moves && !open.has(organizationId)) throw notAllowedIn(caller, organizationId);
    // Only the owner of an organization takes its cameras elsewhere, and superusers (GO25).
    if (moves && !(await this.rights.mayTakeFrom(manager, caller, camera.organizationId)))
      throw new DomainError('camera.forbidden', `leaves organization ${camera.organizationId}`);
    assertVersion(camera, options);
    const values = await this.preparer.prepareChange(scope, stored, draft, { reset: options.reset ?? false });
    if (moves) await this.rights.reserveQuota(manager, organizationId, 1);
    // A camera that keeps its address may share it: imported ones do.
    if (options.uniqueAddress && !isReachedAlike(camera, values))
      await claimAddress(manager, caller, values, camera.id);
    const changes = changesBetween(stored, values);
    if (Object.keys(changes).length === 0) return camera;
    const changed = await updateCamera(manager, camera.id, changes, this.markOf(caller));
    events.push(cameraEvent('camera_updated', caller, camera, changes));
    await this.rights.assertSelected(manager, caller, [camera.name]);
    return changed;
  }

  /**
   * The organizations that the drafts name and that the caller may create cameras in. Read before the transaction, which
   * must not wait for a second connection while it holds its own.
   */
  private async openTo(caller: Caller, drafts: readonly CameraDraft[]): Promise<ReadonlySet<number>> {
    return this.rights.openAmong(caller, [...new Set(drafts.flatMap(({ organizationId }) => organizationId ?? []))]);
  }

  /** Before their cameras, and in the order of their ids, so that no two writers wait for each other. */
  private async lockOrganizations({ manager }: WriteScope, ids: ReadonlySet<number>): Promise<void> {
    for (const id of [...ids].toSorted((a, b) => a - b)) await hasQuota(this.rights, manager, id, 0);
  }

  private markOf(caller: Caller): WriteMark {
    return { at: this.clock.now(), by: editorNameOf(caller) };
  }

  /** @param wanted the unique values to be written, by which the camera that has one of them already is found */
  private async inTransaction<T>(
    caller: Caller,
    work: (scope: WriteScope) => Promise<T>,
    wanted: UniqueValues = {},
  ): Promise<T> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const events: AuditEvent[] = [];
        const done = await work({ manager, caller, lookups: new Lookups(), events });
        await this.audit.recordIn(manager, ...events);
        return done;
      });
    } catch (error) {
      throw await visibleConflict(this.dataSource, caller, toDomainError(error, wanted));
    }
  }
}

/** An error about one camera among many, with its name. */
function about(camera: string, error: unknown): unknown {
  if (error instanceof CameraTaken) return new CameraTaken(error.detail, error.field, error.holder, camera);
  return isDomainError(error) ? new DomainError(error.code, error.detail, { ...error.context, camera }) : error;
}
