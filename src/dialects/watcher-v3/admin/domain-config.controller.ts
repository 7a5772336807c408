import { Body, Controller, Get, Put, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { auditName, type Caller, CurrentCaller } from '#auth';
import { SettingsService } from '#settings';
import { originOf } from '../../http/request.js';
import { objectBody } from '../body/object-body.pipe.js';
import { ApiFailures } from '../failures.decorator.js';
import { DomainConfig, DomainConfigBody } from './domain-config.dto.js';
import { readDomainConfig, toDomainConfigWire } from './domain-config.wire.js';
import { ForAdministrators } from './for-administrators.decorator.js';

/** What administrators set while the server runs. */
@ApiTags('admin: settings')
@ForAdministrators()
@Controller('watcher/admin-api/v3/domain_config')
export class DomainConfigController {
  constructor(private readonly settings: SettingsService) {}

  @Get()
  @ApiOperation({
    operationId: 'domain_config_get',
    summary: 'How the interface looks and how letters go out',
    description: 'The password and the key of the mail server are never shown.',
  })
  @ApiResponse({ status: 200, type: DomainConfig, description: 'The settings.' })
  @ApiFailures(401, 403)
  async get(): Promise<DomainConfig> {
    return toDomainConfigWire(await this.settings.read());
  }

  @Put()
  @ApiOperation({
    operationId: 'domain_config_save',
    summary: 'Change the settings',
    description: 'What is left out stays, null clears.',
  })
  @ApiResponse({ status: 200, type: DomainConfig, description: 'All settings.' })
  @ApiFailures(400, 401, 403)
  async save(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Body(objectBody) body: DomainConfigBody,
  ): Promise<DomainConfig> {
    const by = { actor: auditName(caller), origin: originOf(request) };
    return toDomainConfigWire(await this.settings.change(readDomainConfig(body), by));
  }
}
