import { Req, Res } from '@nestjs/common';
import { SignOutService } from '#auth';
import { ExternalSessionStore } from '#federation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { headerOf, originOf, queryIn } from '../http/request.js';
import { BrowserCookies } from './browser-cookies.js';
import { Endpoint } from './endpoint.decorator.js';
import { messagePage, signOutPage } from './pages/authorize.pages.js';
import { sendPage } from './pages/page.js';
import { chooseLanguage } from './pages/texts.js';

/** Signing out at the request of a client (OpenID Connect RP-Initiated Logout). */
@ApiController('oauth/logout', { public: true, tag: 'authorization' })
export class SignOutController {
  constructor(
    private readonly signOut: SignOutService,
    private readonly cookies: BrowserCookies,
    private readonly external: ExternalSessionStore,
  ) {}

  @Endpoint('GET', '', { summary: 'Sign out', undocumented: true })
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(queryIn(request.originalUrl).slice(1), false, request, reply);
  }

  @Endpoint('POST', '', { summary: 'Sign out', undocumented: true })
  async send(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { body } = request;
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(typeof body === 'object' && body !== null ? body : {}))
      if (typeof value === 'string') form.set(name, value);
    const step = form.get('step');
    const isOwn = step === 'sign-out' && this.cookies.isOwnForm(request, form.get('form_token') ?? undefined);
    const query = step === null ? form.toString() : queryIn(request.originalUrl).slice(1);
    await this.answer(query, isOwn, request, reply);
  }

  private async answer(query: string, confirmed: boolean, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const parameters = new URLSearchParams(query);
    const value = (name: string): string | undefined => parameters.get(name) || undefined;
    const language = chooseLanguage(value('ui_locales'), headerOf(request, 'accept-language'));
    const { texts } = language;
    const step = await this.signOut.signOut(
      {
        idTokenHint: value('id_token_hint'),
        clientId: value('client_id'),
        postLogoutRedirectUri: value('post_logout_redirect_uri'),
        state: value('state'),
        confirmed,
      },
      this.cookies.sessionKey(request),
      originOf(request),
    );
    if (step.kind === 'unusable')
      return sendPage(reply, 400, messagePage(language, texts.unusable, texts.unusableSignOut));
    if (step.kind === 'confirm') {
      const formToken = this.cookies.formToken(request, reply);
      return sendPage(reply, 200, signOutPage({ language, parameters: query, formToken }, step.login));
    }
    this.cookies.dropSession(reply);
    const { redirectUri, sessionId } = step;
    const address =
      sessionId === undefined
        ? redirectUri
        : ((await this.external.signOutAddress(sessionId, redirectUri)) ?? redirectUri);
    if (address === undefined) return sendPage(reply, 200, messagePage(language, texts.signOut, texts.signedOut));
    void reply.status(303).headers({ location: address, 'cache-control': 'no-store' }).send();
  }
}
