import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { readIdParameter } from '../id-parameter.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { NewUserBody, User, UserBody } from './user.dto.js';
import { ApiOwned, deletionText, readOwned } from './owned.parameters.js';
import { readNewUser, readUserChange } from './user.draft.js';
import { userList } from './user.fields.js';

const userId = new RowIdPipe('user');
const ofUser = { name: 'user_id', type: Number, description: 'Id of the user.', example: 7 };

/** People with a login: administrators keep all of them, members who may edit users those of their organizations. */
@ApiTags('users')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/users')
export class UsersController {
  constructor(private readonly users: ManagedUsersService) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'users_list', summary: 'The users that the caller manages', description: filtersText })
  @ApiCollectionParameters({ sort: '-created_at,name', select: 'name,email' })
  @ApiQuery({
    name: 'organization_id',
    required: false,
    type: Number,
    example: 7,
    description: 'Only members of this organization.',
  })
  @ApiPageAnswer('users_list', User)
  @ApiFailures(400, 401, 403, 404)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    const organizationId = readIdParameter('organization_id', parameters['organization_id']);
    return answerCollection({
      key: 'users_list',
      list: userList,
      parameters,
      own: ['organization_id'],
      page: (query, page) => this.users.list(caller, query, page, organizationId),
      count: (query) => this.users.count(caller, query, organizationId),
      context: () => undefined,
    });
  }

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @ApiOperation({
    operationId: 'user_create',
    summary: 'Make a user',
    description: 'They become a member of the organization, without rights yet. The password is never shown.',
  })
  @ApiResponse({ status: 200, type: User, description: 'The user.' })
  @ApiFailures(400, 401, 402, 403, 404, 409)
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewUserBody): Promise<Wire> {
    const place = typeof body.organization_id === 'number' ? { organizationId: body.organization_id } : {};
    const { user } = await this.users.create(caller, readNewUser(body), place);
    return toWire(userList, user, undefined);
  }

  @Get(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({ operationId: 'user_get', summary: 'One user; everybody may see themselves' })
  @ApiParam(ofUser)
  @ApiResponse({ status: 200, type: User, description: 'The user.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<Wire> {
    return toWire(userList, await this.users.get(caller, id), undefined);
  }

  @Put(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @ApiOperation({
    operationId: 'user_save',
    summary: 'Change a user',
    description:
      'What is left out stays. An account is changed by whoever manages every organization of the user. A new password, ' +
      'and `disabled`, end every session.',
  })
  @ApiParam(ofUser)
  @ApiResponse({ status: 200, type: User, description: 'The whole user.' })
  @ApiFailures(400, 401, 403, 404, 409)
  async save(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) id: number,
    @Body(objectBody) body: UserBody,
  ): Promise<Wire> {
    const change = readUserChange(body, await this.users.get(caller, id));
    return toWire(userList, await this.users.update(caller, id, change), undefined);
  }

  @Delete(':user_id')
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(204)
  @ApiOperation({ operationId: 'user_delete', summary: 'Delete a user', description: deletionText })
  @ApiParam(ofUser)
  @ApiOwned()
  @ApiResponse({ status: 204, description: 'Deleted.' })
  @ApiFailures(400, 401, 403, 404, 409)
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) id: number,
    @Query('new_owner_id') newOwner: unknown,
    @Query('force') force: unknown,
  ): Promise<void> {
    await this.users.remove(caller, id, readOwned(newOwner, force));
  }
}
