import { Controller, Get, NotFoundException, Query } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#auth';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { answerNothing } from '../unsupported/nothing.js';
import { nvrFields } from './nvrs.controller.js';

/** Video recorders of the caller, whatever their organization (GO26): there are none here. */
@ApiTags('nvrs')
@ApiBasicAuth()
@ApiBearerAuth()
@Requires('cameras:read')
@Controller('watcher/client-api/v3/nvrs')
export class OwnNvrsController {
  @Get()
  @ApiOperation({ operationId: 'user_nvrs_list', summary: 'The recorders that the caller may see: none' })
  @ApiEmptyPage('nvrs')
  @ApiFailures(400, 401)
  async list(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('nvrs', nvrFields, parameters);
  }

  @Get('config')
  @ApiOperation({
    operationId: 'nvr_config_get',
    summary: 'What a recorder asks with its own API key: not found',
    description: 'No recorder is registered here, so no key is one of a recorder.',
  })
  @ApiFailures(401, 404)
  config(): never {
    throw new NotFoundException();
  }
}
