import { Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '#config';
import { type MediaAction, MediaQuestionsService } from '#playback';
import { authorizationOf, headerOf } from '../http/request.js';
import { Endpoint, MediaServerApi } from './endpoint.decorator.js';
import { answer, deny } from './answer.js';
import { readOriginalUri } from './original-uri.js';
import { textOf } from './question-fields.js';
import { viewerOriginOf } from './viewer-origin.js';

/** What nginx's `auth_request` asks before it serves a piece of a stream (NGX). */
@MediaServerApi('media/nginx/auth', 'nginx')
export class NginxController {
  constructor(
    private readonly questions: MediaQuestionsService,
    private readonly config: Config,
  ) {}

  @Endpoint('GET', {
    summary: 'May this request pass? (auth_request)',
    description:
      'The camera is what stands between the prefix and the last segment of `X-Original-URI`; the token is in its query ' +
      'or in `Authorization: Bearer`. A working configuration: deploy/nginx-media.conf.',
    query: [
      { name: 'prefix', required: false, description: 'What stands before the camera.', example: '/hls' },
      { name: 'camera', required: false, description: 'The camera, where it is not in the path (`$arg_src`).' },
    ],
    requestHeaders: [
      {
        name: 'X-Original-URI',
        required: true,
        description: '`$request_uri`.',
        example: '/demo-paris-eiffel-tower/index.m3u8?token=4...',
      },
      { name: 'X-Original-Method', required: false, description: '`$request_method`' },
      { name: 'X-Real-IP', required: false, description: '`$remote_addr`' },
    ],
    answer: { status: 204, description: 'Yes.' },
    answers: { 401: { description: 'No: nothing was presented.' }, 403: { description: 'No.' } },
  })
  async ask(@Query() query: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const named = textOf(query, 'camera');
    const original = readOriginalUri(headerOf(request, 'x-original-uri') ?? '', textOf(query, 'prefix'), named);
    if (original === undefined) return deny(reply, 403, { denial: 'question.unreadable', path: named });
    const question = {
      action: actionOf(headerOf(request, 'x-original-method') ?? 'GET', original.resource),
      cameraName: original.cameraName,
      credentials: [...original.tokens, ...bearerOf(request)],
      moment: 'each',
      archive: original.archive,
      viewer: viewerOriginOf(request, headerOf(request, 'x-real-ip'), this.config.mediaBackendSecret !== undefined),
    } as const;
    const decision = await this.questions.decide(question);
    const nothing = !decision.allowed && decision.denial === 'ticket.missing';
    if (nothing) reply.header('www-authenticate', 'Bearer realm="camgate"');
    answer(reply, decision.allowed ? 204 : nothing ? 401 : 403, { question, decision });
  }
}

/** WHEP watches by POST, PATCH and DELETE, WHIP publishes by them (RFC 9725); any other write publishes. */
function actionOf(method: string, resource: string): MediaAction {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || resource === 'whep' ? 'play' : 'publish';
}

function bearerOf(request: FastifyRequest): readonly string[] {
  const authorization = authorizationOf(request);
  return authorization !== undefined && 'scheme' in authorization && authorization.scheme === 'bearer'
    ? [authorization.value]
    : [];
}
