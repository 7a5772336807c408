import { Controller, Delete, Get, NotFoundException, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { UnsupportedAction } from '../../http/unsupported-action.js';
import { ApiCollectionParameters } from '../collection-parameters.decorator.js';
import type { Wire } from '../collections/wire-list.js';
import { ApiEmptyPage } from '../collections/page-answer.decorator.js';
import { ApiFailures } from '../failures.decorator.js';
import { readIdParameter } from '../id-parameter.js';
import { answerNothing } from '../unsupported/nothing.js';
import { answerUsage } from '../unsupported/usage.js';
import { ForAdministrators } from './for-administrators.decorator.js';

/** What takes agents, recorders, network scans or certificates that this server does not have. */
@ApiTags('admin: not here')
@ForAdministrators()
@Controller('watcher/admin-api/v3')
export class AdminUnsupportedController {
  @Get('agents')
  @ApiOperation({ operationId: 'agents_list', summary: "Cameras' agents: none" })
  @ApiCollectionParameters({ sort: 'id', select: 'id,model' })
  @ApiQuery({ name: 'organization_id', required: false, type: Number, description: 'A filter.' })
  @ApiEmptyPage('agents')
  @ApiFailures(400, 401, 403)
  async agents(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    readIdParameter('organization_id', parameters['organization_id']);
    const fields = { id: 'string', model: 'string', serial: 'string', title: 'string', stream: 'string' } as const;
    return answerNothing('agents', fields, parameters, ['organization_id']);
  }

  @Get('agents/:id')
  @ApiOperation({ operationId: 'agent_get', summary: "One camera's agent: not found" })
  @ApiParam({ name: 'id', description: 'Its id.', example: '1234567' })
  @ApiFailures(401, 403, 404)
  agent(): never {
    throw new NotFoundException();
  }

  @Get('nvrs')
  @ApiOperation({ operationId: 'admin_nvrs_list', summary: 'Recorders of all organizations: none' })
  @ApiCollectionParameters({ sort: 'title', select: 'title' })
  @ApiEmptyPage('nvrs')
  @ApiFailures(400, 401, 403)
  async recorders(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('nvrs', { id: 'integer', title: 'string', note: 'string' }, parameters);
  }

  @Get('usage/cameras')
  @ApiOperation({ operationId: 'camera_usages_admin_list', summary: 'Usage of cameras: none is recorded' })
  @ApiCollectionParameters({ sort: 'from', select: 'stream_name,plan_id' })
  @ApiQuery({ name: 'from', required: false, type: String, example: '2025-01-01', description: 'First day.' })
  @ApiQuery({ name: 'to', required: false, type: String, example: '2025-01-31', description: 'Last day.' })
  @ApiEmptyPage('usage')
  @ApiFailures(400, 401, 403)
  async usage(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerUsage(parameters);
  }

  @Get('streams/discover')
  @ApiOperation({ operationId: 'streams_discover_list', summary: 'Cameras that a network scan found: none' })
  @ApiCollectionParameters({ sort: 'ip', select: 'ip,model' })
  @ApiEmptyPage('devices')
  @ApiFailures(400, 401, 403)
  async discovered(@Query() parameters: Record<string, unknown>): Promise<Wire> {
    return answerNothing('devices', { ip: 'string', manufacturer: 'string', model: 'string' }, parameters);
  }

  @Put('streams/discover')
  @ApiOperation({ operationId: 'streams_discover_start', summary: 'Scan the network for cameras: not supported' })
  @ApiFailures(401, 403, 501)
  scan(): never {
    throw new UnsupportedAction('scanning the network');
  }

  @Delete('streams/discover')
  @ApiOperation({ operationId: 'streams_discover_stop', summary: 'End a scan: not supported' })
  @ApiFailures(401, 403, 501)
  endScan(): never {
    throw new UnsupportedAction('scanning the network');
  }

  @Get('events')
  @ApiOperation({
    operationId: 'events_list',
    summary: "The server's events: not supported",
    description: 'Declared and not implemented by the original, too (GO25); `GET /access_log` tells who did what.',
  })
  @ApiFailures(401, 403, 501)
  events(): never {
    throw new UnsupportedAction('events of the server');
  }

  @Get('tls/letsencrypt')
  @ApiOperation({ operationId: 'tls_certificate_get', summary: 'The certificate: not supported' })
  @ApiFailures(401, 403, 501)
  certificate(): never {
    throw new UnsupportedAction('certificates: a proxy in front has them');
  }

  @Post('tls/letsencrypt')
  @ApiOperation({ operationId: 'letsencrypt_issue', summary: 'Ask for a certificate: not supported' })
  @ApiFailures(401, 403, 501)
  issueCertificate(): never {
    throw new UnsupportedAction('certificates: a proxy in front has them');
  }

  @Get('peeklio/check_watcher_status')
  @ApiOperation({ operationId: 'watcher_status_get', summary: "State at the makers' agent service: not supported" })
  @ApiFailures(401, 403, 501)
  operatorStatus(): never {
    throw new UnsupportedAction("the makers' agent service");
  }

  @Post('peeklio/create_operator_id')
  @ApiOperation({ operationId: 'watcher_provision', summary: "Join the makers' agent service: not supported" })
  @ApiFailures(401, 403, 501)
  joinOperator(): never {
    throw new UnsupportedAction("the makers' agent service");
  }
}
