import { hasCode } from '#errors';
import { Req, Res } from '@nestjs/common';
import { type AfterSignIn, type AuthorizationParameters, AuthorizationService, type StepAnswer } from '#auth';
import { ExternalSessionStore } from '#federation';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { originOf, queryIn } from '../http/request.js';
import { BrowserCookies } from './browser-cookies.js';
import { Endpoint } from './endpoint.decorator.js';
import { textFieldsOf } from './form.js';
import { type PageProblem, parametersOf, StepAnswers } from './step-answers.js';

/** The authorization endpoint: the pages on which people sign in and allow a client (RFC 6749 §3.1). */
@ApiController('oauth/authorize', { public: true, tag: 'authorization' })
export class AuthorizeController {
  constructor(
    private readonly authorization: AuthorizationService,
    private readonly cookies: BrowserCookies,
    private readonly steps: StepAnswers,
    private readonly external: ExternalSessionStore,
  ) {}

  @Endpoint('GET', '', { summary: 'Sign in and allow a client', undocumented: true })
  async begin(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryIn(request.originalUrl).slice(1);
    const step = await this.authorization.begin(parametersOf(query), this.cookies.sessionKey(request));
    await this.steps.show(step, query, request, reply);
  }

  /** A form of our own page; or a client's request in a form (OpenID Connect Core §3.1.2.1). */
  @Endpoint('POST', '', { summary: 'The forms of the pages', undocumented: true })
  async send(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const form = textFieldsOf(request);
    const step = form.get('step');
    const query =
      step === undefined ? new URLSearchParams([...form]).toString() : queryIn(request.originalUrl).slice(1);
    const parameters = parametersOf(query);
    const browserKey = this.cookies.sessionKey(request);
    if (step === undefined)
      return this.steps.show(await this.authorization.begin(parameters, browserKey), query, request, reply);
    if (!this.cookies.isOwnForm(request, form.get('form_token'))) {
      const first = await this.authorization.begin(parameters, browserKey);
      return this.steps.show(first, query, request, reply, { status: 403, problem: (texts) => texts.expired });
    }
    if (step === 'sign-in') return this.signIn(parameters, form, query, request, reply);
    if (step === 'passkey' && !form.has('ticket')) return this.usePasskey(parameters, form, query, request, reply);
    const given = answerOf(step, form);
    if (given !== undefined) return this.answer(parameters, given, query, request, reply);
    const decided = await this.authorization.decide(parameters, step === 'allow', browserKey, originOf(request));
    await this.steps.show(decided, query, request, reply);
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
      await this.showNext(signedIn, query, request, reply);
    } catch (error) {
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      // Somebody else's session may stand in this browser; whoever fails to sign in still has to.
      const step = await this.authorization.begin(parameters, undefined);
      await this.steps.show(step, query, request, reply, { ...problem, login: attempt.login.slice(0, 255) });
    }
  }

  private async usePasskey(
    parameters: AuthorizationParameters,
    form: ReadonlyMap<string, string>,
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const given = { browser: this.cookies.passkeyBrowser(request) ?? '', answer: form.get('passkey') ?? '' };
    try {
      const browserKey = this.cookies.sessionKey(request);
      const signedIn = await this.authorization.signInWithPasskey(parameters, given, browserKey, originOf(request));
      await this.showNext(signedIn, query, request, reply);
    } catch (error) {
      const problem = problemOf(error, 'passkey');
      if (problem === undefined) throw error;
      await this.steps.show(await this.authorization.begin(parameters, undefined), query, request, reply, problem);
    }
  }

  private async answer(
    parameters: AuthorizationParameters,
    given: StepAnswer,
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    try {
      const browserKey = this.cookies.sessionKey(request);
      const next = await this.authorization.answer(parameters, given, browserKey, originOf(request));
      await this.showNext(next, query, request, reply);
    } catch (error) {
      const problem = problemOf(error, given.kind);
      if (problem === undefined) throw error;
      const step = hasCode(error, 'one-time-token.invalid')
        ? await this.authorization.begin(parameters, undefined)
        : await this.authorization.again(parameters, given);
      await this.steps.show(step, query, request, reply, problem);
    }
  }

  private async showNext(
    { step, browserKey, external }: AfterSignIn,
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (browserKey !== undefined) this.cookies.keepSession(reply, browserKey);
    if (external !== undefined) await this.external.keep(external);
    await this.steps.show(step, query, request, reply);
  }
}

/** What the sign-in page shows for an error; undefined for one that is not the person's. */
function problemOf(error: unknown, kind?: StepAnswer['kind']): PageProblem | undefined {
  if (kind === 'passkey' && hasCode(error, 'password.wrong'))
    return { status: 401, problem: (texts) => texts.passkeyFailed };
  if (hasCode(error, 'password.wrong')) return { status: 401, problem: (texts) => texts.wrong };
  if (hasCode(error, 'auth.busy')) return { status: 503, problem: (texts) => texts.busy, retryAfterSeconds: 1 };
  if (hasCode(error, 'password.unacceptable')) return { status: 400, problem: (texts) => texts.unacceptable };
  if (hasCode(error, 'one-time-token.invalid')) return { status: 403, problem: (texts) => texts.tooLate };
  if (!hasCode(error, 'attempts.exceeded')) return undefined;
  return { status: 429, problem: (texts) => texts.tooMany, retryAfterSeconds: error.context.retryAfterSeconds };
}

/** What was sent from a page that asks for more than the password; undefined: another page. */
function answerOf(kind: string, form: ReadonlyMap<string, string>): StepAnswer | undefined {
  const ticket = form.get('ticket') ?? '';
  if (kind === 'new-password') return { kind, ticket, password: form.get('password') ?? '' };
  if (kind === 'second-factor' || kind === 'enrol')
    return { kind, ticket, code: (form.get('code') ?? '').slice(0, 64) };
  if (kind === 'passkey') return { kind, ticket, answer: form.get('passkey') ?? '' };
  return kind === 'recovery-codes' ? { kind, ticket } : undefined;
}
