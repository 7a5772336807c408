import { Param } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { type Caller, CurrentCaller } from '#auth';
import { AgentActivationsService } from '#cameras';
import { signedInUser } from '../account/signed-in-user.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';

/** A token that stands for the caller while a camera's agent is installed (GO25). */
class AgentActivationToken {
  @ApiProperty({ description: 'Good for 15 minutes.', example: 'q3J8bWl6dGVyaW91cw' })
  readonly token!: string;
}

/** Activation of cameras' agents: no agent connects to this server, so no token is ever answered with a stream. */
@ClientApi('agent_activation_token', { tag: 'agents' })
export class AgentActivationTokensController {
  constructor(private readonly activations: AgentActivationsService) {}

  @Endpoint('POST', '', {
    operationId: 'agent_activation_token_create',
    summary: 'Create an activation token',
    description: 'A body is ignored.',
    answer: { type: AgentActivationToken, description: 'The token.' },
    noStore: true,
    errors: [401, 403],
  })
  async create(@CurrentCaller() caller: Caller): Promise<AgentActivationToken> {
    return { token: await this.activations.create(signedInUser(caller)) };
  }

  @Endpoint('GET', ':token', {
    operationId: 'agent_activation_token_get',
    summary: 'Whether a token still waits for its agent',
    description: '404: create a new one.',
    params: [{ name: 'token', description: 'The token.', example: 'q3J8bWl6dGVyaW91cw' }],
    answer: { type: AgentActivationToken, description: 'It waits.' },
    noStore: true,
    errors: [401, 403, 404],
  })
  async get(@CurrentCaller() caller: Caller, @Param('token') token: string): Promise<AgentActivationToken> {
    await this.activations.assertLive(signedInUser(caller), token);
    return { token };
  }
}
