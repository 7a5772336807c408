import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type ManagedUser, ManagedUsersService, type UserField } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import type { ListQuery } from '#lists';
import { lenientInput } from '../../http/input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { isForced } from '../input/forced.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewUserBody, UserBody, UserItem, UserListQuery } from './user.dto.js';
import { ShownUsers } from './shown-users.js';
import { toNewUser, toUserChange, userOrders } from './user.wire.js';

/** People, as those keep them who may: administrators all, members who may change users those of their organizations. */
@ApiTags('users')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/users')
export class UsersController {
  constructor(
    private readonly users: ManagedUsersService,
    private readonly shown: ShownUsers,
  ) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    summary: 'The users that the caller may know of',
    description: 'Without their API keys. Whose login is exactly what is searched for comes first, unless sorted.',
  })
  @ApiList(UserItem, 'Users.')
  @ApiFailures(400, 403)
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
    return this.shown.list(caller, await this.found(caller, query, page, organization_id));
  }

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make a user', description: 'With an API key, which the answer tells.' })
  @ApiResponse({ status: 200, type: UserItem, description: 'The user.' })
  @ApiFailures(400, 403)
  async create(@CurrentCaller() caller: Caller, @Body(ObjectInput) body: NewUserBody): Promise<UserItem> {
    const { organization_id } = body;
    const place = organization_id === undefined ? {} : { organizationId: organization_id };
    const { user } = await this.users.create(caller, toNewUser(body), place);
    return this.shown.showNew(caller, user, await this.users.renewApiKey(caller, user.id));
  }

  @Get(':user_id')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'One user', description: 'The API key is told to whoever controls the account.' })
  @ApiResponse({ status: 200, type: UserItem, description: 'The user.' })
  @ApiFailures(403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('user_id', RowId) id: number): Promise<UserItem> {
    return this.shown.show(caller, await this.users.get(caller, id));
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Change a user', description: 'What is left out stays.' })
  @ApiResponse({ status: 200, type: UserItem, description: 'The user as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @CurrentCaller() caller: Caller,
    @Param('user_id', RowId) id: number,
    @Body(ObjectInput) body: UserBody,
  ): Promise<UserItem> {
    const before = await this.users.get(caller, id);
    return this.shown.show(caller, await this.users.update(caller, id, toUserChange(body, before)));
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    summary: 'Delete a user',
    description:
      'Nobody deletes themselves. One who owns organizations only with these, or when they have another owner.',
  })
  @ApiHeader({ name: 'force', required: false, description: '`1` deletes their organizations with all cameras.' })
  @ApiResponse({ status: 200, type: Success, description: 'Deleted.' })
  @ApiFailures(400, 403, 404)
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
