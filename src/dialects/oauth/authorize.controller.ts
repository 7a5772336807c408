import { hasCode } from '#errors';
import { Req, Res } from '@nestjs/common';
import { type AuthorizationParameters, AuthorizationService, type AuthorizationStep } from '#auth';
import { Config } from '#config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { headerOf, originOf, queryIn } from '../http/request.js';
import { BrowserCookies } from './browser-cookies.js';
import { Endpoint } from './endpoint.decorator.js';
import { consentPage, messagePage, signInPage } from './pages/authorize.pages.js';
import { sendPage } from './pages/page.js';
import { chooseLanguage, type Language } from './pages/texts.js';

/** What a page shows beside the step. */
interface PageProblem {
  readonly status: number;
  readonly problem: (texts: Language['texts']) => string;
  readonly login?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** The authorization endpoint: the pages on which people sign in and allow a client (RFC 6749 §3.1). */
@ApiController('oauth/authorize', { public: true, tag: 'authorization' })
export class AuthorizeController {
  constructor(
    private readonly authorization: AuthorizationService,
    private readonly cookies: BrowserCookies,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', { summary: 'Sign in and allow a client', undocumented: true })
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryIn(request.originalUrl).slice(1);
    const step = await this.authorization.begin(parametersOf(query), this.cookies.sessionKey(request));
    this.show(step, query, request, reply);
  }

  /** A form of our own page; or a client's request in a form (OpenID Connect Core §3.1.2.1). */
  @Endpoint('POST', '', { summary: 'The forms of the pages', undocumented: true })
  async send(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const form = bodyOf(request);
    const step = form.get('step');
    const query =
      step === undefined ? new URLSearchParams([...form]).toString() : queryIn(request.originalUrl).slice(1);
    const parameters = parametersOf(query);
    const browserKey = this.cookies.sessionKey(request);
    if (step === undefined)
      return this.show(await this.authorization.begin(parameters, browserKey), query, request, reply);
    if (!this.cookies.isOwnForm(request, form.get('form_token'))) {
      const first = await this.authorization.begin(parameters, browserKey);
      return this.show(first, query, request, reply, { status: 403, problem: (texts) => texts.expired });
    }
    if (step === 'sign-in') return this.signIn(parameters, form, query, request, reply);
    const decided = await this.authorization.decide(parameters, step === 'allow', browserKey, originOf(request));
    this.show(decided, query, request, reply);
  }

  private async signIn(
    parameters: AuthorizationParameters,
    form: ReadonlyMap<string, string>,
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const attempt = { login: form.get('login') ?? '', password: form.get('password') ?? '' };
    const browserKey = this.cookies.sessionKey(request);
    try {
      const signedIn = await this.authorization.signIn(parameters, attempt, browserKey, originOf(request));
      if (signedIn.browserKey !== undefined) this.cookies.keepSession(reply, signedIn.browserKey);
      this.show(signedIn.step, query, request, reply);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      // Somebody else's session may stand in this browser; whoever fails to sign in still has to.
      const step = await this.authorization.begin(parameters, undefined);
      this.show(step, query, request, reply, { ...problem, login: attempt.login.slice(0, 255) });
    }
  }

  private show(
    step: AuthorizationStep,
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
    problem?: PageProblem,
  ): void {
    const language = chooseLanguage(
      new URLSearchParams(query).get('ui_locales') ?? undefined,
      headerOf(request, 'accept-language'),
    );
    const { texts } = language;
    const place = { language, parameters: query, formToken: '' };
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
        const formToken = this.cookies.formToken(request, reply);
        const view = {
          application: step.application,
          login: problem?.login ?? step.loginHint,
          problem: problem?.problem(texts),
        };
        return sendPage(reply, problem?.status ?? 200, signInPage({ ...place, formToken }, view));
      }
      case 'consent': {
        const formToken = this.cookies.formToken(request, reply);
        return sendPage(reply, problem?.status ?? 200, consentPage({ ...place, formToken }, step));
      }
    }
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
function parametersOf(query: string): AuthorizationParameters {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (values.has(name)) repeated.add(name);
    values.set(name, value);
  }
  return { values, repeated };
}

function bodyOf({ body }: FastifyRequest): ReadonlyMap<string, string> {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** What the sign-in page shows for an error; undefined for one that is not the person's. */
function problemOf(error: unknown): PageProblem | undefined {
  if (hasCode(error, 'password.wrong')) return { status: 401, problem: (texts) => texts.wrong };
  if (hasCode(error, 'auth.busy')) return { status: 503, problem: (texts) => texts.busy, retryAfterSeconds: 1 };
  if (!hasCode(error, 'attempts.exceeded')) return undefined;
  return { status: 429, problem: (texts) => texts.tooMany, retryAfterSeconds: error.context.retryAfterSeconds };
}
