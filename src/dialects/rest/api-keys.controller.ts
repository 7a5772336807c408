import { Body, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CameraSelectionsService } from '#access';
import { type Caller, CurrentCaller, doneBy, RecentSignInService, ScopedKeysService } from '#auth';
import { Config } from '#config';
import { strictInput } from '../http/input.pipes.js';
import { ApiController } from '../http/endpoint.js';
import { ApiKeyChangeBody, ApiKeyListQuery, NewApiKeyBody, RotationBody } from './api-key.dto.js';
import { ApiKeyAnswer, ApiKeyPage, ApiKeyWithSecret, toApiKeyWire, toKeyDraft } from './api-key.wire.js';
import { Endpoint } from './endpoint.decorator.js';
import { numberOf, personOf } from './own-account.js';

const idParameter = { name: 'id', description: "The key's number." };

/** The caller's own API keys. A key manages no keys, and a token narrowed to less than `users:manage` does not either. */
@ApiController('api/v1/api-keys', { tag: 'api-keys' })
export class ApiKeysController {
  constructor(
    private readonly keys: ScopedKeysService,
    private readonly selections: CameraSelectionsService,
    private readonly recentSignIn: RecentSignInService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'listApiKeys',
    summary: 'The API keys of the caller',
    answer: { type: ApiKeyPage, description: 'Without their secrets.' },
    errors: [400, 401, 403],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query(strictInput) { limit, cursor }: ApiKeyListQuery,
  ): Promise<ApiKeyPage> {
    const page = await this.keys.list(personOf(caller).userId, cursor === undefined ? { limit } : { limit, cursor });
    return { items: page.items.map(toApiKeyWire), next: page.next ?? null, prev: page.previous ?? null };
  }

  @Endpoint('POST', '', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'createApiKey',
    summary: 'Make an API key',
    description:
      'Its secret is in the answer, once. At most 20 for each user. It never does more than its owner may. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).',
    noStore: true,
    answer: { status: 201, type: ApiKeyWithSecret, description: 'The key; `Location` is its address.' },
    errors: [400, 401, 403, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewApiKeyBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiKeyWithSecret> {
    const owner = await this.recentSignIn.assert(personOf(caller));
    const draft = { ...toKeyDraft(body), name: body.name };
    await this.selections.assertVisible(owner, draft.cameras);
    const { key, secret } = await this.keys.create(owner, draft, doneBy(caller));
    void reply.header('location', `${this.config.publicPath}/api/v1/api-keys/${key.id}`);
    return { ...toApiKeyWire(key), key: secret };
  }

  @Endpoint('GET', ':id', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'getApiKey',
    summary: 'One API key',
    params: [idParameter],
    answer: { type: ApiKeyAnswer, description: 'Without its secret.' },
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ApiKeyAnswer> {
    return toApiKeyWire(await this.keys.get(personOf(caller).userId, numberOf(id, 'api-key')));
  }

  @Endpoint('PATCH', ':id', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'updateApiKey',
    summary: 'Change an API key',
    description: 'RFC 7396: what is left out stays, `null` takes a limit away.',
    params: [idParameter],
    answer: { type: ApiKeyAnswer, description: 'The key as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: ApiKeyChangeBody,
  ): Promise<ApiKeyAnswer> {
    const owner = personOf(caller);
    const draft = { ...toKeyDraft(body), ...(body.name === undefined ? {} : { name: body.name }) };
    await this.keys.get(owner.userId, numberOf(id, 'api-key'));
    await this.selections.assertVisible(owner, draft.cameras);
    return toApiKeyWire(await this.keys.change(owner, numberOf(id, 'api-key'), draft, doneBy(caller)));
  }

  @Endpoint('POST', ':id/rotate', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'rotateApiKey',
    summary: 'Give an API key a new secret',
    description:
      'The old one ends at once, or after `overlap_seconds`; the one before it always. Needs a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).',
    noStore: true,
    params: [idParameter],
    body: { type: RotationBody, required: false },
    answer: { type: ApiKeyWithSecret, description: 'The key with its new secret, shown once.' },
    errors: [400, 401, 403, 404],
  })
  async rotate(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: RotationBody,
  ): Promise<ApiKeyWithSecret> {
    const owner = await this.recentSignIn.assert(personOf(caller));
    const overlap = body.overlap_seconds ?? 0;
    const { key, secret } = await this.keys.rotate(owner, numberOf(id, 'api-key'), overlap, doneBy(caller));
    return { ...toApiKeyWire(key), key: secret };
  }

  @Endpoint('DELETE', ':id', {
    requires: ['identified', { scope: 'users:manage' }],
    operationId: 'deleteApiKey',
    summary: 'End an API key',
    params: [idParameter],
    answer: { status: 204, description: 'It works no more.' },
    errors: [401, 403, 404],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.keys.remove(personOf(caller).userId, numberOf(id, 'api-key'), doneBy(caller));
  }
}
