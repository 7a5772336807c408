import { DomainError } from '#errors';
import { Controller, Delete, Get, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { auditName, ApiKeysService, type Caller, CurrentCaller, type DoneBy, Requires, UsersService } from '#auth';
import { originOf } from '../../http/request.js';
import { ApiFailures } from '../failures.decorator.js';
import { ApiKey } from '../users/api-key.dto.js';
import { signedInUser } from './signed-in-user.js';

/** The caller's personal API key. */
@Requires('cameras:read', { scope: 'accounts:manage' })
@ApiTags('profile')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('watcher/client-api/v3/profile/apikey')
export class ApiKeyController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly users: UsersService,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'profile_apikey_get', summary: "The caller's API key" })
  @ApiResponse({ status: 200, type: ApiKey, description: 'The key.' })
  @ApiFailures(401, 403)
  async get(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<ApiKey> {
    const key = await this.apiKeys.reveal(signedInUser(caller).userId, byOf(caller, request));
    return key === undefined ? {} : { apikey: key };
  }

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'profile_apikey_create',
    summary: 'Make a new API key',
    description: 'The one before it ends. The body says nothing.',
  })
  @ApiResponse({ status: 200, type: ApiKey, description: 'The key.' })
  @ApiFailures(401, 403)
  async renew(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<ApiKey> {
    return { apikey: await this.apiKeys.create(await this.changing(caller), byOf(caller, request)) };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'profile_apikey_delete', summary: 'End the API key' })
  @ApiResponse({ status: 204, description: 'There is none now.' })
  @ApiFailures(401, 403)
  async remove(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<void> {
    await this.apiKeys.remove(await this.changing(caller), byOf(caller, request));
  }

  /** @throws DomainError account.readonly: the key is the person's own data, too */
  private async changing(caller: Caller): Promise<number> {
    const user = await this.users.get(signedInUser(caller).userId);
    if (user.readonly) throw new DomainError('account.readonly');
    return user.id;
  }
}

function byOf(caller: Caller, request: FastifyRequest): DoneBy {
  return { actor: auditName(caller), origin: originOf(request) };
}
