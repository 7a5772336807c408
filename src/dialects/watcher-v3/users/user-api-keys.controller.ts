import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ManagedUsersService } from '#access';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { ApiFailures } from '../failures.decorator.js';
import { RowIdPipe } from '../row-id.pipe.js';
import { ApiKey } from './api-key.dto.js';

const userId = new RowIdPipe('user');

/** Personal API keys as managers of an account keep them; whoever has the key is the user. */
@ApiTags('users')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read', { scope: 'accounts:manage' })
@ApiParam({ name: 'user_id', type: Number, description: 'Id of the user.', example: 7 })
@Controller('watcher/client-api/v3/users/:user_id/apikey')
export class UserApiKeysController {
  constructor(private readonly users: ManagedUsersService) {}

  @Get()
  @Requires('accounts:manage', { orMember: true })
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'users_apikey_get',
    summary: "The user's API key",
    description: 'Absent: there is none.',
  })
  @ApiResponse({ status: 200, type: ApiKey, description: 'The key.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
    const key = await this.users.apiKey(caller, id);
    return key === undefined ? {} : { apikey: key };
  }

  @Post()
  @Requires('accounts:manage', { orMember: true })
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'users_apikey_create',
    summary: 'Make a new API key for the user',
    description: 'The one before it ends. The body says nothing.',
  })
  @ApiResponse({ status: 200, type: ApiKey, description: 'The key.' })
  @ApiFailures(401, 403, 404)
  async renew(@CurrentCaller() caller: Caller, @Param('user_id', userId) id: number): Promise<ApiKey> {
    return { apikey: await this.users.renewApiKey(caller, id) };
  }
}
