import { DomainError } from '#errors';
import { type AuditEvent, AuditLogService } from '#audit';
import { doneBy, type Caller } from '#auth';
import {
  entityFields,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  type Scope,
  selectList,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CameraRightsService } from '../camera-rights.service.js';
import { assertSeesUser } from '../people/account-control.js';
import { manageableCameras, visibleCameras } from '../visible-cameras.js';
import { CameraPermissionEntity } from './camera-permission.entity.js';
import type { WatchingRights } from './camera-rights.js';
import { assertMayGrant, lastingRights, lockUser, mergedRights, type PeriodicRights } from './grants.js';
import { inForce, mergedPeriod, type Period } from './period.js';
import { removePermission } from './remove-permission.js';

/** What one user may do with one camera, apart from memberships and folders. */
export interface CameraPermission extends WatchingRights, Period {
  readonly userId: number;
  readonly cameraId: number;
  /** The camera's `name`. */
  readonly cameraName: string;
}
export type CameraPermissionField = keyof CameraPermission;

const fields: Readonly<Record<CameraPermissionField, ListField>> = {
  ...entityFields(CameraPermissionEntity, 'p', [
    'userId',
    'cameraId',
    'canView',
    'canViewDvr',
    'canUsePtz',
    'validFrom',
    'validUntil',
  ]),
  cameraName: { sql: 'c.name', type: 'text', nullable: false },
  dvrDepthLimitSeconds: entityFields(CameraPermissionEntity, 'p', ['dvrDepthLimit']).dvrDepthLimit,
};
const columns = sqlOf(fields);
// The user by their number alone: giving somebody a permission on a camera reveals no login.
const from = 'camera_permissions p join cameras c on c.id = p.camera_id';
const ofCameraSource: ListSource<CameraPermissionField> = {
  name: 'permissions of a camera',
  from,
  fields,
  key: 'userId',
};
const ofUserSource: ListSource<CameraPermissionField> = {
  name: 'permissions of a user',
  from,
  fields,
  key: 'cameraId',
  search: ['cameraName'],
};

interface VisibleCamera {
  readonly id: number;
  readonly name: string;
  /** Whether the caller manages its permissions. */
  readonly isManageable: boolean;
}

/**
 * Permissions of single users on single cameras. Members who may edit streams or users, owners and superusers manage those
 * on the cameras of their organizations; everybody reads their own. Nobody gives rights that they do not hold.
 */
