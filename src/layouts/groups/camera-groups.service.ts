import { forbidden, memberOrganizations, OrganizationRightsService, visibleCameras } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { Clock } from '#config';
import { isRowId, referring, reserveQuota } from '#database';
import { checkInteger, checkText, invalid, notFound } from '#errors';
import {
  entityFields,
  type ListPage,
  type ListQuery,
  ListsService,
  type ListSource,
  type Page,
  selectList,
  SqlParameters,
  sqlOf,
} from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { CameraGroupEntity } from './camera-group.entity.js';
import type { CameraGroup, CameraGroupDraft, CameraGroupField } from './camera-group.js';

const mostPerOrganization = 1000;
const largestInteger = 2_147_483_647;

type GroupRow = Omit<CameraGroup, 'cameraCount'>;

const source: ListSource<CameraGroupField> = {
  name: 'camera-groups',
  from: 'camera_groups g',
  fields: entityFields(CameraGroupEntity, 'g', [
    'id',
    'title',
    'comment',
    'orderNumber',
    'organizationId',
    'createdAt',
  ]),
  key: 'id',
  search: ['title', 'comment'],
};
const columns: Readonly<Record<keyof GroupRow, string>> = sqlOf(source.fields);

/**
 * Groups of cameras. The members of an organization see its groups, the users named in a group of the installation that
 * group, superusers all; members who may edit streams, owners and superusers change them. A group gives no right, see
 * `CameraGroup`.
 */
