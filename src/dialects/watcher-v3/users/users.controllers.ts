import { Body, Param, Query } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { objectBody } from '../body/object-body.pipe.js';
import { answerCollection, toWire, type Wire } from '../collections/wire-list.js';
import { type Api, differences, Endpoint, TwinApi } from '../endpoint.decorator.js';
import { readFlagParameter, readIdParameter } from '../query-parameters.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { ApiKey } from './api-key.dto.js';
import { readNewUser, readUserChange } from './user.draft.js';
import { NewUserBody, UserBody } from './user.dto.js';
import { User, userList } from './user.fields.js';

const userId = new RowIdPipe('user');

const ofOrganization = {
  name: 'organization_id',
  required: false,
  type: Number,
  example: 7,
  description: 'Only members of this organization.',
};

/** What happens to the organizations that a deleted user owns: our addition, the original does not define it. */
const ofOwned = [
  {
    name: 'force',
    required: false,
    type: Boolean,
    description: "Deletes the user's organizations with their streams. Our addition.",
  },
  {
    name: 'new_owner_id',
    required: false,
    type: Number,
    description: "Who owns the user's organizations from now on. Our addition.",
    example: 1,
  },
];

function usersController(api: Api) {
  const { prefix, orMember } = differences(api);
  const requires = orMember('users:manage');

  @TwinApi(api, 'users', { tag: 'users', requires: 'users:manage' })
  class UsersController {
    constructor(private readonly users: ManagedUsersService) {}

    @Endpoint('GET', '', {
      operationId: `${prefix}users_list`,
      summary: 'The users that the caller manages',
      requires,
      query: [ofOrganization],
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
      operationId: `${prefix}user_create`,
      summary: 'Create a user',
      description:
        'They become a member of the organization, without rights yet; where none is named, administrators add them to ' +
        'the default one. The password is never returned.',
      requires,
      answer: { type: User, description: 'The user.' },
      errors: [400, 401, 402, 403, 404, 409],
    })
    async create(@CurrentCaller() caller: Caller, @Body(objectBody) body: NewUserBody): Promise<Wire> {
      const place = typeof body.organization_id === 'number' ? { organizationId: body.organization_id } : {};
      const { user } = await this.users.create(caller, readNewUser(body), place);
      return toWire(userList, user, undefined);
    }

    @Endpoint('GET', ':user_id', {
      operationId: `${prefix}user_get`,
      summary: 'One user; everybody may see themselves',
      requires,
      answer: { type: User, description: 'The user.' },
      errors: [401, 403, 404],
    })
    async get(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<Wire> {
      return toWire(userList, await this.users.get(caller, id), undefined);
    }

    @Endpoint('PUT', ':user_id', {
      operationId: `${prefix}user_save`,
      summary: 'Change a user',
      description:
        'What is left out stays. An account is changed by those who manage every organization of the user. A new ' +
        'password, and `disabled`, end every session.',
      requires,
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
      operationId: `${prefix}user_delete`,
      summary: 'Delete a user',
      description:
        'Nobody deletes themselves. A user who owns organizations is 409 unless the request names another owner, or ' +
        'deletes these, too.',
      requires,
      query: ofOwned,
      answer: { status: 204, description: 'Deleted.' },
      errors: [400, 401, 403, 404, 409],
    })
    async delete(
      @CurrentCaller() caller: Caller,
      @Param('user_id', userId) id: number,
      @Query('new_owner_id') newOwner: unknown,
      @Query('force') force: unknown,
    ): Promise<void> {
      await this.users.remove(caller, id, {
        newOwnerId: readIdParameter('new_owner_id', newOwner),
        force: readFlagParameter('force', force) ?? false,
      });
    }

    @Endpoint('GET', ':user_id/apikey', {
      operationId: `${prefix}users_apikey_get`,
      summary: "The user's API key",
      description: 'The key authenticates as the user. Absent: there is none.',
      requires,
      answer: { type: ApiKey, description: 'The key.' },
      noStore: true,
      errors: [401, 403, 404],
    })
    async apiKey(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
      const key = await this.users.apiKey(caller, id);
      return key === undefined ? {} : { apikey: key };
    }

    @Endpoint('POST', ':user_id/apikey', {
      operationId: `${prefix}users_apikey_create`,
      summary: 'Create a new API key for the user',
      description: 'The previous one ends. A body is ignored.',
      requires,
      answer: { type: ApiKey, description: 'The key.' },
      noStore: true,
      errors: [401, 403, 404],
    })
    async renewApiKey(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
      return { apikey: await this.users.renewApiKey(caller, id) };
    }
  }
  return UsersController;
}

/** People with a login: administrators manage all of them, members who may edit users those of their organizations. */
export const UsersController = usersController('client');
export const AdminUsersController = usersController('admin');
