import { Body, Param, Req, Res } from '@nestjs/common';
import { type Caller, CurrentCaller, doneBy, RecentSignInService } from '#auth';
import { Config } from '#config';
import { type IdentityProvider, IdentityProvidersService } from '#federation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { isKnown } from '../http/entity-tags.js';
import { strictInput } from '../http/input.pipes.js';
import { Endpoint } from './endpoint.decorator.js';
import { Preconditions, versionTag } from './resources/preconditions.js';
import {
  IdentityProviderAnswer,
  IdentityProviderChangeBody,
  IdentityProviders,
  NewIdentityProviderBody,
  toIdentityProviderWire,
  toProviderDraft,
} from './identity-provider.dto.js';

const nameParameter = { name: 'provider', description: "The provider's name." };
const ifMatch = {
  name: 'If-Match',
  required: false,
  description: 'The `ETag` that is to be changed; 412 for another.',
};
const recent = 'People need a sign-in that is not older than 15 minutes (401 `sign-in.too-old`).';

/** External OpenID Connect providers at which people sign in, for administrators. */
@ApiController('api/v1/identity-providers', { tag: 'identity-providers' })
export class IdentityProvidersController {
  constructor(
    private readonly providers: IdentityProvidersService,
    private readonly recentSignIn: RecentSignInService,
    private readonly preconditions: Preconditions,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    requires: ['admin'],
    operationId: 'listIdentityProviders',
    summary: 'All external providers',
    answer: { type: IdentityProviders, description: 'Without their secrets.' },
    errors: [401, 403],
  })
  async list(): Promise<IdentityProviders> {
    const found = await this.providers.list();
    return { items: found.map((one) => this.toWire(one)), next: null };
  }

  @Endpoint('POST', '', {
    requires: ['admin'],
    operationId: 'createIdentityProvider',
    summary: 'Add an external provider',
    description: recent,
    answer: { status: 201, type: IdentityProviderAnswer, description: 'The provider; `Location` is its address.' },
    errors: [400, 401, 403, 409],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewIdentityProviderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdentityProviderAnswer> {
    await this.assertRecent(caller);
    const draft = { ...toProviderDraft(body), issuer: body.issuer, clientId: body.client_id };
    const made = await this.providers.create(body.name, draft, doneBy(caller));
    void reply.header('location', `${this.config.publicPath}/api/v1/identity-providers/${made.name}`);
    return this.answer(made, reply);
  }

  @Endpoint('GET', ':provider', {
    requires: ['admin'],
    operationId: 'getIdentityProvider',
    summary: 'One external provider',
    params: [nameParameter],
    requestHeaders: [
      { name: 'If-None-Match', required: false, description: 'An `ETag` from before; 304 when it still holds.' },
    ],
    answer: { type: IdentityProviderAnswer, description: 'Without its secret, with its `ETag`.' },
    errors: [401, 403, 404],
  })
  async get(
    @Param('provider') name: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdentityProviderAnswer | undefined> {
    const found = await this.providers.get(name);
    const answer = this.answer(found, reply);
    if (!isKnown(request, versionTag(found.version))) return answer;
    void reply.status(304);
    return undefined;
  }

  @Endpoint('PATCH', ':provider', {
    requires: ['admin'],
    operationId: 'updateIdentityProvider',
    summary: 'Change an external provider',
    description: `RFC 7396: what is left out stays, \`null\` clears. ${recent}`,
    params: [nameParameter],
    requestHeaders: [ifMatch],
    answer: { type: IdentityProviderAnswer, description: 'The provider as it is now.' },
    errors: [400, 401, 403, 404, 412, 428],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('provider') name: string,
    @Body(strictInput) body: IdentityProviderChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IdentityProviderAnswer> {
    await this.assertRecent(caller);
    const version = this.preconditions.version(request, body.version, 'object.changed');
    return this.answer(await this.providers.change(name, toProviderDraft(body), doneBy(caller), version), reply);
  }

  @Endpoint('DELETE', ':provider', {
    requires: ['admin'],
    operationId: 'deleteIdentityProvider',
    summary: 'Remove an external provider',
    description: `The accounts of its people, and what its claims gave them, stay. ${recent}`,
    params: [nameParameter],
    requestHeaders: [ifMatch],
    answer: { status: 204, description: 'Nobody signs in there any more.' },
    errors: [400, 401, 403, 404, 412, 428],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('provider') name: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.assertRecent(caller);
    await this.providers.remove(name, doneBy(caller), this.preconditions.version(request, undefined, 'object.changed'));
  }

  /** Programs and API keys sign in at no page: what made them needed a recent sign-in. */
  private async assertRecent(caller: Caller): Promise<void> {
    if (caller.kind === 'user' && caller.apiKeyId === undefined) await this.recentSignIn.assert(caller);
  }

  private answer(one: IdentityProvider, reply: FastifyReply): IdentityProviderAnswer {
    void reply.header('etag', versionTag(one.version));
    return this.toWire(one);
  }

  private toWire(one: IdentityProvider): IdentityProviderAnswer {
    return toIdentityProviderWire(one, this.config.publicUrl);
  }
}
