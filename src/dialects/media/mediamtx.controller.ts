import { isAuthError } from '#errors';
import { Body, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthenticationService, type Credential, isAdministrator, type Origin } from '#auth';
import { Config } from '#config';
import { MediaQuestionsService } from '#playback';
import { Endpoint, MediaServerApi } from './endpoint.decorator.js';
import { answer, deny, send } from './answer.js';
import { cameraActions, type MediamtxQuestion, operatorActions, readMediamtxQuestion } from './mediamtx-question.js';
import { viewerOriginOf } from './viewer-origin.js';

/** MediaMTX with `authMethod: http` (MTX). */
@MediaServerApi('media/mediamtx/auth', 'MediaMTX')
export class MediamtxController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly authenticator: AuthenticationService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', {
    summary: 'May this client read, publish, play back? (authHTTPAddress)',
    description:
      'Takes a playback token, a share key, an API key or a native access token as token, as password or as `?token=` of ' +
      'the query, or login and password. `api`, `metrics` and `pprof` are for administrators. Only `action` and `path` ' +
      'must be there.',
    body: {
      schema: {
        example: {
          ip: '192.0.2.7',
          user: '',
          password: '',
          token: '4...',
          action: 'read',
          path: 'demo-paris-eiffel-tower',
          protocol: 'rtsp',
          id: null,
          query: '',
          userAgent: 'Lavf59',
        },
      },
    },
    answer: { status: 204, description: 'Yes.' },
    answers: { 401: { description: 'No: nothing was presented.' }, 403: { description: 'No.' } },
  })
  async ask(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = readMediamtxQuestion(body);
    if (asked === undefined) return deny(reply, 403, { denial: 'question.unreadable' });
    const viewer = viewerOriginOf(request, asked.ip, this.config.mediaBackendSecret !== undefined);
    const { action, path } = asked;
    const about = { action, path, ip: viewer.ip };
    if (asked.credentials.length === 0 && asked.password === undefined)
      return deny(reply, 401, { denial: 'ticket.missing', ...about });
    if (operatorActions.has(action))
      return (await this.isOperator(asked, viewer))
        ? send(reply, 204)
        : deny(reply, 403, { denial: 'operator.wrong', ...about });
    if (!isCameraAction(action)) return deny(reply, 403, { denial: 'action.unknown', ...about });
    const question = {
      action: cameraActions[action],
      cameraName: path,
      credentials: asked.credentials,
      password: asked.password,
      // It asks at each request of an HLS player and of its own playback server, elsewhere once.
      moment: asked.protocol === 'hls' || asked.protocol === '' ? 'each' : 'new',
      archive: action === 'playback' ? { fromSeconds: startOf(asked.query) } : undefined,
      viewer,
    } as const;
    const decision = await this.questions.decide(question);
    answer(reply, decision.allowed ? 204 : 403, { question, decision });
  }

  /** Whether administrators' credentials came: an API key, a native access token, or login and password. */
  private async isOperator({ credentials: texts, password }: MediamtxQuestion, viewer: Origin): Promise<boolean> {
    const credentials: readonly Credential[] = [
      ...texts
        .filter((text) => text !== password?.password)
        .map((text): Credential =>
          text.split('.').length === 3
            ? { kind: 'access-token', token: text, accepts: ['native'] }
            : { kind: 'api-key', key: text, bearer: true },
        ),
      ...(password === undefined ? [] : [{ kind: 'password', ...password } as const]),
    ];
    for (const credential of credentials) if (await this.isAdministrators(credential, viewer)) return true;
    return false;
  }

  private async isAdministrators(credential: Credential, viewer: Origin): Promise<boolean> {
    try {
      return isAdministrator(await this.authenticator.authenticate(credential, viewer));
    } catch (error) {
      if (isAuthError(error)) return false;
      throw error;
    }
  }
}

function isCameraAction(text: string): text is keyof typeof cameraActions {
  return Object.hasOwn(cameraActions, text);
}

/** When a recording that is asked for begins (`/get?path=&start=<RFC 3339>`). */
function startOf(query: URLSearchParams): number | undefined {
  const moment = Date.parse(query.get('start') ?? '');
  return Number.isNaN(moment) ? undefined : Math.floor(moment / 1000);
}
