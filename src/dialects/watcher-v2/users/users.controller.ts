import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ManagedUsers } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { lenientInput } from '../../input.pipes.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { Changer } from '../input/callers.js';
import { RowId } from '../input/row-id.pipe.js';
import { ApiList } from '../lists/list.decorator.js';
import { equal, toListQuery } from '../lists/list.query.js';
import { type PageNumbers, ServedPage } from '../lists/page.js';
import { NewUserBody, UserBody, UserItem, UserListQuery } from './user.dto.js';
import { ShownUsers } from './shown-users.js';
import { toNewUser, toUserChange, toUserWire, userOrders } from './user.wire.js';

/** People, as those keep them who may: administrators all, members who may change users those of their organizations. */
@ApiTags('users')
@ApiAuthorization()
@Requires('cameras:read')
@Controller('vsaas/api/v2/users')
export class UsersController {
  constructor(
    private readonly users: ManagedUsers,
    private readonly shown: ShownUsers,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The users that the caller may know of', description: 'Without their API keys.' })
  @ApiList(UserItem, 'Users.')
  @ApiFailures(400, 403)
  async list(
    @Changer('accounts:manage') caller: Caller,
    @Query(lenientInput) parameters: UserListQuery,
    @ServedPage() page: PageNumbers,
  ): Promise<readonly UserItem[]> {
    const { organization_id, enabled, login, external_id } = parameters;
    const query = toListQuery(parameters, userOrders, [
      ...equal('disabled' as const, enabled === undefined ? undefined : !enabled),
      ...equal('login' as const, login),
      ...equal('externalId' as const, external_id),
    ]);
    const { items } = await this.users.list(caller, query, page, organization_id);
    return items.map((user) => toUserWire(user));
  }

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Make a user', description: 'With an API key, which the answer tells.' })
  @ApiResponse({ status: 200, type: UserItem, description: 'The user.' })
  @ApiFailures(400, 403)
  async create(@Changer('accounts:manage') caller: Caller, @Body(lenientInput) body: NewUserBody): Promise<UserItem> {
    const { organization_id } = body;
    const place = organization_id === undefined ? {} : { organizationId: organization_id };
    const { user } = await this.users.create(caller, toNewUser(body), place);
    return toUserWire(user, await this.users.renewApiKey(caller, user.id));
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
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Change a user', description: 'What is left out stays.' })
  @ApiResponse({ status: 200, type: UserItem, description: 'The user as it is now.' })
  @ApiFailures(400, 403, 404)
  async update(
    @Changer('accounts:manage') caller: Caller,
    @Param('user_id', RowId) id: number,
    @Body(lenientInput) body: UserBody,
  ): Promise<UserItem> {
    const before = await this.users.get(caller, id);
    return this.shown.show(caller, await this.users.update(caller, id, toUserChange(body, before)));
  }

  @Delete(':user_id')
  @ApiOperation({ summary: 'Delete a user', description: 'Nobody deletes themselves.' })
  @ApiResponse({ status: 200, type: Success, description: 'Deleted.' })
  @ApiFailures(403, 404)
  async remove(@Changer('accounts:manage') caller: Caller, @Param('user_id', RowId) id: number): Promise<Success> {
    await this.users.remove(caller, id);
    return { success: true };
  }
}
