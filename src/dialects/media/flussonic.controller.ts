import { Body, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, Config } from '#config';
import { type MediaAction, MediaQuestionsService } from '#playback';
import type { EndpointAnswer } from '../http/endpoint.js';
import { Endpoint, MediaServerApi } from './endpoint.decorator.js';
import { answer } from './answer.js';
import { toAllowedRanges, toFlussonicHeaders } from './flussonic.wire.js';
import { textOf, tokensIn } from './question-fields.js';
import { viewerOriginOf } from './viewer-origin.js';

/** Where only a part of the archive may be watched, the answer names it. */
const allowed = {
  description: 'Yes, for `X-AuthDuration` seconds.',
  content: {
    'text/plain': { schema: { type: 'string', example: 'ok' } },
    'application/json': {
      schema: {
        type: 'object',
        required: ['allowed_dvr_ranges'],
        properties: {
          allowed_dvr_ranges: {
            type: 'array',
            items: {
              type: 'object',
              required: ['opened_at', 'closed_at'],
              properties: {
                opened_at: { type: 'integer', description: 'Seconds since 1970.', example: 1_738_108_800 },
                closed_at: { type: 'integer', description: 'Seconds since 1970.', example: 1_738_112_400 },
              },
            },
          },
        },
      },
    },
  },
} as const satisfies EndpointAnswer;

/**
 * Flussonic's authorization backend (OAD request_v1.yml), under the path that Watcher has it (CHART). What Flussonic always
 * sends and we do not need may be missing.
 */
@MediaServerApi('vsaas/api/camera_auth', 'Flussonic')
export class FlussonicController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Endpoint('GET', {
    summary: 'May this viewer watch? (on_play)',
    description: 'As `auth_backend` and `on_play` ask; asked again while the session runs (`update_session`).',
    query: [
      { name: 'name', description: 'The camera.', example: 'demo-paris-eiffel-tower' },
      { name: 'token', required: false, description: 'Playback token, share key or API key.', example: '4...' },
      { name: 'ip', required: false, description: 'Where the viewer is.', example: '192.0.2.7' },
      { name: 'request_type', required: false, enum: ['new_session', 'update_session'] },
      { name: 'dvr', required: false, description: 'Whether the archive is asked for.', example: 'false' },
    ],
    answer: allowed,
    answers: { 403: { description: 'No.' } },
  })
  async play(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.decide('play', query, request, reply);
  }

  @Endpoint('POST', {
    summary: 'May this encoder publish? (on_publish)',
    description: 'The same names as JSON.',
    body: { schema: { example: { name: 'demo-paris-eiffel-tower', proto: 'rtmp', ip: '192.0.2.7', token: '4...' } } },
    answer: allowed,
    answers: { 403: { description: 'No.' } },
  })
  async publish(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.decide('publish', body, request, reply);
  }

  private async decide(
    action: MediaAction,
    asked: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const token = textOf(asked, 'token');
    const question = {
      action,
      cameraName: textOf(asked, 'name') ?? '',
      // A player's own query string is there, too, where the token stands under another name.
      credentials: token === undefined ? tokensIn(textOf(asked, 'qs')) : [token],
      moment: textOf(asked, 'request_type') === 'update_session' ? 'running' : 'new',
      archive: isTrue(asked, 'dvr') ? { bounded: true, asFile: textOf(asked, 'proto') === 'mp4' } : undefined,
      viewer: viewerOriginOf(request, textOf(asked, 'ip'), this.config.mediaBackendSecret !== undefined),
    } as const;
    const decision = await this.questions.decide(question);
    reply.headers(toFlussonicHeaders(decision));
    const ranges = toAllowedRanges(decision, this.clock.seconds());
    if (ranges !== undefined) void reply.status(200).header('cache-control', 'no-store').send(ranges);
    else answer(reply, decision.allowed ? 200 : 403, { question, decision });
  }
}

function isTrue(asked: unknown, key: string): boolean {
  const value = typeof asked === 'object' && asked !== null ? (Reflect.get(asked, key) as unknown) : undefined;
  return value === true || value === 'true' || value === '1';
}
