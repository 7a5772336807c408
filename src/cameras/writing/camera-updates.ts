import { DomainError, isDomainError } from '#errors';
import { CameraRightsService } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Camera, CameraChange, CameraDraft, CameraKey, NamedChange, WriteOptions } from '../camera.js';
import { updateCamera } from '../cameras.repository.js';
import { claimAddress, isReachedAlike } from './camera-address.js';
import { lockNamed, lockOne, unwelcome } from './camera-locks.js';
import { CameraSettler, Lookups, type WriteScope } from './camera-settler.js';
import { changesBetween, type CameraValues, type StoredCamera } from './camera-values.js';
import { CameraTaken } from './camera-taken.js';
import { conflictAsSeen } from './conflict-as-seen.js';
import { hasQuota } from './quota.js';
import { auditNameOf } from './audit-name.js';
import { refusalOf } from './unique-violation.js';

export interface UpdateOptions extends WriteOptions {
  readonly expectedVersion?: number | undefined;
  /** What the change leaves out is cleared instead of kept. */
  readonly reset?: boolean;
}

const mostChanges = 1000;

/** Changes cameras that are there, each set in one transaction that leaves nothing behind when refused. */
@Injectable()
export class CameraUpdates {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly rights: CameraRightsService,
    private readonly settler: CameraSettler,
    private readonly clock: Clock,
  ) {}

  async update(caller: Caller, key: CameraKey, change: CameraChange, options: UpdateOptions): Promise<Camera> {
    const open = await this.openTo(caller, typeof change === 'function' ? [] : [change]);
    return this.inTransaction(caller, async (scope) => {
      await this.lockOrganizations(scope, open);
      const stored = await lockOne(scope.manager, caller, key);
      const draft =
        typeof change === 'function'
          ? change({ ...stored.camera, zoneOffsetSeconds: stored.zoneOffsetSeconds })
          : change;
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
          throw about(name, refusalOf(error));
        }
      }
      return changes.flatMap(({ name }) => done.get(name) ?? []);
    });
  }

  /** Changes one by its stored values, which no draft names. */
  async rewrite(
    caller: Caller,
    key: CameraKey,
    change: (stored: StoredCamera) => Partial<CameraValues>,
  ): Promise<Camera> {
    return this.inTransaction(caller, async (scope) => {
      const stored = await lockOne(scope.manager, caller, key);
      return this.write(scope, stored, change(stored));
    });
  }

  private async change(
    scope: WriteScope,
    stored: StoredCamera,
    draft: CameraDraft,
    options: UpdateOptions,
    open: ReadonlySet<number>,
  ): Promise<Camera> {
    const { camera } = stored;
    const organizationId = draft.organizationId ?? camera.organizationId;
    const moves = organizationId !== camera.organizationId;
    if (moves && !open.has(organizationId)) throw unwelcome(scope.caller, organizationId);
    if (moves && !(await this.rights.mayTakeFrom(scope.manager, scope.caller, camera.organizationId)))
      throw new DomainError('camera.forbidden', `leaves organization ${camera.organizationId}`);
    if (options.expectedVersion !== undefined && options.expectedVersion !== camera.version)
      throw new DomainError('camera.changed', `version ${camera.version}, not ${options.expectedVersion}`);
    const values = await this.settler.changed(scope, stored, draft, { reset: options.reset ?? false });
    if (moves) await this.rights.reserveQuota(scope.manager, organizationId, 1);
    // One that stays where it is may share its address: imported ones do.
    if (options.uniqueAddress && !isReachedAlike(camera, values))
      await claimAddress(scope.manager, scope.caller, values, camera.id);
    return this.write(scope, stored, values);
  }

  private async write(scope: WriteScope, stored: StoredCamera, values: Partial<CameraValues>): Promise<Camera> {
    const changes = changesBetween(stored, values);
    if (Object.keys(changes).length === 0) return stored.camera;
    const mark = { at: this.clock.now(), by: auditNameOf(scope.caller) };
    try {
      return await updateCamera(scope.manager, stored.camera.id, changes, mark);
    } catch (error) {
      throw refusalOf(error, changes);
    }
  }

  /**
   * The organizations that the drafts name and the caller may put cameras into. Asked before the transaction: it must
   * not wait for a second connection while it holds its own.
   */
  private async openTo(caller: Caller, drafts: readonly CameraDraft[]): Promise<ReadonlySet<number>> {
    const named = new Set(drafts.flatMap(({ organizationId }) => organizationId ?? []));
    const open = new Set<number>();
    for (const id of named) if (await this.rights.mayCreateIn(caller, id)) open.add(id);
    return open;
  }

  /** Before their cameras, and in the order of their ids: nobody waits in a circle. */
  private async lockOrganizations({ manager }: WriteScope, ids: ReadonlySet<number>): Promise<void> {
    for (const id of [...ids].toSorted((a, b) => a - b)) await hasQuota(this.rights, manager, id, 0);
  }

  private async inTransaction<T>(caller: Caller, work: (scope: WriteScope) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction((manager: EntityManager) =>
        work({ manager, caller, lookups: new Lookups() }),
      );
    } catch (error) {
      throw await conflictAsSeen(this.dataSource, caller, refusalOf(error));
    }
  }
}

/** An error about one camera among many, with its name. */
function about(camera: string, error: unknown): unknown {
  if (error instanceof CameraTaken) return new CameraTaken(error.detail, error.field, error.holder, camera);
  return isDomainError(error) ? new DomainError(error.code, error.detail, { ...error.context, camera }) : error;
}
