import { hasCode } from '#errors';
import { Req, Res } from '@nestjs/common';
import { DeviceAuthorizationService, type DeviceStep, signInQuery } from '#auth';
import { Config } from '#config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiController } from '../http/endpoint.js';
import { headerOf, originOf, queryIn } from '../http/request.js';
import { BrowserCookies } from './browser-cookies.js';
import { Endpoint } from './endpoint.decorator.js';
import { textFieldsOf } from './form.js';
import { messagePage } from './pages/authorize.pages.js';
import { deviceCodePage, deviceConsentPage } from './pages/device.pages.js';
import { sendPage } from './pages/page.js';
import { chooseLanguage, type Texts } from './pages/texts.js';

interface PageProblem {
  readonly status: number;
  readonly problem: (texts: Texts) => string;
  readonly retryAfterSeconds?: number;
}

/** The page on which a person types a device's code and decides (RFC 8628 §3.3). */
@ApiController('oauth/device', { public: true, tag: 'authorization' })
export class DevicePageController {
  constructor(
    private readonly devices: DeviceAuthorizationService,
    private readonly cookies: BrowserCookies,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', '', { summary: 'Allow a device', undocumented: true })
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = new URLSearchParams(queryIn(request.originalUrl));
    // Whoever signed in comes back with the code in `state`.
    const userCode = (query.get('user_code') ?? query.get('state'))?.slice(0, 100) || undefined;
    await this.answer(request, reply, userCode, () => this.devices.open(userCode, this.cookies.sessionKey(request)));
  }

  @Endpoint('POST', '', { summary: 'The form of the page', undocumented: true })
  async decide(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const form = textFieldsOf(request);
    const userCode = (new URLSearchParams(queryIn(request.originalUrl)).get('user_code') ?? '').slice(0, 100);
    const browserKey = this.cookies.sessionKey(request);
    const step = form.get('step');
    const isOwn = this.cookies.isOwnForm(request, form.get('form_token'));
    if (!isOwn || (step !== 'allow' && step !== 'deny'))
      return this.answer(request, reply, userCode, () => this.devices.open(userCode, browserKey), {
        status: 403,
        problem: (texts) => texts.expired,
      });
    const origin = originOf(request);
    await this.answer(request, reply, userCode, () =>
      this.devices.decide(userCode, step === 'allow', browserKey, origin),
    );
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    userCode: string | undefined,
    take: () => Promise<DeviceStep>,
    problem?: PageProblem,
  ): Promise<void> {
    try {
      this.show(await take(), userCode, request, reply, problem);
    } catch (error) {
      if (!hasCode(error, 'attempts.exceeded')) throw error;
      const { retryAfterSeconds = 60 } = error.context;
      const tooMany = { status: 429, problem: (texts: Texts) => texts.tooMany, retryAfterSeconds };
      this.show({ kind: 'enter', wrong: false }, undefined, request, reply, tooMany);
    }
  }

  private show(
    step: DeviceStep,
    userCode: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
    problem?: PageProblem,
  ): void {
    const language = chooseLanguage(undefined, headerOf(request, 'accept-language'));
    const { texts } = language;
    if (problem?.retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(Math.ceil(problem.retryAfterSeconds)));
    switch (step.kind) {
      case 'sign-in': {
        const { publicUrl } = this.config;
        const location = `${publicUrl}/oauth/authorize?${signInQuery(`${publicUrl}/oauth/device`, userCode ?? '')}`;
        void reply.status(303).headers({ location, 'cache-control': 'no-store' }).send();
        return;
      }
      case 'enter': {
        const shown = problem?.problem(texts) ?? (step.wrong ? texts.deviceWrong : undefined);
        return sendPage(reply, problem?.status ?? (step.wrong ? 404 : 200), deviceCodePage(language, shown));
      }
      case 'ask': {
        const formToken = this.cookies.formToken(request, reply);
        const parameters = `user_code=${step.userCode}`;
        const shown = problem?.problem(texts);
        return sendPage(
          reply,
          problem?.status ?? 200,
          deviceConsentPage({ language, parameters, formToken }, step, shown),
        );
      }
      case 'decided':
        return sendPage(
          reply,
          200,
          messagePage(language, texts.deviceTitle, step.allowed ? texts.deviceAllowed : texts.deviceDenied),
        );
    }
  }
}
