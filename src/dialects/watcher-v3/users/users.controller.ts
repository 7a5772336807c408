import { Body, Param, Query } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { readIdParameter } from '../id-parameter.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { NewUserBody, User, UserBody } from './user.dto.js';
import { deletionText, ownedQuery, readOwned } from './owned.parameters.js';
import { readNewUser, readUserChange } from './user.draft.js';
import { userList } from './user.fields.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

const userId = new RowIdPipe('user');

/** People with a login: administrators keep all of them, members who may edit users those of their organizations. */

@ClientApi('users', { tag: 'users' })
export class UsersController {
  constructor(private readonly users: ManagedUsersService) {}

  @Endpoint('GET', '', {
    operationId: 'users_list',
    summary: 'The users that the caller manages',
    requires: ['accounts:manage', { orMember: true }],
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
    operationId: 'user_create',
    summary: 'Make a user',
    description: 'They become a member of the organization, without rights yet. The password is never shown.',
    requires: ['accounts:manage', { orMember: true }],
    answer: { type: User, description: 'The user.' },
    errors: [400, 401, 402, 403, 404, 409],
  })
  async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewUserBody): Promise<Wire> {
    const place = typeof body.organization_id === 'number' ? { organizationId: body.organization_id } : {};
    const { user } = await this.users.create(caller, readNewUser(body), place);
    return toWire(userList, user, undefined);
  }

  @Endpoint('GET', ':user_id', {
    operationId: 'user_get',
    summary: 'One user; everybody may see themselves',
    requires: ['accounts:manage', { orMember: true }],
    answer: { type: User, description: 'The user.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<Wire> {
    return toWire(userList, await this.users.get(caller, id), undefined);
  }

  @Endpoint('PUT', ':user_id', {
    operationId: 'user_save',
    summary: 'Change a user',
    description:
      'What is left out stays. An account is changed by whoever manages every organization of the user. A new password, ' +
      'and `disabled`, end every session.',
    requires: ['accounts:manage', { orMember: true }],
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
    operationId: 'user_delete',
    summary: 'Delete a user',
    description: deletionText,
    requires: ['accounts:manage', { orMember: true }],
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
}
