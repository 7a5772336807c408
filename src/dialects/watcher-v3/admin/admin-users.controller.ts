import { Body, Param, Query } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { readIdParameter } from '../id-parameter.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { ApiKey } from '../users/api-key.dto.js';
import { NewUserBody, User, UserBody } from '../users/user.dto.js';
import { deletionText, ownedQuery, readOwned } from '../users/owned.parameters.js';
import { readNewUser, readUserChange } from '../users/user.draft.js';
import { userList } from '../users/user.fields.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';

const userId = new RowIdPipe('user');

/** Everybody with a login. */

@AdminApi('users', { tag: 'admin: users' })
export class AdminUsersController {
  constructor(private readonly users: ManagedUsersService) {}

  @Endpoint('GET', '', {
    operationId: 'admin_users_list',
    summary: 'All users',
    query: [
      {
        name: 'organization_id',
        required: false,
        type: Number,
        example: 7,
        description: 'Only members of this organization.',
      },
    ],
    list: { key: 'users_list', item: User, sort: '-created_at,name', select: 'name,email' },
    errors: [400, 401, 403, 404],
  })
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

  @Endpoint('POST', '', {
    operationId: 'admin_user_create',
    summary: 'Make a user',
    description:
      'They become a member of the organization, of the default one where none is named, without rights yet.',
    answer: { type: User, description: 'The user.' },
    errors: [400, 401, 402, 403, 404, 409],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewUserBody): Promise<Wire> {
    const place = typeof body.organization_id === 'number' ? { organizationId: body.organization_id } : {};
    const { user } = await this.users.create(caller, readNewUser(body), place);
    return toWire(userList, user, undefined);
  }

  @Endpoint('GET', ':user_id', {
    operationId: 'admin_user_get',
    summary: 'One user',
    answer: { type: User, description: 'The user.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<Wire> {
    return toWire(userList, await this.users.get(caller, id), undefined);
  }

  @Endpoint('PUT', ':user_id', {
    operationId: 'admin_user_save',
    summary: 'Change a user',
    description: 'What is left out stays. A new password, and `disabled`, end every session.',
    answer: { type: User, description: 'The whole user.' },
    errors: [400, 401, 403, 404, 409],
  })
  async save(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) id: number,
    @Body(objectBody) body: UserBody,
  ): Promise<Wire> {
    const change = readUserChange(body, await this.users.get(caller, id));
    return toWire(userList, await this.users.update(caller, id, change), undefined);
  }

  @Endpoint('DELETE', ':user_id', {
    operationId: 'admin_user_delete',
    summary: 'Delete a user',
    description: deletionText,
    query: ownedQuery,
    answer: { status: 204, description: 'Deleted.' },
    errors: [400, 401, 403, 404, 409],
  })
  async delete(
    @CurrentCaller() caller: Caller,
    @Param('user_id', userId) id: number,
    @Query('new_owner_id') newOwner: unknown,
    @Query('force') force: unknown,
  ): Promise<void> {
    await this.users.remove(caller, id, readOwned(newOwner, force));
  }

  @Endpoint('GET', ':user_id/apikey', {
    operationId: 'admin_users_apikey_get',
    summary: "The user's API key",
    description: 'Absent: there is none.',
    answer: { type: ApiKey, description: 'The key.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async apiKey(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
    const key = await this.users.apiKey(caller, id);
    return key === undefined ? {} : { apikey: key };
  }

  @Endpoint('POST', ':user_id/apikey', {
    operationId: 'admin_users_apikey_create',
    summary: 'Make a new API key for the user',
    description: 'The one before it ends. The body says nothing.',
    answer: { type: ApiKey, description: 'The key.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async renewApiKey(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
    return { apikey: await this.users.renewApiKey(caller, id) };
  }
}
