import { Body, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CurrentCaller } from '#auth';
import { WebhookDeliveriesService, WebhookShape, WebhooksService } from '#notifications';
import { ApiController } from '../../http/endpoint.js';
import { strictInput } from '../../http/input.pipes.js';
import { shapeOf } from '../camera.shape.js';
import { Endpoint } from '../endpoint.decorator.js';
import { numberOf } from '../own-account.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import { type Answer, toAnswer } from '../resources/resource.js';
import {
  NewWebhookAnswer,
  NewWebhookBody,
  ReplayAnswer,
  ReplayBody,
  toReplayChoice,
  toWebhookDraft,
  WebhookChangeBody,
} from './webhook.dto.js';
import { deliveryResource, webhookResource } from './webhook.resource.js';

const theId = 'The number of a webhook.';
const idParameter = { name: 'id', description: theId };
/** A token for reading must not begin what outlives it, and a key opens nothing that goes on without it. */
const writes = ['cameras:read', { scope: 'cameras:write' }] as const;

/** Where changes of the cameras that their owners see are sent to. */
@ApiController('api/v1/webhooks', { tag: 'webhooks' })
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly deliveries: WebhookDeliveriesService,
    private readonly answers: ItemAnswers,
    shape: WebhookShape,
  ) {
    shape.connect({ version: 'version', camera: { object: shapeOf(undefined, false) } });
  }

  @Endpoint('GET', '', {
    requires: ['cameras:read'],
    operationId: 'listWebhooks',
    summary: "The caller's webhooks",
    description: 'Administrators see all.',
    list: webhookResource,
    errors: [400, 401, 403],
  })
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(webhookResource, parameters, {
      page: (query, page) => this.webhooks.list(caller, query, page),
      count: (query) => this.webhooks.count(caller, query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['cameras:read'],
    id: theId,
    operationId: 'getWebhook',
    summary: 'One webhook',
    answer: {
      type: webhookResource.answer,
      description: 'The webhook, with its `ETag`; its secret is never shown again.',
    },
    errors: [400, 401, 403, 404],
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answers.send(webhookResource, { request, reply }, () =>
      this.webhooks.get(caller, numberOf(id, 'webhook')),
    );
  }

  @Endpoint('POST', '', {
    requires: writes,
    operationId: 'createWebhook',
    summary: 'Have changes sent',
    description:
      'From now on each change of `GET /cameras/changes` is a POST to the URL, for what the caller sees, until 2xx answers it. A caller has at most 50.',
    body: { type: NewWebhookBody, examples: { all: { value: { url: 'https://receiver.example/cameras' } } } },
    answer: { status: 201, type: NewWebhookAnswer, description: 'It, with its `secret`; `Location` is its address.' },
    errors: [400, 401, 402, 403],
    noStore: true,
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Body(strictInput) body: NewWebhookBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const { webhook, secret } = await this.webhooks.create(caller, { ...toWebhookDraft(body), url: body.url });
    return this.answers.created(webhookResource, { request, reply }, webhook, { more: { secret } });
  }

  @Endpoint('PATCH', ':id', {
    requires: writes,
    id: theId,
    operationId: 'updateWebhook',
    summary: 'Change a webhook',
    description: 'RFC 7396: what is left out stays.',
    body: { type: WebhookChangeBody, examples: { off: { value: { active: false } } } },
    answer: { type: webhookResource.answer, description: 'The webhook as it is now.' },
    errors: [400, 401, 403, 404],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: WebhookChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer> {
    const number = numberOf(id, 'webhook');
    return this.answers.change(
      webhookResource,
      { request, reply },
      () => this.webhooks.get(caller, number),
      () => this.webhooks.update(caller, number, toWebhookDraft(body)),
    );
  }

  @Endpoint('DELETE', ':id', {
    requires: writes,
    id: theId,
    operationId: 'deleteWebhook',
    summary: 'Delete a webhook',
    description: 'With its deliveries, sent or not.',
    answer: { status: 204, description: 'It is gone.' },
    errors: [400, 401, 403, 404],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const number = numberOf(id, 'webhook');
    await this.answers.keep(
      webhookResource,
      { request },
      () => this.webhooks.get(caller, number),
      () => this.webhooks.remove(caller, number),
    );
  }

  @Endpoint('POST', ':id/rotate', {
    requires: writes,
    operationId: 'rotateWebhook',
    summary: 'Give it another secret',
    description: 'The old one ends at once.',
    params: [idParameter],
    answer: { type: NewWebhookAnswer, description: 'The webhook, with its new `secret`.' },
    errors: [401, 403, 404],
    noStore: true,
  })
  async rotate(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Answer> {
    const { webhook, secret } = await this.webhooks.rotate(caller, numberOf(id, 'webhook'));
    return { ...toAnswer(webhookResource, webhook), secret };
  }

  @Endpoint('POST', ':id/test', {
    requires: writes,
    operationId: 'testWebhook',
    summary: 'Send a message of type `test`',
    description: 'Once, and waits for the answer, ten seconds at most.',
    params: [idParameter],
    answer: { type: deliveryResource.answer, description: 'What came of it.' },
    errors: [401, 403, 404],
  })
  async test(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<Answer> {
    return toAnswer(deliveryResource, await this.deliveries.test(caller, numberOf(id, 'webhook')));
  }

  @Endpoint('GET', ':id/deliveries', {
    requires: ['cameras:read'],
    operationId: 'listWebhookDeliveries',
    summary: 'What it was sent',
    description: 'The newest first, unless `sort` says otherwise; kept for 30 days.',
    params: [idParameter],
    list: deliveryResource,
    errors: [400, 401, 403, 404],
  })
  async listDeliveries(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() parameters: Record<string, unknown>,
  ): Promise<PageAnswer> {
    const number = numberOf(id, 'webhook');
    return answerPage(deliveryResource, parameters, {
      page: (query, page) => this.deliveries.list(caller, number, query, page),
      count: (query) => this.deliveries.count(caller, number, query),
    });
  }

  @Endpoint('POST', ':id/replay', {
    requires: writes,
    operationId: 'replayWebhook',
    summary: 'Send deliveries again',
    description: 'One by its `id`, or all since a time, in their order. Each shows its camera as it is by then.',
    params: [idParameter],
    body: { type: ReplayBody, examples: { since: { value: { since: '2026-11-30T00:00:00Z' } } } },
    answer: { status: 202, type: ReplayAnswer, description: 'How many.' },
    errors: [400, 401, 403, 404],
  })
  async replay(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body(strictInput) body: ReplayBody,
  ): Promise<ReplayAnswer> {
    return { replayed: await this.deliveries.replay(caller, numberOf(id, 'webhook'), toReplayChoice(body)) };
  }
}
