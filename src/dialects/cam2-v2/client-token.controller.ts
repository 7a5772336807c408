import { DomainError, hasCode } from '#errors';
import { Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApplicationsService, ClientTokensService } from '#auth';
import { Config } from '#config';
import { lenientInput } from '../http/input.pipes.js';
import { originOf } from '../http/request.js';
import { Cam2V2Api, Endpoint } from './endpoint.decorator.js';
import { toLevelOnWire } from './level.wire.js';
import { ClientTokenDto, ClientTokenRequestDto } from './client-token.dto.js';

/** Issues a token for client id and secret. They travel in the query string here, which therefore reaches no log. */
@Cam2V2Api('cam2/v2/auth', { public: true, tag: 'Auth' })
export class ClientTokenController {
  constructor(
    private readonly tokens: ClientTokensService,
    private readonly applications: ApplicationsService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', {
    operationId: 'token_get',
    summary: 'Get a token',
    description: 'It is valid for five minutes; ask again when it has expired.',
    noStore: true,
    answer: { type: ClientTokenDto },
    errors: { 404: '`Cannot find client with that ClientID`', 401: '`Bad client secret`' },
  })
  async issue(
    @Query(lenientInput) { clientID: clientId, clientSecret }: ClientTokenRequestDto,
    @Req() request: FastifyRequest,
  ): Promise<ClientTokenDto> {
    try {
      const { accessToken: token } = await this.tokens.exchange(
        {
          clientId,
          clientSecret,
          profile: 'cam2-v2',
          seconds: this.config.cam2V2TokenSeconds,
          claims: (application) => ({
            clientID: application.clientId,
            permissionLevel: toLevelOnWire(application.level),
          }),
        },
        originOf(request),
      );
      return { token };
    } catch (error) {
      throw await this.distinguished(error, clientId);
    }
  }

  /** The client needs to distinguish an unknown id from a wrong secret. The core does not, so the id is looked up here. */
  private async distinguished(error: unknown, clientId: string): Promise<unknown> {
    if (!hasCode(error, 'client.wrong')) return error;
    const application = await this.applications.find(clientId);
    return application === undefined || application.revoked ? new DomainError('account.not-found') : error;
  }
}
