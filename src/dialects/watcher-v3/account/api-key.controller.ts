import { DomainError } from '#errors';
import { ApiKeysService, type Caller, CurrentCaller, doneBy, UsersService } from '#auth';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { ApiKey } from '../users/api-key.dto.js';
import { signedInUser } from './signed-in-user.js';

/** The caller's personal API key. */
@ClientApi('profile/apikey', { tag: 'profile', requires: ['cameras:read', { scope: 'users:manage' }] })
export class ApiKeyController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly users: UsersService,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'profile_apikey_get',
    summary: "The caller's API key",
    answer: { type: ApiKey, description: 'The key.' },
    noStore: true,
    errors: [401, 403],
  })
  async get(@CurrentCaller() caller: Caller): Promise<ApiKey> {
    const key = await this.apiKeys.reveal(signedInUser(caller).userId, doneBy(caller));
    return key === undefined ? {} : { apikey: key };
  }

  @Endpoint('POST', '', {
    operationId: 'profile_apikey_create',
    summary: 'Create a new API key',
    description: 'The previous one ends. A body is ignored.',
    answer: { type: ApiKey, description: 'The key.' },
    noStore: true,
    errors: [401, 403],
  })
  async renew(@CurrentCaller() caller: Caller): Promise<ApiKey> {
    return { apikey: await this.apiKeys.create(await this.changing(caller), doneBy(caller)) };
  }

  @Endpoint('DELETE', '', {
    operationId: 'profile_apikey_delete',
    summary: 'End the API key',
    answer: { status: 204, description: 'There is none now.' },
    errors: [401, 403],
  })
  async remove(@CurrentCaller() caller: Caller): Promise<void> {
    await this.apiKeys.remove(await this.changing(caller), doneBy(caller));
  }

  /** @throws DomainError account.readonly: the key is the person's own data, too */
  private async changing(caller: Caller): Promise<number> {
    const user = await this.users.get(signedInUser(caller).userId);
    if (user.readonly) throw new DomainError('account.readonly');
    return user.id;
  }
}
