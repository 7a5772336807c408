import { visibleLogin, memberOrganizations } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { type Page } from '#lists';
import { isRowId } from '#database';
import { type ListPage, type ListQuery, ListsService, type ListSource } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { checkInteger, checkText, notFound } from '#errors';
import { reserveQuota } from '#database';
import { referring } from '#database';
import { forbidden, OrganizationRightsService } from '#access';
import { CameraGroupsService } from './camera-groups.service.js';
import type { CameraGroup, GroupUser, GroupUserField, GroupUserMarks } from './camera-group.js';

const mostPerGroup = 1000;
const largestInteger = 2_147_483_647;

const columns: Readonly<Record<GroupUserField, string>> = {
  userId: 'u.id',
  login: 'shown.login',
  canDvr: 'gu.can_dvr',
  canPtz: 'gu.can_ptz',
  canManageCameras: 'gu.can_manage_cameras',
  canManageUsers: 'gu.can_manage_users',
  comment: 'gu.comment',
  orderNumber: 'gu.order_number',
};
const fields: ListSource<GroupUserField>['fields'] = {
  userId: { sql: columns.userId, type: 'integer', nullable: false },
  login: { sql: columns.login, type: 'text', nullable: false },
  canDvr: { sql: columns.canDvr, type: 'boolean', nullable: false },
  canPtz: { sql: columns.canPtz, type: 'boolean', nullable: false },
  canManageCameras: { sql: columns.canManageCameras, type: 'boolean', nullable: false },
  canManageUsers: { sql: columns.canManageUsers, type: 'boolean', nullable: false },
  comment: { sql: columns.comment, type: 'text', nullable: true },
  orderNumber: { sql: columns.orderNumber, type: 'integer', nullable: false },
};

/** Who is named in a group; for superusers, and for those who may edit the users of its organization. */
@Injectable()
export class GroupUsersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lists: ListsService,
    private readonly groups: CameraGroupsService,
    private readonly rights: OrganizationRightsService,
  ) {}

  /** @throws DomainError object.not-found (camera-group), object.forbidden; DomainError */
  async list(
    caller: Caller,
    groupId: number,
    query: ListQuery<GroupUserField>,
    page: Page,
  ): Promise<ListPage<GroupUser>> {
    await this.editable(caller, groupId);
    return this.lists.page<GroupUserField, GroupUser>(sourceOf(caller, groupId), columns, () => 'true', query, page);
  }

  /** @throws DomainError object.not-found (camera-group), object.forbidden; DomainError */
  async count(caller: Caller, groupId: number, query: ListQuery<GroupUserField>): Promise<number> {
    await this.editable(caller, groupId);
    return this.lists.count(sourceOf(caller, groupId), () => 'true', query);
  }

  /** @throws DomainError object.not-found (camera-group, user), object.forbidden */
  async get(caller: Caller, groupId: number, userId: number): Promise<GroupUser> {
    if (!isRowId(userId)) notFound('user', String(userId));
    const only = { where: [{ operator: 'in', field: 'userId', values: [userId] }] } as const;
    const { items } = await this.list(caller, groupId, only, { limit: 1 });
    return items[0] ?? notFound('user', String(userId));
  }

  /**
   * Names a user in the group, or changes what stands beside the name; what is left out stays. A group of an
   * organization names its members only.
   * @throws DomainError object.not-found (camera-group, user), object.invalid (comment, orderNumber), object.forbidden,
   *   limit.reached (1000 users)
   */
  async set(caller: Caller, groupId: number, userId: number, marks: GroupUserMarks): Promise<GroupUser> {
    const { comment, orderNumber } = marks;
    if (typeof comment === 'string') checkText('camera-group', 'comment', comment, { max: 4000 });
    if (orderNumber !== undefined)
      checkInteger('camera-group', 'orderNumber', orderNumber, -largestInteger, largestInteger);
    const { organizationId } = await this.editable(caller, groupId);
    if (!isRowId(userId)) notFound('user', String(userId));
    const written = this.dataSource.transaction((manager) => nameUser(manager, groupId, organizationId, userId, marks));
    await referring('camera-group', 'userId', written);
    return this.get(caller, groupId, userId);
  }

  /** @throws DomainError object.not-found (camera-group, user), object.forbidden */
  async remove(caller: Caller, groupId: number, userId: number): Promise<void> {
    await this.get(caller, groupId, userId);
    await this.dataSource.query('delete from camera_group_users where group_id = $1 and user_id = $2', [
      groupId,
      userId,
    ]);
  }

  private async editable(caller: Caller, groupId: number): Promise<CameraGroup> {
    const group = await this.groups.get(caller, groupId);
    const { organizationId } = group;
    const mayEdit =
      organizationId === null ? isSuperuser(caller) : await this.rights.editsUsersIn(caller, organizationId);
    if (!mayEdit) throw forbidden('camera-group');
    return group;
  }
}

/** With the users' logins, as far as the caller may know these. */
function sourceOf(caller: Caller, groupId: number): ListSource<GroupUserField> {
  return {
    name: `camera-group:${groupId}:users`,
    from: (sql) => `camera_group_users gu join users u on u.id = gu.user_id and gu.group_id = ${sql.add(groupId)}
      cross join lateral (select ${visibleLogin(caller, sql)} as login) shown`,
    fields,
    key: 'userId',
    search: ['login'],
  };
}

async function nameUser(
  manager: EntityManager,
  groupId: number,
  organizationId: number | null,
  userId: number,
  marks: GroupUserMarks,
): Promise<void> {
  const member = `($2::integer is null or $2 = any(array(${memberOrganizations('u.id')})))`;
  const named = await manager.query<unknown[]>(
    `insert into camera_group_users as gu
       (group_id, user_id, can_dvr, can_ptz, can_manage_cameras, can_manage_users, comment, order_number)
     select $1::integer, u.id, coalesce($4::boolean, false), coalesce($5::boolean, false), coalesce($6::boolean, false),
       coalesce($7::boolean, false), $8::text, coalesce($10::integer, 0)
     from users u where u.id = $3 and ${member}
     on conflict (group_id, user_id) do update set
       can_dvr = coalesce($4::boolean, gu.can_dvr), can_ptz = coalesce($5::boolean, gu.can_ptz),
       can_manage_cameras = coalesce($6::boolean, gu.can_manage_cameras),
       can_manage_users = coalesce($7::boolean, gu.can_manage_users),
       comment = case when $9::boolean then $8::text else gu.comment end,
       order_number = coalesce($10::integer, gu.order_number)
     returning user_id`,
    [
      groupId,
      organizationId,
      userId,
      marks.canDvr ?? null,
      marks.canPtz ?? null,
      marks.canManageCameras ?? null,
      marks.canManageUsers ?? null,
      marks.comment ?? null,
      marks.comment !== undefined,
      marks.orderNumber ?? null,
    ],
  );
  if (named.length === 0) notFound('user', String(userId));
  const count = 'select count(*) from camera_group_users where group_id = $1';
  const limits = { added: 0, limit: mostPerGroup, object: 'camera-group' } as const;
  await reserveQuota(manager, 'group-user', groupId, count, limits);
}
