import { type AuditEvent, AuditLogService } from '#audit';
import { editableCameras } from '#access';
import type { Caller } from '#auth';
import { Clock } from '#config';
import { isDomainError } from '#errors';
import { SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import {
  deleteCamera,
  type EditableCamera,
  editorNameOf,
  insertCameras,
  lockCameras,
  updateCamera,
} from '../cameras.repository.js';
import { toDomainError } from './camera-conflict.js';
import { cameraEvent } from './camera-events.js';
import { type CameraValues, valuesOf } from './camera-values.js';

/** A camera that is gone from its source, with the values that it had. */
export interface PrunedCamera {
  readonly name: string;
  readonly objectId: string;
  readonly version: number;
  readonly before: CameraValues;
}

/** A deed of an import, to be undone. */
export interface UndoneDeed {
  readonly name: string;
  readonly objectId: string;
  readonly deed: 'created' | 'updated' | 'pruned';
  readonly version: number;
  readonly before: Partial<CameraValues>;
}

/** Deletes cameras that are gone from their source, and takes back what an import did. */
@Injectable()
export class CameraPruning {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** Names of the cameras of a source in an organization that the caller may change, by name. @param after the last page's last */
  async namesOf(caller: Caller, organizationId: number, source: string, after: string): Promise<readonly string[]> {
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<{ readonly name: string }[]>(
      `select c.name from cameras c where c.organization_id = ${sql.add(organizationId)}::integer
         and c.source = ${sql.add(source)}::text and c.name > ${sql.add(after)}::text and ${editableCameras(caller, sql)}
       order by c.name limit 1000`,
      sql.values,
    );
    return rows.map(({ name }) => name);
  }

  /**
   * Deletes cameras by name, in one transaction. Those that have left the source or the organization meanwhile stay.
   * @param names at most 1000
   * @param within runs in the transaction, before it ends
   */
  async prune(
    caller: Caller,
    place: { readonly organizationId: number; readonly source: string },
    names: readonly string[],
    within: (manager: EntityManager, pruned: readonly PrunedCamera[]) => Promise<void>,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const sql = new SqlParameters();
      const condition = `c.name = any(${sql.add(names)}::text[]) and c.source = ${sql.add(place.source)}::text
        and c.organization_id = ${sql.add(place.organizationId)}::integer`;
      const stored = await lockCameras(manager, condition, editableCameras(caller, sql), sql);
      const pruned: PrunedCamera[] = [];
      for (const one of stored.filter(({ editable }) => editable)) {
        await this.remove(manager, one.camera.id);
        await this.audit.recordIn(manager, cameraEvent('camera_deleted', caller, one.camera));
        const { name, objectId, version } = one.camera;
        pruned.push({ name, objectId, version, before: valuesOf(one) });
      }
      await within(manager, pruned);
    });
  }

  /**
   * Takes deeds back in the caller's transaction: created cameras are deleted, changed ones get their former values, pruned ones are
   * made again.
   * @param deeds at most 1000, the newest first
   * @returns the names of those that somebody has changed since, each with why it stays
   */
  async undo(
    manager: EntityManager,
    caller: Caller,
    deeds: readonly UndoneDeed[],
  ): Promise<readonly { readonly name: string; readonly reason: string }[]> {
    const sql = new SqlParameters();
    const condition = `c.object_id = any(${sql.add(deeds.map(({ objectId }) => objectId))}::text[])`;
    const stored = await lockCameras(manager, condition, editableCameras(caller, sql), sql);
    const byId = new Map(stored.map((one) => [one.camera.objectId, one]));
    const conflicts: { name: string; reason: string }[] = [];
    for (const deed of deeds) {
      const reason = await this.takeBack(manager, caller, deed, byId.get(deed.objectId));
      if (reason !== undefined) conflicts.push({ name: deed.name, reason });
    }
    return conflicts;
  }

  /** @returns why it stays */
  private async takeBack(
    manager: EntityManager,
    caller: Caller,
    { name, objectId, deed, version, before }: UndoneDeed,
    found: EditableCamera | undefined,
  ): Promise<string | undefined> {
    const mark = { at: this.clock.now(), by: editorNameOf(caller) };
    if (deed === 'pruned') {
      if (await isTaken(manager, name, objectId)) return 'another camera has its name now, or it is there again';
      return this.attempt(manager, async () => {
        // The border where the values of a pruned camera are all of a camera's.
        const [camera] = await insertCameras(manager, [{ values: before as CameraValues, objectId, ...mark }]);
        return camera && cameraEvent('camera_created', caller, camera);
      });
    }
    if (found === undefined) return deed === 'updated' ? 'it was deleted since' : undefined;
    const { camera, editable } = found;
    if (!editable) return 'it may not be changed any more';
    if (camera.version !== version) return 'somebody has changed it since';
    return this.attempt(manager, async () => {
      if (deed === 'created') await this.remove(manager, camera.id);
      else await updateCamera(manager, camera.id, before, mark);
      return deed === 'created'
        ? cameraEvent('camera_deleted', caller, camera)
        : cameraEvent('camera_updated', caller, camera, before);
    });
  }

  /** In a savepoint: a folder or a number that is not free any more ends one deed, not the others. */
  private async attempt(
    manager: EntityManager,
    work: () => Promise<AuditEvent | undefined>,
  ): Promise<string | undefined> {
    await manager.query('savepoint import_deed');
    try {
      const event = await work();
      if (event !== undefined) await this.audit.recordIn(manager, event);
      await manager.query('release savepoint import_deed');
      return undefined;
    } catch (error) {
      await manager.query('rollback to savepoint import_deed');
      if (isDomainError(toDomainError(error))) return 'what it was cannot be stored any more';
      throw error;
    }
  }

  private async remove(manager: EntityManager, id: number): Promise<void> {
    const sql = new SqlParameters();
    await deleteCamera(manager, `c.id = ${sql.add(id)}::integer`, sql, this.clock.now());
  }
}

async function isTaken(manager: EntityManager, name: string, objectId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>('select from cameras c where c.name = $1 or c.object_id = $2', [
    name,
    objectId,
  ]);
  return rows.length > 0;
}
