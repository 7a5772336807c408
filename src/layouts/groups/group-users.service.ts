import { forbidden, memberOrganizations, OrganizationRightsService, visibleLogin } from '#access';
import { type Caller, isSuperuser } from '#auth';
import { isRowId, referring, reserveQuota } from '#database';
import { checkInteger, checkText, notFound } from '#errors';
import { entityFields, type ListPage, type ListQuery, ListsService, type ListSource, type Page, sqlOf } from '#lists';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { GroupUserEntity } from './group-user.entity.js';
import { CameraGroupsService } from './camera-groups.service.js';
import type { CameraGroup, GroupUser, GroupUserField, GroupUserMarks } from './camera-group.js';

const mostPerGroup = 1000;
const largestInteger = 2_147_483_647;

const fields: ListSource<GroupUserField>['fields'] = {
  ...entityFields(GroupUserEntity, 'gu', [
    'canDvr',
    'canPtz',
    'canManageCameras',
    'canManageUsers',
    'comment',
    'orderNumber',
  ]),
  userId: { sql: 'u.id', type: 'integer', nullable: false },
  login: { sql: 'visible.login', type: 'text', nullable: false },
};
const columns = sqlOf(fields);

/** Who is named in a group; for superusers, and for those who may edit the users of its organization. */
@Injectable()
export class GroupUsersService {
  constructor(
    @InjectRepository(GroupUserEntity) private readonly users: Repository<GroupUserEntity>,
    private readonly lists: ListsService,
    private readonly groups: CameraGroupsService,
    private readonly rights: OrganizationRightsService,
  ) {}

  /** @throws DomainError object.not-found (camera-group), object.forbidden; of a list */
  async list(
    caller: Caller,
    groupId: number,
    query: ListQuery<GroupUserField>,
    page: Page,
  ): Promise<ListPage<GroupUser>> {
    await this.editable(caller, groupId);
    return this.lists.page<GroupUserField, GroupUser>(sourceOf(caller, groupId), columns, () => 'true', query, page);
  }

  /** @throws DomainError object.not-found (camera-group), object.forbidden; of a list */
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
   * Names a user in the group, or changes the marks; those that are left out stay. A group of an organization names its
   * members only.
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
    const written = this.users.manager.transaction((manager) =>
      nameUser(manager, groupId, organizationId, userId, marks),
    );
    await referring('camera-group', 'userId', written);
    return this.get(caller, groupId, userId);
  }

  /** @throws DomainError object.not-found (camera-group, user), object.forbidden */
  async remove(caller: Caller, groupId: number, userId: number): Promise<void> {
    await this.get(caller, groupId, userId);
    await this.users.delete({ groupId, userId });
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

/** With the users' logins, where the caller may see these. */
function sourceOf(caller: Caller, groupId: number): ListSource<GroupUserField> {
  return {
    name: `camera-group:${groupId}:users`,
    from: (sql) => `camera_group_users gu join users u on u.id = gu.user_id and gu.group_id = ${sql.add(groupId)}
      cross join lateral (select ${visibleLogin(caller, sql)} as login) visible`,
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
