import { Controller, Get, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuditTrailService } from '#audit';
import { Requires } from '#auth';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import { ApiPageAnswer, filtersText } from '../collections/page-answer.decorator.js';
import { answerCollection, type Wire } from '../collections/wire-list.js';
import { ApiFailures } from '../failures.decorator.js';
import { AccessLogEntry } from './access-log.dto.js';
import { accessLogList } from './access-log.fields.js';

/** What happened, for those to whom every organization is open (GO26). */
@ApiTags('administration')
@ApiBasicAuth()
@ApiBearerAuth()
@Controller('watcher/client-api/v3/access_log')
export class AccessLogController {
  constructor(private readonly trail: AuditTrailService) {}

  @Get()
  @Requires('accounts:manage')
  @ApiOperation({
    operationId: 'access_log_list',
    summary: 'What happened, newest first',
    description: `For domain administrators and administrators. ${filtersText}`,
  })
  @ApiCollectionParameters({ sort: '-created_at', select: 'action,user.login' })
  @ApiPageAnswer('access_log', AccessLogEntry)
  @ApiFailures(400, 401, 403)
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
