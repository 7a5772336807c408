import { Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditTrailService } from '#audit';
import { notFound } from '#errors';
import { ApiController } from '../../http/endpoint.js';
import { Endpoint } from '../endpoint.decorator.js';
import { ItemAnswers } from '../resources/item-answers.js';
import { answerPage, type PageAnswer } from '../resources/resource-page.js';
import { auditEventResource } from './audit-event.resource.js';

/** What happened, and who did it. */
@ApiController('api/v1/audit', { tag: 'audit' })
export class AuditController {
  constructor(
    private readonly trail: AuditTrailService,
    private readonly answers: ItemAnswers,
  ) {}

  @Endpoint('GET', '', {
    requires: ['admin'],
    operationId: 'listAuditEvents',
    summary: 'The audit log',
    description: 'For administrators; the newest first, where nothing else is asked for.',
    list: auditEventResource,
    errors: [400, 401, 403],
  })
  async list(@Query() parameters: Record<string, unknown>): Promise<PageAnswer> {
    return answerPage(auditEventResource, parameters, {
      page: (query, page) => this.trail.list(query, page),
      count: (query) => this.trail.count(query),
    });
  }

  @Endpoint('GET', ':id', {
    requires: ['admin'],
    id: 'The number of an event.',
    operationId: 'getAuditEvent',
    summary: 'One event of the audit log',
    answer: { type: auditEventResource.answer, description: 'The event, with its `ETag`.' },
    errors: [400, 401, 403, 404],
  })
  async get(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answers.send(auditEventResource, { request, reply }, () => this.trail.get(eventNumberOf(id)));
  }
}

/** Events are more than other things may be: their numbers have up to 15 digits. */
function eventNumberOf(id: string): number {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : notFound('audit-event', 'no number');
}
