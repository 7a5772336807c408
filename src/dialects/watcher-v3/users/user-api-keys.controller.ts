import { Param } from '@nestjs/common';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller } from '#auth';
import { RowIdPipe } from '../row-id.pipe.js';
import { ApiKey } from './api-key.dto.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

const userId = new RowIdPipe('user');

/** Personal API keys as managers of an account keep them; whoever has the key is the user. */

@ClientApi('users/:user_id/apikey', { tag: 'users', requires: ['cameras:read', { scope: 'accounts:manage' }] })
export class UserApiKeysController {
  constructor(private readonly users: ManagedUsersService) {}

  @Endpoint('GET', '', {
    operationId: 'users_apikey_get',
    summary: "The user's API key",
    description: 'Absent: there is none.',
    requires: ['accounts:manage', { orMember: true }],
    answer: { type: ApiKey, description: 'The key.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
    const key = await this.users.apiKey(caller, id);
    return key === undefined ? {} : { apikey: key };
  }

  @Endpoint('POST', '', {
    operationId: 'users_apikey_create',
    summary: 'Make a new API key for the user',
    description: 'The one before it ends. The body says nothing.',
    requires: ['accounts:manage', { orMember: true }],
    answer: { type: ApiKey, description: 'The key.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async renew(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
    return { apikey: await this.users.renewApiKey(caller, id) };
  }
}
