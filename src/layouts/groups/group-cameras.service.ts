import { visibleCameras } from '#access';
import type { Caller } from '#auth';
import { referring, reserveQuota } from '#database';
import { invalid } from '#errors';
import { type ListPage, type ListQuery, ListsService, type ListSource, type Page, SqlParameters } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CameraGroupsService } from './camera-groups.service.js';
import type { GroupCamera, GroupCameraField } from './camera-group.js';

const mostPerGroup = 1000;

const fields: ListSource<GroupCameraField>['fields'] = {
  id: { sql: 'c.id', type: 'integer', nullable: false },
  name: { sql: 'c.name', type: 'text', nullable: false },
  title: { sql: 'c.title', type: 'text', nullable: true },
};

/** The cameras of a group: the caller lists and adds only those that they see. */
@Injectable()
export class GroupCamerasService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly groups: CameraGroupsService,
  ) {}

  /** @throws DomainError object.not-found (camera-group); of a list */
  async list(
    caller: Caller,
    groupId: number,
    query: ListQuery<GroupCameraField>,
    page: Page,
  ): Promise<ListPage<GroupCamera>> {
    await this.groups.get(caller, groupId);
    const columns = { id: 'c.id', name: 'c.name', title: 'c.title' };
    return this.lists.page<GroupCameraField, GroupCamera>(
      sourceOf(groupId),
      columns,
      (sql) => visibleCameras(caller, sql),
      query,
      page,
    );
  }

  /** @throws DomainError object.not-found (camera-group); of a list */
  async count(caller: Caller, groupId: number, query: ListQuery<GroupCameraField>): Promise<number> {
    await this.groups.get(caller, groupId);
    return this.lists.count(sourceOf(groupId), (sql) => visibleCameras(caller, sql), query);
  }

  /**
   * Idempotent. At most 1000 cameras a group.
   * @throws DomainError object.not-found (camera-group), object.invalid (cameras: one is missing or hidden),
   *   object.forbidden, limit.reached
   */
  async add(caller: Caller, groupId: number, cameraNames: readonly string[]): Promise<void> {
    await this.write(caller, groupId, (manager) => putIn(manager, caller, groupId, cameraNames));
  }

  /**
   * Replaces the cameras of the group; those that the caller does not see stay in it.
   * @throws DomainError as `add`
   */
  async replace(caller: Caller, groupId: number, cameraNames: readonly string[]): Promise<void> {
    await this.write(caller, groupId, async (manager) => {
      const sql = new SqlParameters();
      await manager.query(
        `delete from camera_group_cameras gc using cameras c
         where c.id = gc.camera_id and gc.group_id = ${sql.add(groupId)} and ${visibleCameras(caller, sql)}
           and not c.name = any(${sql.add(cameraNames)}::text[])`,
        sql.values,
      );
      await putIn(manager, caller, groupId, cameraNames);
    });
  }

  /** Idempotent. @throws DomainError object.not-found (camera-group), object.forbidden */
  async remove(caller: Caller, groupId: number, cameraName: string): Promise<void> {
    await this.write(caller, groupId, async (manager) => {
      const sql = new SqlParameters();
      await manager.query(
        `delete from camera_group_cameras gc using cameras c
         where c.id = gc.camera_id and gc.group_id = ${sql.add(groupId)} and c.name = ${sql.add(cameraName)}
           and ${visibleCameras(caller, sql)}`,
        sql.values,
      );
    });
  }

  private async write(caller: Caller, groupId: number, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    const written = this.dataSource.transaction(async (manager) => {
      await this.groups.lockEditable(manager, caller, groupId);
      await work(manager);
    });
    await referring('camera-group', 'cameras', written);
  }
}

function sourceOf(groupId: number): ListSource<GroupCameraField> {
  return {
    name: `camera-group:${groupId}:cameras`,
    from: (sql) =>
      `camera_group_cameras gc join cameras c on c.id = gc.camera_id and gc.group_id = ${sql.add(groupId)}`,
    fields,
    key: 'id',
    search: ['name', 'title'],
  };
}

async function putIn(
  manager: EntityManager,
  caller: Caller,
  groupId: number,
  cameraNames: readonly string[],
): Promise<void> {
  const names = [...new Set(cameraNames)];
  const seeking = new SqlParameters();
  const found = await manager.query<{ readonly id: number }[]>(
    `select c.id from cameras c where c.name = any(${seeking.add(names)}::text[]) and ${visibleCameras(caller, seeking)}`,
    seeking.values,
  );
  if (found.length < names.length) invalid('camera-group', 'cameras', 'a camera is missing or hidden');
  await manager.query(
    `insert into camera_group_cameras (group_id, camera_id)
     select $1::integer, unnest($2::integer[]) on conflict do nothing`,
    [groupId, found.map(({ id }) => id)],
  );
  const count = 'select count(*) from camera_group_cameras where group_id = $1';
  const limits = { added: 0, limit: mostPerGroup, object: 'camera-group' } as const;
  await reserveQuota(manager, 'group-camera', groupId, count, limits);
}
