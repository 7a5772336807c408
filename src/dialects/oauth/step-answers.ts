import { Injectable } from '@nestjs/common';
import { type AuthorizationParameters, type AuthorizationStep, type PasskeyQuestion, PasskeysService } from '#auth';
import { Config } from '#config';
import { IdentityProvidersService } from '#federation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { headerOf } from '../http/request.js';
import { BrowserCookies } from './browser-cookies.js';
import {
  codePage,
  consentPage,
  messagePage,
  newPasswordPage,
  type PasskeyOffer,
  recoveryCodesPage,
  signInPage,
} from './pages/authorize.pages.js';
import { sendPage } from './pages/page.js';
import { chooseLanguage, type Language } from './pages/texts.js';

/** What a page shows beside the step. */
export interface PageProblem {
  readonly status: number;
  readonly problem: (texts: Language['texts']) => string;
  readonly login?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** Answers a step of the authorization endpoint: with a page, or with the way back to the client. */
@Injectable()
export class StepAnswers {
  constructor(
    private readonly cookies: BrowserCookies,
    private readonly config: Config,
    private readonly providers: IdentityProvidersService,
    private readonly passkeys: PasskeysService,
  ) {}

  /** @param query the parameters of the client's request, without `?` */
  async show(
    step: AuthorizationStep,
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
    problem?: PageProblem,
  ): Promise<void> {
    const language = chooseLanguage(
      new URLSearchParams(query).get('ui_locales') ?? undefined,
      headerOf(request, 'accept-language'),
    );
    const { texts } = language;
    const place = { language, parameters: query, formToken: '', address: `${this.config.publicPath}/oauth/authorize` };
    switch (step.kind) {
      case 'unusable': {
        const message = step.reason === 'client' ? texts.unusableClient : texts.unusableRedirect;
        return sendPage(reply, 400, messagePage(language, texts.unusable, message));
      }
      case 'rejected': {
        const { redirectUri, state, error, description } = step.rejection;
        return this.redirect(request, reply, redirectUri, { error, error_description: description, state });
      }
      case 'granted':
        return this.redirect(request, reply, step.redirectUri, { code: step.code, state: step.state });
      case 'sign-in': {
        if (problem?.retryAfterSeconds !== undefined)
          void reply.header('retry-after', String(Math.ceil(problem.retryAfterSeconds)));
        const { formToken, browser } = this.cookies.passkeyForm(request, reply);
        const passkey = this.offered(await this.passkeys.askAnybody(browser));
        const view = {
          passkey,
          application: step.application,
          login: problem?.login ?? step.loginHint,
          problem: problem?.problem(texts),
          providers: (await this.providers.buttons()).map(({ name, title }) => ({
            title,
            address: `${this.config.publicPath}/oauth/external/${name}`,
          })),
        };
        const html = signInPage({ ...place, formToken }, view);
        return sendPage(reply, problem?.status ?? 200, html, passkey !== undefined);
      }
      case 'second-factor':
      case 'enrol': {
        if (problem?.retryAfterSeconds !== undefined)
          void reply.header('retry-after', String(Math.ceil(problem.retryAfterSeconds)));
        const formToken = this.cookies.formToken(request, reply);
        const message = problem?.problem(texts);
        const shown = message === texts.wrong ? texts.wrongCode : message;
        const passkey = step.kind === 'enrol' ? undefined : this.offered(step.passkey);
        const html = codePage({ ...place, formToken }, step, shown, passkey);
        return sendPage(reply, problem?.status ?? 200, html, passkey !== undefined);
      }
      case 'recovery-codes': {
        const formToken = this.cookies.formToken(request, reply);
        return sendPage(reply, 200, recoveryCodesPage({ ...place, formToken }, step));
      }
      case 'new-password': {
        const formToken = this.cookies.formToken(request, reply);
        const html = newPasswordPage({ ...place, formToken }, { ...step, problem: problem?.problem(texts) });
        return sendPage(reply, problem?.status ?? 200, html);
      }
      case 'consent': {
        const formToken = this.cookies.formToken(request, reply);
        return sendPage(reply, problem?.status ?? 200, consentPage({ ...place, formToken }, step));
      }
    }
  }

  private offered(question: PasskeyQuestion | undefined): PasskeyOffer | undefined {
    return question && { question, script: `${this.config.publicPath}/oauth/passkey.js` };
  }

  /** The answer to the client; `iss` tells it who answered (RFC 9207). */
  private redirect(
    request: FastifyRequest,
    reply: FastifyReply,
    redirectUri: string,
    values: Readonly<Record<string, string | undefined>>,
  ): void {
    const answer = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...values, iss: this.config.publicUrl }))
      if (value !== undefined) answer.set(name, value);
    const separator = redirectUri.includes('?') ? '&' : '?';
    void reply
      .status(request.method === 'POST' ? 303 : 302)
      .headers({ location: redirectUri + separator + answer.toString(), 'cache-control': 'no-store' })
      .send();
  }
}

/** Each parameter once; the names of those that stand twice or more. */
export function parametersOf(query: string): AuthorizationParameters {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (values.has(name)) repeated.add(name);
    values.set(name, value);
  }
  return { values, repeated };
}
