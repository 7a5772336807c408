import { Body, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#config';
import { MediaQuestionsService } from '#playback';
import { Endpoint, MediaServerApi } from './endpoint.decorator.js';
import { answer, deny, send } from './answer.js';
import { textOf } from './question-fields.js';
import { viewerOriginOf } from './viewer-origin.js';

/** What each action asks (NMS 4.4.3). `post...` comes when the session has begun. */
const actions = {
  prePlay: { action: 'play', moment: 'new' },
  prePublish: { action: 'publish', moment: 'new' },
  postPlay: { action: 'play', moment: 'running' },
  postPublish: { action: 'publish', moment: 'running' },
} as const;

const ends: ReadonlySet<string> = new Set(['donePlay', 'donePublish', 'postRecord', 'doneRecord']);

/** node-media-server's notifications: any status but 200 ends the session (NMS), so yes is never 204. */
@MediaServerApi('media/node-media-server', 'node-media-server')
export class NodeMediaServerController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', {
    summary: 'May this session begin? (notify.url)',
    consumes: ['text/plain'],
    body: {
      schema: {
        example: {
          id: 'A1',
          ip: '192.0.2.7:5000',
          app: 'live',
          name: 'demo-paris-eiffel-tower',
          action: 'prePlay',
          query: { token: '4...' },
        },
      },
    },
    answer: { description: 'Yes.', content: { 'text/plain': { schema: { type: 'string', example: 'ok' } } } },
    answers: { 403: { description: 'No.' } },
  })
  // It declares text/plain and sends JSON (NMS).
  @RouteConfig({ mediaType: 'application/json' })
  async notify(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const action = textOf(body, 'action') ?? '';
    if (ends.has(action)) return send(reply, 200);
    const asked = isAction(action) ? actions[action] : undefined;
    const cameraName = textOf(body, 'name');
    if (asked === undefined) return deny(reply, 403, { denial: 'action.unknown', action, path: cameraName });
    if (cameraName === undefined) return deny(reply, 403, { denial: 'question.unreadable', action });
    const token = textOf(Object(body).query, 'token');
    const question = {
      ...asked,
      cameraName,
      credentials: token === undefined ? [] : [token],
      viewer: viewerOriginOf(request, textOf(body, 'ip'), this.config.mediaBackendSecret !== undefined),
    };
    const decision = await this.questions.decide(question);
    answer(reply, decision.allowed ? 200 : 403, { question, decision });
  }
}

function isAction(text: string): text is keyof typeof actions {
  return Object.hasOwn(actions, text);
}
