import { isAuthError } from '#errors';
import { Body, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAdministrator, PasswordRecoveryService, UsersService } from '#auth';
import { Config } from '#config';
import { newPasswordPage, passwordIsSetPage } from '../../http/new-password-page.js';
import { InputError } from '../../http/input.error.js';
import { headerOf, originOf } from '../../http/request.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { ForgottenPassword, RestoredAccount, RestoredPassword } from './recovery.dto.js';
import { sessionOptions } from './session-options.js';

const html = 'text/html; charset=utf-8';

const form = { action: 'restore-password', fields: ['password1', 'password2'] } as const;

/** Forgotten passwords: an email with a link that works once (WD). */
@WatcherV2Api('vsaas/api/v2/auth', {
  public: 'all',
  tag: 'authentication',
  consumes: ['application/json', 'application/x-www-form-urlencoded'],
})
export class RecoveryController {
  constructor(
    private readonly recovery: PasswordRecoveryService,
    private readonly users: UsersService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', 'forgot-password', {
    summary: 'Send an email to somebody who forgot their password',
    description: 'Answers alike whether or not there is such a person. At most three emails per person and hour.',
    answer: { type: Success, description: 'If there is such a person, an email is on its way.' },
    errors: [400, 429],
  })
  async request(
    @Body(ObjectInput) { login, email }: ForgottenPassword,
    @Req() request: FastifyRequest,
  ): Promise<Success> {
    const who = login ?? email;
    if (who === undefined) throw InputError.at('login', 'isDefined', 'login or email must be given.');
    const link = (token: string): string =>
      `${this.config.publicUrl}/vsaas/api/v2/auth/restore-password?token=${encodeURIComponent(token)}`;
    await this.recovery.request(who, link, originOf(request));
    return { success: true };
  }

  @Endpoint('GET', 'restore-password', {
    summary: 'The page that the email links to',
    description: 'A form for the new password.',
    noStore: true,
    headers: { 'content-type': html },
    query: [{ name: 'token', required: false, type: String, description: 'The token of the email.' }],
    produces: ['text/html'],
    answer: { description: 'The page.', schema: { type: 'string' } },
  })
  page(@Query('token') token: unknown): string {
    return newPasswordPage(form, typeof token === 'string' ? token : '');
  }

  @Endpoint('POST', 'restore-password', {
    summary: 'Choose a new password',
    description:
      'With the token of the email. Ends all sessions and opens one, unless the account needs a second factor. Browsers get a page, and no session.',
    noStore: true,
    answer: { type: RestoredAccount, description: 'The password is set.' },
    errors: [400, 429],
  })
  async restore(
    @Body(ObjectInput) body: RestoredPassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RestoredAccount | string> {
    if (headerOf(request, 'accept')?.includes('text/html') === true) {
      void reply.header('content-type', html);
      return this.restoreInBrowser(body, request, reply);
    }
    assertSame(body);
    const options = sessionOptions(this.config);
    const { person, signedIn } = await this.recovery.reset(body.token, body.password1, originOf(request), options);
    const { email } = await this.users.get(person.userId);
    const session = signedIn?.sessionKey ?? null;
    return { login: person.login, session, is_admin: isAdministrator(person), notification_email: email ?? null };
  }

  private async restoreInBrowser(
    body: RestoredPassword,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    try {
      assertSame(body);
      await this.recovery.reset(body.token, body.password1, originOf(request));
      return passwordIsSetPage;
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      void reply.status(400);
      return newPasswordPage(form, body.token, problem);
    }
  }
}

function assertSame({ password1, password2 }: RestoredPassword): void {
  if (password1 !== password2) throw InputError.at('password2', 'equals', 'password2 must be the same as password1.');
}

/** A sentence for errors that people can correct; undefined for others. */
function problemOf(error: unknown): string | undefined {
  if (error instanceof InputError) return 'The two passwords are not the same.';
  if (!isAuthError(error)) return undefined;
  if (error.code === 'password.unacceptable')
    return 'This password cannot be used: it is too short, or too easy to guess. Choose another.';
  return error.code === 'one-time-token.invalid' ? 'This link does not work any more. Ask for a new email.' : undefined;
}
