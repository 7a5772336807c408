import { DomainError, isAuthError } from '#errors';
import { Body, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PasswordRecoveryService } from '#auth';
import { Config } from '#config';
import { newPasswordPage, passwordIsSetPage } from '../../http/new-password-page.js';
import { headerOf, originOf } from '../../http/request.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { RecoveryRequest, ResetRequest } from './password-recovery.dto.js';

const html = 'text/html; charset=utf-8';
const tokenParameter = { name: 'token', required: false, description: 'The token of the email.', type: String };

const form = { fields: ['password'] } as const;

/** Forgotten passwords: an email with a link that works once (GO25). */
@ClientApi('', { tag: 'authentication', public: 'all' })
export class PasswordRecoveryController {
  constructor(
    private readonly recovery: PasswordRecoveryService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', 'password_recovery', {
    operationId: 'password_recovery',
    summary: 'Send an email to a person who forgot their password',
    description: 'Answers alike whether or not the person exists. At most three emails a person and hour.',
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { status: 204, description: 'If the person exists, the email is on its way.' },
    errors: [400, 429],
  })
  async request(@Body(objectBody) { email }: RecoveryRequest, @Req() request: FastifyRequest): Promise<void> {
    const link = (token: string): string =>
      `${this.config.publicUrl}/watcher/client-api/v3/reset_password?token=${encodeURIComponent(token)}`;
    await this.recovery.request(email, link, originOf(request));
  }

  @Endpoint('GET', 'reset_password', {
    summary: 'The page that the email links to',
    description: 'A form for the new password.',
    query: [tokenParameter],
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    produces: ['text/html'],
    answer: { description: 'The page.', schema: { type: 'string' } },
    headers: { 'content-type': html },
    noStore: true,
  })
  page(@Query('token') token: unknown): string {
    return newPasswordPage(form, typeof token === 'string' ? token : '');
  }

  @Endpoint('POST', 'reset_password', {
    operationId: 'reset_password',
    summary: 'Choose a new password',
    description: 'With the token of the email, in the address or in the body. Ends all sessions. Browsers get a page.',
    query: [tokenParameter],
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { status: 204, description: 'The password is set.' },
    noStore: true,
    errors: [400, 401, 429],
  })
  async reset(
    @Body(objectBody) body: ResetRequest,
    @Query('token') inAddress: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const token = body.token ?? (typeof inAddress === 'string' ? inAddress : '');
    const inBrowser = headerOf(request, 'accept')?.includes('text/html') === true;
    try {
      await this.recovery.reset(token, body.password, originOf(request));
    } catch (error) {
      const problem = isAuthError(error) ? problems[error.code] : undefined;
      if (!inBrowser || problem === undefined) throw error;
      void reply.status(400).header('content-type', html);
      return newPasswordPage(form, token, problem);
    }
    if (!inBrowser) return undefined;
    void reply.status(200).header('content-type', html);
    return passwordIsSetPage;
  }
}

/** What people can do something about. */
const problems: Readonly<Partial<Record<DomainError['code'], string>>> = {
  'password.unacceptable': 'This password cannot be used: it is too short, or too easy to guess. Choose another.',
  'one-time-token.invalid': 'This link does not work any more. Ask for a new email.',
};