@Injectable()
export class CameraPermissionsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly rights: CameraRightsService,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError object.not-found (camera), object.forbidden */
  async ofCamera(
    caller: Caller,
    cameraName: string,
    query: ListQuery<CameraPermissionField>,
    page: Page,
  ): Promise<ListPage<CameraPermission>> {
    return this.lists.page<CameraPermissionField, CameraPermission>(
      ofCameraSource,
      columns,
      await this.scopeOfCamera(caller, cameraName),
      query,
      page,
    );
  }

  /** @throws DomainError as `ofCamera` */
  async countOfCamera(caller: Caller, cameraName: string, query: ListQuery<CameraPermissionField>): Promise<number> {
    return this.lists.count(ofCameraSource, await this.scopeOfCamera(caller, cameraName), query);
  }

  /** One's own: all that are in force; another user's: those on cameras whose permissions the caller manages. @throws DomainError object.not-found (user) */
  async ofUser(
    caller: Caller,
    userId: number,
    query: ListQuery<CameraPermissionField>,
    page: Page,
  ): Promise<ListPage<CameraPermission>> {
    return this.lists.page<CameraPermissionField, CameraPermission>(
      ofUserSource,
      columns,
      await this.scopeOfUser(caller, userId),
      query,
      page,
    );
  }

  /** @throws DomainError object.not-found (user) */
  async countOfUser(caller: Caller, userId: number, query: ListQuery<CameraPermissionField>): Promise<number> {
    return this.lists.count(ofUserSource, await this.scopeOfUser(caller, userId), query);
  }

  /** @throws DomainError object.not-found (camera; camera-permission), object.forbidden */
  async get(caller: Caller, cameraName: string, userId: number): Promise<CameraPermission> {
    const isOwn = caller.kind === 'user' && caller.userId === userId;
    const { id } = isOwn ? await this.visible(caller, cameraName) : await this.manageable(caller, cameraName);
    return (await read(this.dataSource.manager, id, userId)) ?? noPermission(cameraName, userId);
  }

  /**
   * Sets the named rights; `canView` when nothing is named. Without a word of its period, a permission keeps the one it has.
   * @throws DomainError object.not-found (camera; user), object.forbidden, object.invalid (dvrDepthLimitSeconds; validUntil)
   */
  async set(
    caller: Caller,
    cameraName: string,
    userId: number,
    named: Partial<PeriodicRights>,
  ): Promise<CameraPermission> {
    return this.dataSource.transaction(async (manager) => {
      // Locked: moving it to another organization, which ends its permissions, waits.
      const camera = await this.manageable(caller, cameraName, manager, 'for share of c');
      await lockUser(manager, userId);
      const before = await read(manager, camera.id, userId);
      const mine = (await this.rights.rightsOn(caller, [camera.id], manager)).get(camera.id);
      const ends = mine?.endsAt ?? null;
      const wanted = { ...mergedRights(before, named), ...mergedPeriod(before, named, ends, 'camera-permission') };
      const lasting = lastingRights(before, wanted, ends, 'camera-permission');
      assertMayGrant(mine, wanted, lasting, 'camera-permission');
      await write(manager, camera.id, userId, wanted);
      await this.audit.recordIn(manager, changed(caller, camera.id, userId, 'set'));
      return (await read(manager, camera.id, userId)) ?? noCamera(cameraName);
    });
  }

  /** @throws DomainError object.not-found (camera; camera-permission), object.forbidden */
  async remove(caller: Caller, cameraName: string, userId: number): Promise<void> {
    const camera = await this.manageable(caller, cameraName);
    await removePermission(
      this.dataSource,
      this.audit,
      'delete from camera_permissions where camera_id = $1 and user_id = $2::bigint returning user_id',
      [camera.id, userId],
      changed(caller, camera.id, userId, 'removed'),
      () => noPermission(cameraName, userId),
    );
  }

  private async scopeOfCamera(caller: Caller, cameraName: string): Promise<Scope> {
    const { id } = await this.manageable(caller, cameraName);
    return (sql) => `p.camera_id = ${sql.add(id)}`;
  }

  private async scopeOfUser(caller: Caller, userId: number): Promise<Scope> {
    await assertSeesUser(this.dataSource.manager, caller, userId);
    const isOwn = caller.kind === 'user' && caller.userId === userId;
    return (sql) => `p.user_id = ${sql.add(userId)} and ${isOwn ? inForce('p') : manageableCameras(caller, sql)}`;
  }

  /** @throws DomainError object.not-found (camera) when it is missing or hidden */
  private async visible(
    caller: Caller,
    name: string,
    manager = this.dataSource.manager,
    lock = '',
  ): Promise<VisibleCamera> {
    const sql = new SqlParameters();
    const [found] = await manager.query<VisibleCamera[]>(
      `select c.id, c.name, ${manageableCameras(caller, sql)} as "isManageable" from cameras c
       where c.name = ${sql.add(name)} and ${visibleCameras(caller, sql)} ${lock}`,
      sql.values,
    );
    return found ?? noCamera(name);
  }

  /** @throws DomainError object.not-found (camera), object.forbidden when the caller does not manage its permissions */
  private async manageable(
    caller: Caller,
    name: string,
    manager?: EntityManager,
    lock?: string,
  ): Promise<VisibleCamera> {
    const camera = await this.visible(caller, name, manager, lock);
    if (!camera.isManageable)
      throw new DomainError('object.forbidden', `permissions of ${name}`, { object: 'camera-permission' });
    return camera;
  }
}

function changed(caller: Caller, cameraId: number, userId: number, deed: string): AuditEvent {
  return {
    event: 'privilege_permissions_changed',
    ...doneBy(caller),
    subject: `camera:${cameraId}`,
    reason: `permission of user:${userId} ${deed}`,
  };
}

function noPermission(cameraName: string, userId: number): never {
  throw new DomainError('object.not-found', `user ${userId} on ${cameraName}`, { object: 'camera-permission' });
}

async function read(manager: EntityManager, cameraId: number, userId: number): Promise<CameraPermission | undefined> {
  const [row] = await manager.query<CameraPermission[]>(
    `select ${selectList(columns)} from ${from} where p.camera_id = $1 and p.user_id = $2::bigint`,
    [cameraId, userId],
  );
  return row;
}

/** Selected from the cameras: one that is deleted meanwhile gets nothing and violates nothing. */
async function write(manager: EntityManager, cameraId: number, userId: number, rights: PeriodicRights): Promise<void> {
  await manager.query(
    `insert into camera_permissions
       (user_id, camera_id, can_view, can_view_dvr, can_use_ptz, dvr_depth_limit, valid_from, valid_until)
     select $1, c.id, $3, $4, $5, $6, $7, $8 from cameras c where c.id = $2
     on conflict (user_id, camera_id) do update set can_view = excluded.can_view, can_view_dvr = excluded.can_view_dvr,
       can_use_ptz = excluded.can_use_ptz, dvr_depth_limit = excluded.dvr_depth_limit,
       valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
    [
      userId,
      cameraId,
      rights.canView,
      rights.canViewDvr,
      rights.canUsePtz,
      rights.dvrDepthLimitSeconds,
      rights.validFrom,
      rights.validUntil,
    ],
  );
}

function noCamera(name: string): never {
  throw new DomainError('object.not-found', `camera ${name}`, { object: 'camera' });
}
