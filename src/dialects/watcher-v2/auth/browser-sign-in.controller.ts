import { Body, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AutomaticSignInService } from '#auth';
import { Config } from '#config';
import { headerOf, originOf } from '../../http/request.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Account } from './account.dto.js';
import { AccountViews } from './account-views.js';
import { AutologinForm } from './automatic-sign-in.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { sessionCookie } from './session-cookie.js';
import { sessionOptions } from './session-options.js';

/** Signs a browser in with a token, from a page of another system (WD). */
@WatcherV2Api('vsaas/autologin', { public: 'some', tag: 'authentication' })
export class BrowserSignInController {
  constructor(
    private readonly signIn: AutomaticSignInService,
    private readonly accounts: AccountViews,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', '', {
    public: true,
    summary: 'Open a session with a token that works once',
    description:
      'Sends the browser to `/` of this address, with the session in the cookie `vsaas_session` that no script can read; ' +
      'API v2 accepts it like `x-vsaas-session`. A client that accepts `application/json` gets the answer of a login instead.',
    noStore: true,
    consumes: ['application/x-www-form-urlencoded', 'application/json'],
    answer: { status: 303, description: 'The session is open.' },
    answers: { 200: { type: Account, description: 'The user, and the session, for `Accept: application/json`.' } },
    errors: [400, 429],
  })
  async open(
    @Body(ObjectInput) { autologin_token: token }: AutologinForm,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Account | undefined> {
    const { caller, sessionKey } = await this.signIn.use(token, sessionOptions(this.config), originOf(request));
    if (sessionKey === undefined) throw new Error('a session was asked for');
    if (headerOf(request, 'accept')?.includes('application/json') === true) {
      void reply.status(200);
      return this.accounts.describe(caller, sessionKey);
    }
    void reply
      .header('set-cookie', sessionCookie(sessionKey, this.config))
      .header('location', `${this.config.publicUrl}/`);
    return undefined;
  }
}
