import { Body, Controller, Get, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthenticationService, type Caller, CurrentCaller, guest, Public, Requires, SignInService } from '#auth';
import { Config } from '#config';
import { originOf } from '../../http/request.js';
import { Account } from './account.dto.js';
import { Accounts } from './accounts.js';
import { ApiAuthorization } from '../authorization.decorator.js';
import { Success } from '../failure.dto.js';
import { ApiFailures } from '../failures.decorator.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { LoginRequest } from './login.dto.js';
import { noSessionCookie, sessionInCookie } from './session-cookie.js';
import { sessionOptions } from './session-options.js';
import { readWatcherV2Credential } from '../watcher-v2.credential.js';

/** Sessions of people. */
@ApiTags('authentication')
@Controller('vsaas/api/v2/auth')
export class AuthController {
  constructor(
    private readonly signIn: SignInService,
    private readonly authenticator: AuthenticationService,
    private readonly accounts: Accounts,
    private readonly config: Config,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiOperation({ summary: 'Open a session', description: 'Its key, `session`, goes into `x-vsaas-session`.' })
  @ApiResponse({ status: 200, type: Account, description: 'The user, and the session.' })
  @ApiFailures(400, 403, 429)
  async login(@Body(ObjectInput) { login, password }: LoginRequest, @Req() request: FastifyRequest): Promise<Account> {
    const options = sessionOptions(this.config);
    const { caller, sessionKey } = await this.signIn.withPassword(login, password, options, originOf(request));
    return this.accounts.describe(caller, sessionKey);
  }

  @Post('check-login')
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiConsumes('application/json', 'application/x-www-form-urlencoded')
  @ApiOperation({ summary: 'Is this the right password?', description: 'Opens no session.' })
  @ApiResponse({ status: 200, type: Success, description: 'It is.' })
  @ApiFailures(400, 403, 429)
  async check(@Body(ObjectInput) { login, password }: LoginRequest, @Req() request: FastifyRequest): Promise<Success> {
    await this.authenticator.authenticate({ kind: 'password', login, password }, originOf(request));
    return { success: true };
  }

  @Get('whoami')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiAuthorization()
  @ApiOperation({ summary: 'Who is asking', description: 'Without authorization: the guest. With a bad one: 403.' })
  @ApiResponse({ status: 200, type: Account, description: 'The user, or the guest.' })
  @ApiFailures(403)
  async whoami(@Req() request: FastifyRequest): Promise<Account> {
    const credential = readWatcherV2Credential(request);
    const caller =
      credential === undefined ? guest : await this.authenticator.authenticate(credential, originOf(request));
    return this.accounts.describe(caller);
  }

  @Post('logout')
  @Requires('cameras:read', { scope: 'cameras:read' })
  @HttpCode(200)
  @ApiAuthorization()
  @ApiOperation({ summary: 'End the session', description: 'Its v3 tokens end with it. A key has no session to end.' })
  @ApiResponse({ status: 200, type: Success, description: 'Ended.' })
  @ApiFailures(403)
  async logout(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success> {
    if (sessionInCookie(request) !== undefined) void reply.header('set-cookie', noSessionCookie(this.config));
    if (caller.kind === 'user' && caller.sessionId !== undefined)
      await this.signIn.end(caller.sessionId, originOf(request));
    return { success: true };
  }
}
