import { DomainError } from '#errors';
import { AuditLogService } from '#audit';
import { auditName, type Caller } from '#auth';
import { type Page } from '#lists';
import {
  type FieldType,
  type ListField,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Scope,
  SqlParameters,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CameraRightsService } from '../camera-rights.service.js';
import { visibleUsers } from '../people/account-control.js';
import { lockUser } from '../people/lock-user.js';
import { visibleCameras } from '../visible-cameras.js';
import type { DvrLimited } from './camera-rights-of.js';
import { assertHolds, mergedRights } from './grants.js';
import { manageableCameras } from './manageable-cameras.js';

/** What one user may do with one camera, apart from memberships and folders. */
export interface CameraPermission extends DvrLimited {
  readonly userId: number;
  readonly cameraId: number;
  /** The camera's `name`. */
  readonly cameraName: string;
}
export type CameraPermissionField = keyof CameraPermission;

const field = (sql: string, type: FieldType): ListField => ({ sql, type, nullable: false });
const fields: Readonly<Record<CameraPermissionField, ListField>> = {
  userId: field('p.user_id', 'integer'),
  cameraId: field('p.camera_id', 'integer'),
  cameraName: field('c.name', 'text'),
  canView: field('p.can_view', 'boolean'),
  canViewDvr: field('p.can_view_dvr', 'boolean'),
  canUsePtz: field('p.can_use_ptz', 'boolean'),
  dvrDepthLimitSeconds: field('p.dvr_depth_limit', 'integer'),
};
const columns = Object.fromEntries(Object.entries(fields).map(([name, { sql }]) => [name, sql])) as {
  readonly [K in CameraPermissionField]: string;
};
// The user by their number alone: whoever lets somebody in to a camera learns no login by it.
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

/** A camera whose permissions somebody asks about. */
interface Managed {
  readonly id: number;
  readonly name: string;
}

/**
 * Permissions of single users on single cameras. A camera's: managed by members who may edit streams, owners and
 * superusers; a user's: by members who may edit users, owners, superusers; everybody reads their own. Nobody gives what
 * they do not hold.
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

  /** Of one's own all of them, else those on cameras whose permissions the caller manages. @throws DomainError object.not-found (user) */
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
    const { id } = isOwn ? await this.camera(caller, cameraName) : await this.managed(caller, cameraName);
    return (await read(this.dataSource.manager, id, userId)) ?? noPermission(cameraName, userId);
  }

  /**
   * Sets the named rights; `canView` when none is named.
   * @throws DomainError object.not-found (camera; user), object.forbidden, object.invalid (dvrDepthLimitSeconds)
   */
  async set(
    caller: Caller,
    cameraName: string,
    userId: number,
    rights: Partial<DvrLimited>,
  ): Promise<CameraPermission> {
    const permission = await this.dataSource.transaction(async (manager) => {
      // Locked: one that moves to another organization meanwhile waits, and takes its permissions away.
      const camera = await this.managed(caller, cameraName, manager, 'for share of c');
      await lockUser(manager, userId);
      const before = await read(manager, camera.id, userId);
      const wanted = mergedRights(before, rights);
      const held = (await this.rights.rightsOn(caller, [camera.id], manager)).get(camera.id);
      assertHolds(held, wanted, before, 'camera-permission');
      await write(manager, camera.id, userId, wanted);
      return (await read(manager, camera.id, userId)) ?? noCamera(cameraName);
    });
    this.note(caller, permission.cameraId, userId, 'set');
    return permission;
  }

  /** @throws DomainError object.not-found (camera; camera-permission), object.forbidden */
  async remove(caller: Caller, cameraName: string, userId: number): Promise<void> {
    const camera = await this.managed(caller, cameraName);
    const [, removed] = await this.dataSource.query<[unknown[], number]>(
      'delete from camera_permissions where camera_id = $1 and user_id = $2::bigint',
      [camera.id, userId],
    );
    if (removed === 0) noPermission(cameraName, userId);
    this.note(caller, camera.id, userId, 'removed');
  }

  private async scopeOfCamera(caller: Caller, cameraName: string): Promise<Scope> {
    const { id } = await this.managed(caller, cameraName);
    return (sql) => `p.camera_id = ${sql.add(id)}`;
  }

  private async scopeOfUser(caller: Caller, userId: number): Promise<Scope> {
    const sql = new SqlParameters();
    const found = await this.dataSource.query<unknown[]>(
      `select from users u where u.id = ${sql.add(userId)}::bigint and ${visibleUsers(caller, sql)}`,
      sql.values,
    );
    if (found.length === 0) throw new DomainError('object.not-found', `user ${userId}`, { object: 'user' });
    const isOwn = caller.kind === 'user' && caller.userId === userId;
    return (narrowed) =>
      `p.user_id = ${narrowed.add(userId)} and ${isOwn ? 'true' : manageableCameras(caller, narrowed)}`;
  }

  /** A camera that the caller sees. */
  private async camera(
    caller: Caller,
    name: string,
    manager = this.dataSource.manager,
    lock = '',
  ): Promise<Managed & { readonly managed: boolean }> {
    const sql = new SqlParameters();
    const [found] = await manager.query<(Managed & { readonly managed: boolean })[]>(
      `select c.id, c.name, ${manageableCameras(caller, sql)} as managed from cameras c
       where c.name = ${sql.add(name)} and ${visibleCameras(caller, sql)} ${lock}`,
      sql.values,
    );
    return found ?? noCamera(name);
  }

  /** A camera whose permissions the caller manages. */
  private async managed(caller: Caller, name: string, manager?: EntityManager, lock?: string): Promise<Managed> {
    const camera = await this.camera(caller, name, manager, lock);
    if (!camera.managed)
      throw new DomainError('object.forbidden', `permissions of ${name}`, { object: 'camera-permission' });
    return camera;
  }

  private note(caller: Caller, cameraId: number, userId: number, deed: string): void {
    this.audit.record({
      event: 'privilege_permissions_changed',
      actor: auditName(caller),
      subject: `camera:${cameraId}`,
      reason: `permission of user:${userId} ${deed}`,
    });
  }
}

function noPermission(cameraName: string, userId: number): never {
  throw new DomainError('object.not-found', `user ${userId} on ${cameraName}`, { object: 'camera-permission' });
}

async function read(manager: EntityManager, cameraId: number, userId: number): Promise<CameraPermission | undefined> {
  const list = Object.entries(columns).map(([name, column]) => `${column} as "${name}"`);
  const [row] = await manager.query<CameraPermission[]>(
    `select ${list.join(', ')} from ${from} where p.camera_id = $1 and p.user_id = $2::bigint`,
    [cameraId, userId],
  );
  return row;
}

/** Selected from the cameras: one that is gone meanwhile gets nothing, and breaks nothing. */
async function write(manager: EntityManager, cameraId: number, userId: number, rights: DvrLimited): Promise<void> {
  await manager.query(
    `insert into camera_permissions (user_id, camera_id, can_view, can_view_dvr, can_use_ptz, dvr_depth_limit)
     select $1, c.id, $3, $4, $5, $6 from cameras c where c.id = $2
     on conflict (user_id, camera_id) do update set can_view = excluded.can_view, can_view_dvr = excluded.can_view_dvr,
       can_use_ptz = excluded.can_use_ptz, dvr_depth_limit = excluded.dvr_depth_limit`,
    [userId, cameraId, rights.canView, rights.canViewDvr, rights.canUsePtz, rights.dvrDepthLimitSeconds],
  );
}

function noCamera(name: string): never {
  throw new DomainError('object.not-found', `camera ${name}`, { object: 'camera' });
}
