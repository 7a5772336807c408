import { Query } from '@nestjs/common';
import { AuditTrailService } from '#audit';
import { answerCollection, type Wire } from '../collections/wire-list.js';
import { ClientApi, Endpoint } from '../endpoint.decorator.js';
import { AccessLogEntry, accessLogList } from './access-log.fields.js';

/** The audit log, for callers who may see every organization (GO26). */
@ClientApi('access_log', { tag: 'administration' })
export class AccessLogController {
  constructor(private readonly trail: AuditTrailService) {}

  @Endpoint('GET', '', {
    operationId: 'access_log_list',
    summary: 'The audit log, newest first',
    description: `For domain administrators and administrators.`,
    requires: ['users:manage'],
    list: { key: 'access_log', item: AccessLogEntry, sort: '-created_at', select: 'action,user.login' },
    errors: [400, 401, 403],
  })
  async list(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerCollection({
      key: 'access_log',
      list: accessLogList,
      parameters,
      page: (query, page) => this.trail.list(query, page),
      count: (query) => this.trail.count(query),
      context: () => undefined,
    });
  }
}
