import { Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller, HeldCredentialsService } from '#auth';
import { CameraFeedService, type FeedQuestion } from '#cameras';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { headerOf } from '../../http/request.js';
import { Endpoint } from '../endpoint.decorator.js';
import { readRestCredential } from '../rest.credential.js';
import { beginning, changeJson, questionOf } from './change.wire.js';
import { CameraChangesAnswer, ChangesQuery, EventsQuery } from './changes.dto.js';
import { EventStreams } from './event-streams.js';

/** What changes in the cameras that a caller sees, for whoever keeps a copy of them. */
@ApiController('api/v1/cameras', { tag: 'cameras' })
export class ChangesController {
  constructor(
    private readonly feed: CameraFeedService,
    private readonly streams: EventStreams,
    private readonly credentials: HeldCredentialsService,
  ) {}

  @Endpoint('GET', 'changes', {
    requires: ['cameras:read'],
    operationId: 'listCameraChanges',
    summary: 'What changed since a cursor',
    description:
      'Without `since`: no change, and a `next` to begin from. Who applies all changes in their order holds what a fresh list shows. A cursor is good for 30 days; then 410, and whoever has it lists again.',
    answer: { type: CameraChangesAnswer, description: 'The changes, with the `since` of the next request.' },
    errors: [400, 401, 403, 410],
    noStore: true,
  })
  async changes(
    @CurrentCaller() caller: Caller,
    @Query(strictInput) asked: ChangesQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const question = questionOf(asked);
    const { since, limit } = asked;
    if (since === undefined) {
      const next = await this.feed.begin(caller, question, 'now');
      void reply.type('application/json; charset=utf-8').send(`{"changes":[],"next":"${next}","has_more":false}`);
      return;
    }
    const page = await this.feed.changes(caller, question, await this.cursorOf(caller, question, since), limit);
    const changes = page.changes.map(changeJson).join(',');
    void reply
      .type('application/json; charset=utf-8')
      .send(`{"changes":[${changes}],"next":"${page.next}","has_more":${page.hasMore}}`);
  }

  @Endpoint('GET', 'events', {
    requires: ['cameras:read'],
    operationId: 'followCameraChanges',
    summary: 'What changes, as it changes',
    description:
      'Server-Sent Events: `event` is the type of the change, `data` the change as `listCameraChanges` has it, `id` a cursor, which both routes take as `since`, and this one as `Last-Event-ID`. The stream ends with the credential; at most 20 for a caller.',
    query: [],
    requestHeaders: [
      { name: 'Last-Event-ID', required: false, description: 'The `id` of the last event; goes before `since`.' },
    ],
    produces: ['text/event-stream'],
    answer: {
      description: 'Events, until one of the two closes the connection.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    errors: [400, 401, 403, 410, 429],
    headers: { 'x-accel-buffering': 'no' },
    noStore: true,
  })
  async events(
    @CurrentCaller() caller: Caller,
    @Query(strictInput) asked: EventsQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const question = questionOf(asked);
    const since = headerOf(request, 'last-event-id') ?? asked.since;
    const cursor = await this.cursorOf(caller, question, since);
    if (request.method === 'HEAD') {
      void reply.type('text/event-stream').send();
      return;
    }
    const credential = readRestCredential(request);
    const { origin } = caller;
    const renew = async (): Promise<Caller> =>
      credential === undefined || origin === undefined ? caller : this.credentials.callerOf(credential, origin);
    await this.streams.send({ caller, question, cursor, renew, reply });
  }

  private async cursorOf(caller: Caller, question: FeedQuestion, since: string | undefined): Promise<string> {
    if (since === undefined) return this.feed.begin(caller, question, 'now');
    return since === beginning ? this.feed.begin(caller, question, 'beginning') : since;
  }
}
