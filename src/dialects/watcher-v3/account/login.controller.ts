import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AuthError, type Origin, Public, type SignedIn, SignIn } from '#auth';
import { Config } from '#config';
import { originOf } from '../../request.js';
import { ApiFailures } from '../failures.decorator.js';
import { signInOptions } from './sign-in-options.js';
import { Tokens } from './tokens.dto.js';
import { readWatcherV3Credential } from '../watcher-v3.credential.js';

/** Where credentials become tokens. The body, if there is one, says nothing: the Go SDK sends `null` (GO25). */
@ApiTags('authentication')
@Controller('watcher/client-api/v3/login')
export class LoginController {
  constructor(
    private readonly signIn: SignIn,
    private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiBasicAuth()
  @ApiBearerAuth()
  @ApiOperation({
    operationId: 'login_create',
    summary: 'Get an access token',
    description:
      'With Basic login and password: begins a session. With `Bearer <refresh_token>`: a new access token in the same ' +
      'session; the refresh token stays the same.',
  })
  @ApiResponse({ status: 200, type: Tokens, description: 'The tokens.' })
  @ApiFailures(401, 429)
  async login(@Req() request: FastifyRequest): Promise<Tokens> {
    const { accessToken, refreshToken } = await this.exchange(request, originOf(request));
    return { access_token: accessToken, refresh_token: refreshToken };
  }

  private async exchange(request: FastifyRequest, origin: Origin): Promise<SignedIn> {
    const credential = readWatcherV3Credential(request);
    const options = signInOptions(this.config);
    switch (credential?.kind) {
      case undefined:
        throw new AuthError('credential.missing');
      case 'password':
        return this.signIn.withPassword(credential.login, credential.password, options, origin);
      case 'refresh-token':
        return this.signIn.refresh(credential.token, options, origin);
      case 'malformed':
        throw new AuthError('credential.malformed', credential.reason, { reason: credential.reason });
      case 'access-token':
      case 'api-key':
      case 'client-secret':
      case 'session-key':
        throw new AuthError('credential.unsupported');
    }
  }
}
