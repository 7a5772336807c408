import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { StreamersService } from '#playback';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { gone } from '../resources/removal.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import type { Answer } from '../resources/resource.js';
import { MediaServerChangeBody, MediaServerQuery, NewMediaServerBody, toStreamerDraft } from './media-server.dto.js';
import { mediaServerResource } from './media-server.resource.js';

const theId = 'The number of a media server.';
const check = {
  name: 'check',
  required: false,
  description: 'Refuses one whose `api_url` does not answer within 3 s.',
  schema: { type: 'boolean', default: false },
};

/** The registry of media servers, for administrators; this server neither configures nor measures them. */
@ApiController('api/v1/media-servers', { tag: 'media-servers' })
export class MediaServersController {
  constructor(
    private readonly servers: StreamersService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['admin'],
    operationId: 'listMediaServers',
    summary: 'All media servers',
    list: mediaServerResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(mediaServerResource, parameters, {
      page: (query, page) => this.servers.list(caller, query, page),
      count: (query) => this.servers.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['admin'],
    id: theId,
    operationId: 'getMediaServer',
    summary: 'One media server',
    answer: { type: mediaServerResource.answer, description: 'The media server, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(mediaServerResource, { request, reply }, () =>
      this.servers.get(caller, { id: numberOf(id, 'streamer') }),
    );
  }

  @Endpoint('POST', '', {
    requires: ['admin'],
    operationId: 'createMediaServer',
    summary: 'Register a media server',
    query: [check],
    body: {
      type: NewMediaServerBody,
      examples: {
        mediamtx: {
          value: { name: 'media.example.org', kind: 'mediamtx', api_url: 'http://media.example.org:9997' },
        },
      },
    },
    answer: { status: 201, type: mediaServerResource.answer, description: 'It; `Location` is its address.' },
    errors: [400, 401, 403],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewMediaServerBody,
    @Query(strictInput) query: MediaServerQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const options = { onlyNew: true, check: query.check };
    const { streamer } = await this.servers.put(caller, body.name, toStreamerDraft(body), options);
    return this.answers.created(mediaServerResource, { request, reply }, streamer);
  }

  @Endpoint('PATCH', ':id', {
    requires: ['admin'],
    id: theId,
    operationId: 'updateMediaServer',
    summary: 'Change a media server',
    description:
      'RFC 7396 at the top level: what is left out stays, `labels`, `zones` and `config` are replaced whole.',
    query: [check],
    body: { type: MediaServerChangeBody, examples: { limit: { value: { camera_limit: 500 } } } },
    answer: { type: mediaServerResource.answer, description: 'The media server as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: MediaServerChangeBody,
    @Query(strictInput) query: MediaServerQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const key = { id: numberOf(id, 'streamer') };
    const read = () => this.servers.get(caller, key);
    return this.answers.change(mediaServerResource, { request, reply }, read, async () => {
      const { hostname } = await read();
      const options = { onlyKnown: true, check: query.check };
      return (await this.servers.put(caller, hostname, toStreamerDraft(body), options)).streamer;
    });
  }

  @Endpoint('DELETE', ':id', {
    requires: ['admin'],
    id: theId,
    operationId: 'deleteMediaServer',
    summary: 'Unregister a media server',
    answer: gone,
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const key = { id: numberOf(id, 'streamer') };
    await this.answers.keep(
      mediaServerResource,
      { request },
      () => this.servers.get(caller, key),
      () => this.servers.remove(caller, key),
    );
  }
}
