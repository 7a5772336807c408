import { DomainError } from '#errors';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller, CurrentCaller, isSuperuser, Requires } from '#auth';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { answerUsage } from './usage.js';

/**
 * Which stream had which preset on which day, for billing (GO26). This server keeps no such diary, so the list is empty;
 * `GET /presets` and `GET /streams?preset.id=` tell how it is now.
 */
@ApiTags('usage')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/usage')
export class UsageController {
  @Get('cameras')
  @ApiOperation({ operationId: 'camera_usages_list', summary: 'Usage of cameras: none is recorded' })
  @ApiCollectionParameters({ sort: 'from', select: 'stream_name,plan_id' })
  @ApiQuery({ name: 'from', required: false, type: String, example: '2025-01-01', description: 'First day.' })
  @ApiQuery({ name: 'to', required: false, type: String, example: '2025-01-31', description: 'Last day.' })
  @ApiQuery({ name: 'license_id', required: false, type: String, example: '12345', description: 'A filter.' })
  @ApiEmptyPage('usage')
  @ApiFailures(400, 401, 403)
  async list(@CurrentCaller() caller: Caller, @Query() parameters: Record<string, unknown>): Promise<Wire> {
    if (!isSuperuser(caller)) throw new DomainError('permission.missing', 'usage is for domain administrators');
    return answerUsage(parameters);
  }
}
