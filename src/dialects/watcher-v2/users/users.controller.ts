import { Body, Headers, Param, Query } from '@nestjs/common';
import { type ManagedUser, ManagedUsersService, type UserField } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import type { ListQuery } from '#lists';
import { lenientInput } from '../../http/input.pipes.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { isForced } from '../input/forced.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewUserBody, UserBody, UserItem, UserListQuery } from './user.dto.js';
import { UserViews } from './user-views.js';
import { toNewUser, toUserChange, userOrders } from './user.wire.js';

/** Users, for those who manage them: administrators manage all, members who may change users those of their organizations. */
@WatcherV2Api('vsaas/api/v2/users', { tag: 'users' })
export class UsersController {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly views: UserViews,
  ) {}

  @Endpoint('GET', '', {
    requires: ['users:manage', { orMember: true }],
    summary: 'The users that the caller may see',
    description: 'Without their API keys. Whose login is exactly what is searched for comes first, unless sorted.',
    list: { type: UserItem, description: 'Users.' },
    errors: [400, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(lenientInput) parameters: UserListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly UserItem[]> {
    const { organization_id, enabled, login, external_id } = parameters;
    const query = toListQuery(parameters, userOrders, [
      ...equal('disabled' as const, enabled === undefined ? undefined : !enabled),
      ...equal('login' as const, login),
      ...equal('externalId' as const, external_id),
    ]);
    return this.views.ofAll(caller, await this.found(caller, query, page, organization_id));
  }

  @Endpoint('POST', '', {
    requires: ['users:manage', { orMember: true }],
    summary: 'Make a user',
    description: 'With an API key, which is in the answer.',
    noStore: true,
    answer: { type: UserItem, description: 'The user.' },
    errors: [400, 403],
  })
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewUserBody): Promise<UserItem> {
    const { organization_id } = body;
    const place = organization_id === undefined ? {} : { organizationId: organization_id };
    const { user } = await this.users.create(caller, toNewUser(body), place);
    return this.views.ofNew(caller, user, await this.users.renewApiKey(caller, user.id));
  }

  @Endpoint('GET', ':user_id', {
    summary: 'One user',
    description: 'Those who control the account also get its API key.',
    noStore: true,
    answer: { type: UserItem, description: 'The user.' },
    errors: [403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('user_id', RowId) id: number): Promise<UserItem> {
    return this.views.of(caller, await this.users.get(caller, id));
  }

  @Endpoint('PUT', ':user_id', {
    requires: ['users:manage', { orMember: true }],
    summary: 'Change a user',
    description: 'What is left out stays.',
    noStore: true,
    answer: { type: UserItem, description: 'The user as it is now.' },
    errors: [400, 403, 404],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('user_id', RowId) id: number,
    @Body(ObjectInput) body: UserBody,
  ): Promise<UserItem> {
    const before = await this.users.get(caller, id);
    return this.views.of(caller, await this.users.update(caller, id, toUserChange(body, before)));
  }

  @Endpoint('DELETE', ':user_id', {
    requires: ['users:manage', { orMember: true }],
    summary: 'Delete a user',
    description:
      'Nobody deletes themselves. One who owns organizations only with these, or when they have another owner.',
    requestHeaders: [
      { name: 'force', required: false, description: '`1` deletes their organizations with all cameras.' },
    ],
    answer: { type: Success, description: 'Deleted.' },
    errors: [400, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('user_id', RowId) id: number,
    @Headers('force') force?: string,
  ): Promise<Success> {
    await this.users.remove(caller, id, { force: isForced(force) });
    return { success: true };
  }

  /** A page; billing takes the first that a search for a login finds (AX), so the one with exactly it leads the list. */
  private async found(
    caller: Caller,
    query: ListQuery<UserField>,
    page: PageNumbers,
    organizationId: number | undefined,
  ): Promise<readonly ManagedUser[]> {
    const list = async (where: ListQuery<UserField>['where'], { limit, offset }: PageNumbers) =>
      (await this.users.list(caller, { ...query, where }, { limit, offset }, organizationId)).items;
    const searched = query.where.find((condition) => condition.operator === 'search');
    if (searched === undefined || query.sort?.length) return list(query.where, page);
    const exactly = equal('login' as const, searched.value);
    const [leader] = await list([...query.where, ...exactly], { limit: 1, offset: 0 });
    if (leader === undefined) return list(query.where, page);
    const others = [...query.where, { operator: 'ne', field: 'id', value: leader.id } as const];
    if (page.offset > 0) return list(others, { limit: page.limit, offset: page.offset - 1 });
    return page.limit === 1 ? [leader] : [leader, ...(await list(others, { limit: page.limit - 1, offset: 0 }))];
  }
}
