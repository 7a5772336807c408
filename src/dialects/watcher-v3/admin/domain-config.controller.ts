import { Body } from '@nestjs/common';
import { type Caller, CurrentCaller, doneBy } from '#auth';
import { SettingsService } from '#settings';
import { objectBody } from '../body/object-body.pipe.js';
import { AdminApi, Endpoint } from '../endpoint.decorator.js';
import { DomainConfig, DomainConfigBody } from './domain-config.dto.js';
import { readDomainConfig, toDomainConfigWire } from './domain-config.wire.js';

/** What administrators set while the server runs. */
@AdminApi('domain_config', { tag: 'settings' })
export class DomainConfigController {
  constructor(private readonly settings: SettingsService) {}

  @Endpoint('GET', '', {
    operationId: 'domain_config_get',
    summary: 'How the interface looks and how emails are sent',
    description: 'The password and the key of the mail server are never returned.',
    answer: { type: DomainConfig, description: 'The settings.' },
    errors: [401, 403],
  })
  async get(): Promise<DomainConfig> {
    return toDomainConfigWire(await this.settings.read());
  }

  @Endpoint('PUT', '', {
    operationId: 'domain_config_save',
    summary: 'Change the settings',
    description: 'What is left out stays, null clears.',
    answer: { type: DomainConfig, description: 'All settings.' },
    errors: [400, 401, 403],
  })
  async save(@CurrentCaller() caller: Caller, @Body(objectBody) body: DomainConfigBody): Promise<DomainConfig> {
    const by = doneBy(caller);
    return toDomainConfigWire(await this.settings.change(readDomainConfig(body), by));
  }
}
