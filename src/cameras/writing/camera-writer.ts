import { DomainError, hasCode, isDomainError } from '#errors';
import { CameraRightsService, editableCameras } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Camera, CameraDraft, CameraKey, WriteOptions } from '../camera.js';
import { deleteCamera, insertCameras } from '../cameras.repository.js';
import { claimAddress } from './camera-address.js';
import { lockOne, unwelcome } from './camera-locks.js';
import { objectIdAt } from './camera-name.js';
import { CameraSettler, Lookups } from './camera-settler.js';
import { CameraUpdates } from './camera-updates.js';
import { conflictAsSeen } from './conflict-as-seen.js';
import { auditNameOf } from './audit-name.js';
import { refusalOf, type UniqueValues } from './unique-violation.js';

const attempts = 5;
// For a camera that came, or came and went, meanwhile.
const attemptsToPut = 3;

/** Makes and deletes one camera at a time, each in one transaction that leaves nothing behind when refused. */
@Injectable()
export class CameraWriter {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly rights: CameraRightsService,
    private readonly settler: CameraSettler,
    private readonly updates: CameraUpdates,
    private readonly clock: Clock,
  ) {}

  async create(caller: Caller, draft: CameraDraft, options: WriteOptions = {}): Promise<Camera> {
    const organizationId = draft.organizationId ?? (await this.rights.homeOf(caller));
    await this.assertMayCreateIn(caller, organizationId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction(
          async (manager) => this.insert({ manager, caller }, draft, organizationId, options),
          draft,
        );
      } catch (error) {
        if (attempt >= attempts || !isOurOwnDoing(error, draft))
          throw await conflictAsSeen(this.dataSource, caller, error);
      }
    }
  }

  async put(
    caller: Caller,
    name: string,
    draft: CameraDraft,
    options: { readonly reset: boolean },
  ): Promise<{ readonly camera: Camera; readonly created: boolean }> {
    if (draft.name !== undefined && draft.name !== name)
      throw new DomainError('camera.invalid', 'a name never changes', { field: 'name' });
    for (let attempt = 1; ; attempt += 1) {
      try {
        return { camera: await this.updates.update(caller, { name }, draft, options), created: false };
      } catch (error) {
        if (!isRefusal(error, 'camera.not-found')) throw error;
      }
      try {
        return { camera: await this.create(caller, { ...draft, name }), created: true };
      } catch (error) {
        // Somebody made it in between, and with it took the last place: then it is there to be changed.
        if (attempt >= attemptsToPut || !(isRefusal(error, 'camera.taken', 'name') || isFull(error))) throw error;
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
    // The organization before the folder, as all lock who take both.
    await this.rights.reserveQuota(manager, organizationId, 1);
    const values = await this.settler.fresh({ manager, caller, lookups: new Lookups() }, draft, organizationId);
    if (uniqueAddress) await claimAddress(manager, caller, values);
    const objectId = objectIdAt(this.clock.seconds());
    const [camera] = await insertCameras(manager, [
      { values, objectId, at: this.clock.now(), by: auditNameOf(caller) },
    ]);
    if (!camera) throw new Error(`camera ${values.name} was inserted and is gone`);
    return camera;
  }

  private async assertMayCreateIn(caller: Caller, organizationId: number): Promise<void> {
    if (!(await this.rights.mayCreateIn(caller, organizationId))) throw unwelcome(caller, organizationId);
  }

  private async inTransaction<T>(work: (manager: EntityManager) => Promise<T>, wanted: UniqueValues = {}): Promise<T> {
    try {
      return await this.dataSource.transaction(work);
    } catch (error) {
      throw refusalOf(error, wanted);
    }
  }
}

/** Two random names alike, or an id whose default number somebody has chosen: the next attempt has others. */
function isOurOwnDoing(error: unknown, draft: CameraDraft): boolean {
  if (isRefusal(error, 'camera.taken', 'objectId')) return true;
  if (isRefusal(error, 'camera.taken', 'name')) return draft.name === undefined;
  return isRefusal(error, 'camera.taken', 'cameraId') && draft.cameraId === undefined;
}

function isRefusal(error: unknown, code: DomainError['code'], field?: string): boolean {
  return isDomainError(error) && error.code === code && (field === undefined || error.context.field === field);
}

function isFull(error: unknown): boolean {
  return hasCode(error, 'limit.reached');
}
