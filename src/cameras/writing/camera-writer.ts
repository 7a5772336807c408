import { CameraRights, editableCameras, visibleCameras } from '#access';
import { SqlParameters } from '#database';
import { type Caller, isSuperuser } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Camera, CameraChange, CameraDraft, CameraKey, WriteOptions } from '../camera.js';
import { compileKey } from '../camera-key.js';
import { CameraError } from '../cameras.errors.js';
import { deleteCamera, insertCameras, lockCameras, updateCamera } from '../cameras.repository.js';
import { claimAddress, isReachedAlike } from './camera-address.js';
import { objectIdAt } from './camera-name.js';
import { CameraSettler, Lookups } from './camera-settler.js';
import { changesBetween, type StoredCamera } from './camera-values.js';
import { signatureOf } from './signature.js';
import { refusalOf } from './unique-violation.js';

interface UpdateOptions extends WriteOptions {
  readonly expectedVersion?: number | undefined;
  readonly reset?: boolean;
}

const attempts = 5;

/** Makes, changes and deletes one camera at a time, each in one transaction that leaves nothing behind when refused. */
@Injectable()
export class CameraWriter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly rights: CameraRights,
    private readonly settler: CameraSettler,
    private readonly clock: Clock,
  ) {}

  async create(caller: Caller, draft: CameraDraft, options: WriteOptions = {}): Promise<Camera> {
    const organizationId = draft.organizationId ?? (await this.rights.homeOf(caller));
    await this.assertMayCreateIn(caller, organizationId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction(async (manager) =>
          this.insert({ manager, caller }, draft, organizationId, options),
        );
      } catch (error) {
        if (attempt >= attempts || !isOurOwnDoing(error, draft)) throw error;
      }
    }
  }

  async update(caller: Caller, key: CameraKey, change: CameraChange, options: UpdateOptions): Promise<Camera> {
    // Asked before the transaction: it must not wait for a second connection while it holds its own.
    const destination = typeof change === 'function' ? undefined : change.organizationId;
    const mayMove = destination !== undefined && (await this.rights.mayCreateIn(caller, destination));
    return this.inTransaction(async (manager) => {
      const stored = await lockOne(manager, caller, key);
      const { camera } = stored;
      const draft = typeof change === 'function' ? change(camera) : change;
      const organizationId = draft.organizationId ?? camera.organizationId;
      if (organizationId !== camera.organizationId && !mayMove) throw unwelcome(caller, organizationId);
      if (options.expectedVersion !== undefined && options.expectedVersion !== camera.version)
        throw new CameraError('camera.changed', `version ${camera.version}, not ${options.expectedVersion}`);
      const scope = { manager, caller, lookups: new Lookups() };
      const values = await this.settler.changed(scope, stored, draft, { reset: options.reset ?? false });
      const changes = changesBetween(stored, values);
      if (Object.keys(changes).length === 0) return camera;
      // One that stays where it is may share its address: imported ones do.
      if (options.uniqueAddress && !isReachedAlike(camera, values)) await claimAddress(manager, values, camera.id);
      return updateCamera(manager, camera.id, changes, { at: this.clock.now(), by: signatureOf(caller) });
    });
  }

  async put(
    caller: Caller,
    name: string,
    draft: CameraDraft,
    options: { readonly reset: boolean },
  ): Promise<{ readonly camera: Camera; readonly created: boolean }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { camera: await this.update(caller, { name }, draft, options), created: false };
      } catch (error) {
        if (!isRefusal(error, 'camera.not-found')) throw error;
      }
      try {
        return { camera: await this.create(caller, { ...draft, name: draft.name ?? name }), created: true };
      } catch (error) {
        // Somebody made it in between: then it is there to be changed. A hidden one stays taken.
        if (attempt >= 2 || !isRefusal(error, 'camera.taken', 'name')) throw error;
      }
    }
  }

  async remove(caller: Caller, key: CameraKey): Promise<void> {
    await this.inTransaction(async (manager) => {
      const { camera } = await lockOne(manager, caller, key);
      const sql = new SqlParameters();
      const condition = `c.id = ${sql.add(camera.id)} and ${editableCameras(caller, sql)}`;
      await deleteCamera(manager, condition, sql, this.clock.now());
    });
  }

  private async insert(
    { manager, caller }: { readonly manager: EntityManager; readonly caller: Caller },
    draft: CameraDraft,
    organizationId: number,
    { uniqueAddress }: WriteOptions,
  ): Promise<Camera> {
    const values = await this.settler.fresh({ manager, caller, lookups: new Lookups() }, draft, organizationId);
    if (uniqueAddress) await claimAddress(manager, values);
    const objectId = objectIdAt(this.clock.seconds());
    const [camera] = await insertCameras(manager, [
      { values, objectId, at: this.clock.now(), by: signatureOf(caller) },
    ]);
    if (!camera) throw new Error(`camera ${values.name} was inserted and is gone`);
    return camera;
  }

  private async assertMayCreateIn(caller: Caller, organizationId: number): Promise<void> {
    if (!(await this.rights.mayCreateIn(caller, organizationId))) throw unwelcome(caller, organizationId);
  }

  private async inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(work);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** @throws CameraError camera.not-found when it is missing or hidden, camera.forbidden when it may not be changed */
async function lockOne(manager: EntityManager, caller: Caller, key: CameraKey): Promise<StoredCamera> {
  const sql = new SqlParameters();
  const condition = compileKey(key, sql);
  const [stored] =
    condition === undefined
      ? []
      : await lockCameras(
          manager,
          `${condition} and ${visibleCameras(caller, sql)}`,
          editableCameras(caller, sql),
          sql,
        );
  if (!stored) throw new CameraError('camera.not-found', JSON.stringify(key));
  if (!stored.editable) throw new CameraError('camera.forbidden', `camera ${stored.camera.id}`);
  return stored;
}

/** Whoever may go anywhere named an organization that is not there; to others it makes no difference whether it is. */
function unwelcome(caller: Caller, organizationId: number): CameraError {
  return isSuperuser(caller)
    ? new CameraError('camera.invalid', `no organization ${organizationId}`, 'organizationId')
    : new CameraError('camera.forbidden', `organization ${organizationId}`);
}

/** Two random names alike, or an id whose default number somebody has chosen: the next attempt has others. */
function isOurOwnDoing(error: unknown, draft: CameraDraft): boolean {
  if (isRefusal(error, 'camera.taken', 'objectId')) return true;
  if (isRefusal(error, 'camera.taken', 'name')) return draft.name === undefined;
  return isRefusal(error, 'camera.taken', 'cameraId') && draft.cameraId === undefined;
}

function isRefusal(error: unknown, code: CameraError['code'], field?: string): boolean {
  return error instanceof CameraError && error.code === code && (field === undefined || error.field === field);
}
