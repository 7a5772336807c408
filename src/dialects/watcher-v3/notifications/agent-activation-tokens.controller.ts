import { Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type Caller, CurrentCaller, Requires } from '#auth';
import { AgentActivationsService } from '#cameras';
import { signedInUser } from '../account/signed-in-user.js';
import { ApiFailures } from '../failures.decorator.js';

/** A text that stands for the caller while a camera's agent is installed (GO25). */
class AgentActivationToken {
  @ApiProperty({ description: 'Good for 15 minutes.', example: 'q3J8bWl6dGVyaW91cw' })
  readonly token!: string;
}

/** Activation of cameras' agents: no agent connects to this server, so no token is ever answered with a stream. */
@ApiTags('agents')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/agent_activation_token')
export class AgentActivationTokensController {
  constructor(private readonly activations: AgentActivationsService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'agent_activation_token_create',
    summary: 'Make an activation token',
    description: 'The body says nothing.',
  })
  @ApiResponse({ status: 200, type: AgentActivationToken, description: 'The token.' })
  @ApiFailures(401, 403)
  async create(@CurrentCaller() caller: Caller): Promise<AgentActivationToken> {
    return { token: await this.activations.create(signedInUser(caller)) };
  }

  @Get(':token')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    operationId: 'agent_activation_token_get',
    summary: 'Whether a token still waits for its agent',
    description: '404: make a new one.',
  })
  @ApiParam({ name: 'token', description: 'The token.', example: 'q3J8bWl6dGVyaW91cw' })
  @ApiResponse({ status: 200, type: AgentActivationToken, description: 'It waits.' })
  @ApiFailures(401, 403, 404)
  async get(@CurrentCaller() caller: Caller, @Param('token') token: string): Promise<AgentActivationToken> {
    await this.activations.assertLive(signedInUser(caller), token);
    return { token };
  }
}
