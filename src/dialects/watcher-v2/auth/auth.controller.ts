import { Body, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditName, AuthenticationService, type Caller, CurrentCaller, guest, SignInService } from '#auth';
import { Config } from '#config';
import { originOf } from '../../http/request.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Account } from './account.dto.js';
import { AccountViews } from './account-views.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { LoginRequest } from './login.dto.js';
import { noSessionCookie, sessionInCookie } from './session-cookie.js';
import { sessionOptions } from './session-options.js';
import { readWatcherV2Credential } from '../watcher-v2.credential.js';

/** Sessions of people. */
@WatcherV2Api('vsaas/api/v2/auth', { public: 'some', tag: 'authentication' })
export class AuthController {
  constructor(
    private readonly signIn: SignInService,
    private readonly authenticator: AuthenticationService,
    private readonly accounts: AccountViews,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', 'login', {
    public: true,
    summary: 'Open a session',
    description: 'Its key, `session`, goes into `x-vsaas-session`.',
    noStore: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { type: Account, description: 'The user, and the session.' },
    errors: [400, 403, 429],
  })
  async login(@Body(ObjectInput) { login, password }: LoginRequest, @Req() request: FastifyRequest): Promise<Account> {
    const options = sessionOptions(this.config);
    const { caller, sessionKey } = await this.signIn.withPassword(login, password, options, originOf(request));
    return this.accounts.describe(caller, sessionKey);
  }

  @Endpoint('POST', 'check-login', {
    public: true,
    summary: 'Is this the right password?',
    description: 'Opens no session.',
    noStore: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { type: Success, description: 'It is.' },
    errors: [400, 403, 429],
  })
  async check(@Body(ObjectInput) { login, password }: LoginRequest, @Req() request: FastifyRequest): Promise<Success> {
    await this.authenticator.authenticate({ kind: 'password', login, password }, originOf(request));
    return { success: true };
  }

  @Endpoint('GET', 'whoami', {
    public: true,
    summary: 'Who is asking',
    description: 'Without authorization: the guest. With a bad one: 403.',
    noStore: true,
    answer: { type: Account, description: 'The user, or the guest.' },
    errors: [403],
    authorized: true,
  })
  async whoami(@Req() request: FastifyRequest): Promise<Account> {
    const credential = readWatcherV2Credential(request);
    const caller =
      credential === undefined ? guest : await this.authenticator.authenticate(credential, originOf(request));
    return this.accounts.describe(caller);
  }

  @Endpoint('POST', 'logout', {
    requires: ['identified'],
    summary: 'End the session',
    description: 'Its v3 tokens end with it. A key has no session to end.',
    answer: { type: Success, description: 'Ended.' },
    errors: [403],
    authorized: true,
  })
  async logout(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Success> {
    if (sessionInCookie(request) !== undefined) void reply.header('set-cookie', noSessionCookie(this.config));
    if (caller.kind === 'user' && caller.sessionId !== undefined)
      await this.signIn.end(caller.sessionId, originOf(request), auditName(caller));
    return { success: true };
  }
}
