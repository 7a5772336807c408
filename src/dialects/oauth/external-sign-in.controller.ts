import { HttpCode, Param, Req, Res } from '@nestjs/common';
import { Config } from '#config';
import {
  BackChannelLogoutService,
  type ExternalFailure,
  ExternalSessionStore,
  ExternalSignInService,
  type ExternalStep,
} from '#federation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { headerOf, originOf, queryIn } from '../http/request.js';
import { BrowserCookies } from './browser-cookies.js';
import { Endpoint } from './endpoint.decorator.js';
import { formOf } from './form.js';
import { messagePage } from './pages/authorize.pages.js';
import { sendPage } from './pages/page.js';
import { chooseLanguage } from './pages/texts.js';
import { parametersOf, StepAnswers } from './step-answers.js';

const statuses: Readonly<Record<ExternalFailure, number>> = {
  unknown: 404,
  unavailable: 503,
  stale: 400,
  denied: 403,
  rejected: 400,
  'no-account': 403,
  'login-taken': 409,
  disabled: 403,
  'too-many': 429,
};

/** The way to an external OpenID Connect provider and back, for a request at the authorization endpoint. */
@ApiController('oauth/external/:provider', { public: true, tag: 'authorization' })
export class ExternalSignInController {
  constructor(
    private readonly signIns: ExternalSignInService,
    private readonly sessions: ExternalSessionStore,
    private readonly backChannel: BackChannelLogoutService,
    private readonly cookies: BrowserCookies,
    private readonly steps: StepAnswers,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', { summary: 'Sign in at a provider', undocumented: true })
  async begin(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const query = queryIn(request.originalUrl).slice(1);
    const binding = this.cookies.binding(request, reply);
    const browser = { binding, key: this.cookies.sessionKey(request), origin: originOf(request) };
    await this.answer(await this.signIns.begin(provider, query, parametersOf(query), browser), request, reply);
  }

  @Endpoint('GET', 'callback', { summary: 'Come back from a provider', undocumented: true })
  async complete(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const binding = this.cookies.bindingOf(request);
    if (binding === undefined) return this.answer({ kind: 'failed', reason: 'stale' }, request, reply);
    const answer = new URLSearchParams(queryIn(request.originalUrl).slice(1));
    const browser = { binding, key: this.cookies.sessionKey(request), origin: originOf(request) };
    await this.answer(await this.signIns.complete(provider, answer, parametersOf, browser), request, reply);
  }

  /** Called by the provider itself, not by a browser (OpenID Connect Back-Channel Logout 1.0 §2.5). */
  @Endpoint('POST', 'backchannel-logout', {
    summary: 'End sessions that ended there',
    undocumented: true,
    noStore: true,
  })
  @HttpCode(200)
  async endSessions(@Param('provider') provider: string, @Req() request: FastifyRequest): Promise<void> {
    await this.backChannel.end(provider, formOf(request).need('logout_token'), originOf(request));
  }

  @Endpoint('GET', 'signed-out', { summary: 'Come back from signing out at a provider', undocumented: true })
  signedOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const state = new URLSearchParams(queryIn(request.originalUrl)).get('state') ?? undefined;
    const next = this.sessions.nextOf(state);
    if (next !== undefined)
      return void reply.status(302).headers({ location: next, 'cache-control': 'no-store' }).send();
    const language = chooseLanguage(undefined, headerOf(request, 'accept-language'));
    sendPage(reply, 200, messagePage(language, language.texts.signOut, language.texts.signedOut));
  }

  private async answer(step: ExternalStep, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (step.kind === 'redirect')
      return void reply.status(302).headers({ location: step.address, 'cache-control': 'no-store' }).send();
    if (step.kind === 'step') {
      if (step.browserKey !== undefined) this.cookies.keepSession(reply, step.browserKey);
      return this.steps.show(step.step, step.query, request, reply);
    }
    const { query = '', reason } = step;
    const wanted = new URLSearchParams(query).get('ui_locales') ?? undefined;
    const language = chooseLanguage(wanted, headerOf(request, 'accept-language'));
    const { texts } = language;
    const back =
      query === ''
        ? undefined
        : { text: texts.backToSignIn, address: `${this.config.publicPath}/oauth/authorize?${query}` };
    if (reason === 'too-many') void reply.header('retry-after', '60');
    sendPage(reply, statuses[reason], messagePage(language, texts.notSignedIn, texts.external[reason], back));
  }
}
