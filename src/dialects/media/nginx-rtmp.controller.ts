import { Body, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#config';
import { MediaQuestionsService } from '#playback';
import { Endpoint, MediaServerApi } from './endpoint.decorator.js';
import { answer, deny, send } from './answer.js';
import { textOf } from './question-fields.js';
import { viewerOriginOf } from './viewer-origin.js';

/** What each call asks (NGX: ngx_rtmp_notify_module). */
const calls = {
  play: { action: 'play', moment: 'new' },
  publish: { action: 'publish', moment: 'new' },
  update_play: { action: 'play', moment: 'running' },
  update_publish: { action: 'publish', moment: 'running' },
} as const;

/** Notifications of what has ended; there is nothing to deny. */
const ends: ReadonlySet<string> = new Set(['done', 'play_done', 'publish_done', 'record_done']);

/**
 * nginx-rtmp's notifications. The client's own arguments follow nginx's in the same form, so a name that stands twice is
 * refused with the whole body: nobody replaces `call` or `name` by an argument.
 */
@MediaServerApi('media/nginx-rtmp', 'nginx')
export class NginxRtmpController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly config: Config,
  ) {}

  @Endpoint('POST', {
    summary: 'May this session begin, or go on? (on_play, on_publish, on_update, on_done)',
    description: 'With `notify_update_strict on` a session ends at the first update that is denied.',
    consumes: ['application/x-www-form-urlencoded'],
    body: {
      schema: {
        type: 'object',
        required: ['call', 'name'],
        properties: {
          call: { type: 'string', description: 'Which callback.', example: 'play' },
          app: { type: 'string', description: 'The application of nginx.', example: 'live' },
          name: { type: 'string', description: 'The camera.', example: 'demo-paris-eiffel-tower' },
          addr: { type: 'string', description: 'Where the viewer is.', example: '192.0.2.7' },
          token: { type: 'string', description: 'Playback token, share key or API key.', example: '4...' },
        },
      },
    },
    answer: { description: 'Yes.', content: { 'text/plain': { schema: { type: 'string', example: 'ok' } } } },
    answers: { 403: { description: 'No.' } },
  })
  async notify(@Body() form: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const call = textOf(form, 'call') ?? '';
    if (ends.has(call)) return send(reply, 200);
    const asked = isCall(call) ? calls[call] : undefined;
    const cameraName = textOf(form, 'name');
    if (asked === undefined) return deny(reply, 403, { denial: 'action.unknown', action: call, path: cameraName });
    if (cameraName === undefined) return deny(reply, 403, { denial: 'question.unreadable', action: call });
    const token = textOf(form, 'token');
    const question = {
      ...asked,
      cameraName,
      credentials: token === undefined ? [] : [token],
      viewer: viewerOriginOf(request, textOf(form, 'addr'), this.config.mediaBackendSecret !== undefined),
    };
    const decision = await this.questions.decide(question);
    answer(reply, decision.allowed ? 200 : 403, { question, decision });
  }
}

function isCall(text: string): text is keyof typeof calls {
  return Object.hasOwn(calls, text);
}
