import { DomainError } from '#errors';
import { Body, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ManagedUsersService } from '#access';
import { AutomaticSignInService, type Caller, CurrentCaller, doneBy, UsersService } from '#auth';
import { Config } from '#config';
import { originOf } from '../../http/request.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { AutomaticSignInRequest, AutomaticSignInToken, NewAutomaticSignInToken } from './automatic-sign-in.dto.js';
import { signInOptions } from './sign-in-options.js';
import { Tokens } from './tokens.dto.js';

/** How another system signs a person in without their password (GO26). */
@ClientApi('autologin', { tag: 'authentication', public: 'some' })
export class AutomaticSignInController {
  constructor(
    private readonly signIn: AutomaticSignInService,
    private readonly users: UsersService,
    private readonly managedUsers: ManagedUsersService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    operationId: 'autologin',
    summary: 'Sign in by a token that works once',
    description: 'Begins a session, as `POST /login` does.',
    public: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { type: Tokens, description: 'The tokens.' },
    noStore: true,
    errors: [400, 401, 429],
  })
  async use(@Body(objectBody) body: AutomaticSignInRequest, @Req() request: FastifyRequest): Promise<Tokens> {
    const { accessToken, refreshToken } = await this.signIn.use(
      body.autologin_token,
      signInOptions(this.config),
      originOf(request),
    );
    return { access_token: accessToken, refresh_token: refreshToken };
  }

  @Endpoint('POST', 'generate', {
    operationId: 'autologin_generate',
    summary: 'Create a token with which a person signs in once',
    description:
      'For administrators, and for managers of every organization of that person. In a browser: ' +
      '`/watcher/client/#/auth/signin/auto?autologin_token=…`.',
    requires: ['users:manage', { orMember: true, scope: 'users:manage' }],
    authorized: true,
    answer: { type: AutomaticSignInToken, description: 'The token.' },
    noStore: true,
    errors: [400, 401, 403, 404],
  })
  async generate(
    @CurrentCaller() caller: Caller,
    @Body(objectBody) { login }: NewAutomaticSignInToken,
  ): Promise<AutomaticSignInToken> {
    const user = await this.users.findByLogin(login);
    if (user === undefined) throw new DomainError('object.not-found', 'no such login', { object: 'user' });
    await this.managedUsers.assertControls(caller, user.id);
    const by = doneBy(caller);
    return { autologin_token: await this.signIn.generate(user.id, {}, by) };
  }
}