@Injectable()
export class CameraGroupsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly rights: OrganizationRightsService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError cursor.invalid, list.invalid, query.too-slow */
  async list(caller: Caller, query: ListQuery<CameraGroupField>, page: Page): Promise<ListPage<CameraGroup>> {
    const { items, ...cursors } = await this.lists.page<CameraGroupField, GroupRow>(
      source,
      columns,
      (sql) => visibleGroups(caller, sql),
      query,
      page,
    );
    const counts = await this.cameraCounts(
      caller,
      items.map(({ id }) => id),
    );
    return { items: items.map((group) => ({ ...group, cameraCount: counts.get(group.id) ?? 0 })), ...cursors };
  }

  async count(caller: Caller, query: ListQuery<CameraGroupField>): Promise<number> {
    return this.lists.count(source, (sql) => visibleGroups(caller, sql), query);
  }

  /** @throws DomainError object.not-found (camera-group) */
  async get(caller: Caller, id: number): Promise<CameraGroup> {
    if (!isRowId(id)) notFound('camera-group', String(id));
    const only = { where: [{ operator: 'in', field: 'id', values: [id] }] } as const;
    const { items } = await this.list(caller, only, { limit: 1 });
    return items[0] ?? notFound('camera-group', String(id));
  }

  /**
   * Without an organization: of the installation, for superusers only. At most 1000 groups an organization.
   * @throws DomainError object.invalid (title, comment, orderNumber, organizationId), object.forbidden, limit.reached,
   *   organization.not-found
   */
  async create(caller: Caller, draft: CameraGroupDraft): Promise<CameraGroup> {
    const { title, comment = null, orderNumber = 0, organizationId = null } = draft;
    if (title === undefined) invalid('camera-group', 'title', 'there is none');
    check(draft);
    if (organizationId !== null) await this.rights.assertEditsIn(caller, organizationId, 'camera-group');
    else if (!isSuperuser(caller)) throw forbidden('camera-group');
    const id = await this.write(async (manager) => {
      await reserveOne(manager, organizationId);
      const values = { organizationId, title, comment, orderNumber, createdAt: this.clock.now() };
      const { identifiers } = await manager.insert(CameraGroupEntity, values);
      return Number(identifiers[0]?.['id']);
    });
    return this.get(caller, id);
  }

  /** @throws DomainError object.not-found, object.invalid, object.forbidden */
  async update(caller: Caller, id: number, change: CameraGroupDraft): Promise<CameraGroup> {
    check(change);
    await this.write(async (manager) => {
      const now = await this.lockEditable(manager, caller, id);
      if (change.organizationId !== undefined && change.organizationId !== now.organizationId)
        invalid('camera-group', 'organizationId', 'a group stays where it is');
      const { title = now.title, comment = now.comment, orderNumber = now.orderNumber } = change;
      await manager.update(CameraGroupEntity, { id }, { title, comment, orderNumber });
    });
    return this.get(caller, id);
  }

  /** Its cameras and users stay. @throws DomainError object.not-found, object.forbidden */
  async remove(caller: Caller, id: number): Promise<void> {
    await this.write(async (manager) => {
      await this.lockEditable(manager, caller, id);
      await manager.delete(CameraGroupEntity, { id });
    });
  }

  /** The ids of the groups, among those that the caller sees, that each of these cameras is in. @param cameraIds at most 1000 */
  async ofCameras(caller: Caller, cameraIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
    if (cameraIds.length === 0) return new Map();
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<{ readonly cameraId: number; readonly groups: readonly number[] }[]>(
      `select gc.camera_id as "cameraId", array_agg(g.id order by g.id) as groups
       from camera_group_cameras gc join camera_groups g on g.id = gc.group_id
       where gc.camera_id = any(${sql.add(cameraIds)}::integer[]) and ${visibleGroups(caller, sql)}
       group by gc.camera_id`,
      sql.values,
    );
    return new Map(rows.map(({ cameraId, groups }) => [cameraId, groups]));
  }

  /** The ids of the groups, among those that the caller sees, that name each of these users. @param userIds at most 1000 */
  async ofUsers(caller: Caller, userIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>> {
    if (userIds.length === 0) return new Map();
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<{ readonly userId: number; readonly groups: readonly number[] }[]>(
      `select named.user_id as "userId", array_agg(g.id order by g.id) as groups
       from camera_group_users named join camera_groups g on g.id = named.group_id
       where named.user_id = any(${sql.add(userIds)}::integer[]) and ${visibleGroups(caller, sql)}
       group by named.user_id`,
      sql.values,
    );
    return new Map(rows.map(({ userId, groups }) => [userId, groups]));
  }

  /**
   * The group, locked until the transaction ends, for a caller who may change it.
   * @throws DomainError object.not-found (camera-group), object.forbidden
   */
  async lockEditable(manager: EntityManager, caller: Caller, id: number): Promise<GroupRow> {
    const sql = new SqlParameters();
    const [row] = isRowId(id)
      ? await manager.query<GroupRow[]>(
          `select ${selectList(columns)} from camera_groups g
           where g.id = ${sql.add(id)} and ${visibleGroups(caller, sql)} for update`,
          sql.values,
        )
      : [];
    if (row === undefined) notFound('camera-group', String(id));
    const { organizationId } = row;
    const mayEdit =
      organizationId === null ? isSuperuser(caller) : await this.rights.editsIn(caller, organizationId, manager);
    if (!mayEdit) throw forbidden('camera-group');
    return row;
  }

  private async cameraCounts(caller: Caller, groupIds: readonly number[]): Promise<ReadonlyMap<number, number>> {
    if (groupIds.length === 0) return new Map();
    const sql = new SqlParameters();
    const rows = await this.dataSource.query<{ readonly id: number; readonly count: number }[]>(
      `select gc.group_id as id, count(*)::integer as count
       from camera_group_cameras gc join cameras c on c.id = gc.camera_id
       where gc.group_id = any(${sql.add(groupIds)}::integer[]) and ${visibleCameras(caller, sql)}
       group by gc.group_id`,
      sql.values,
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  private async write<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return referring('camera-group', 'organizationId', this.dataSource.transaction(work));
  }
}

/** Which groups a caller sees: a SQL condition on `camera_groups g`. */
function visibleGroups(caller: Caller, sql: SqlParameters): string {
  if (isSuperuser(caller)) return 'true';
  if (caller.kind === 'application' && caller.organizationId !== undefined)
    return `g.organization_id = ${sql.add(caller.organizationId)}`;
  if (caller.kind !== 'user') return 'false';
  const user = sql.add(caller.userId);
  return `(g.organization_id = any(array(${memberOrganizations(user)}))
    or (g.organization_id is null
      and g.id = any(array(select gu.group_id from camera_group_users gu where gu.user_id = ${user}))))`;
}

function check({ title, comment, orderNumber }: CameraGroupDraft): void {
  if (title !== undefined) checkText('camera-group', 'title', title, { min: 1, max: 255 });
  if (typeof comment === 'string') checkText('camera-group', 'comment', comment, { max: 4000 });
  if (orderNumber !== undefined)
    checkInteger('camera-group', 'orderNumber', orderNumber, -largestInteger, largestInteger);
}

async function reserveOne(manager: EntityManager, organizationId: number | null): Promise<void> {
  // Groups of the installation count under 0, which is no organization.
  const count = 'select count(*) from camera_groups where coalesce(organization_id, 0) = $1';
  await reserveQuota(manager, 'camera-group', organizationId ?? 0, count, {
    added: 1,
    limit: mostPerOrganization,
    object: 'camera-group',
  });
}
