import { DomainError } from '#errors';
import { Body } from '@nestjs/common';
import { type Caller, CurrentCaller, type DoneBy, doneBy, isAdministrator, SystemKeyService } from '#auth';
import { SettingsService } from '#settings';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { givenIn, readDictionary } from '../input/object-body.js';
import { asText } from '../input/coercions.js';
import { InputError } from '../../http/input.error.js';
import { Settings, SettingsChange } from './settings.dto.js';
import { readSettings, type SettingsWire, toSettingsWire } from './settings.wire.js';

/** What administrators set while the server runs: with the system key, or a session of an administrator. */
@WatcherV2Api('vsaas/api/v2/settings', { requires: ['cameras:read', { scope: 'admin' }], tag: 'settings' })
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly systemKey: SystemKeyService,
  ) {}

  @Endpoint('GET', '', {
    requires: ['admin', { orMember: true }],
    summary: 'The settings',
    description: 'For administrators; with the system key in it.',
    noStore: true,
    answer: { type: Settings, description: 'All of them, and other values that clients stored.' },
    errors: [403],
  })
  async get(@CurrentCaller() caller: Caller): Promise<SettingsWire> {
    assertAdministrator(caller);
    return this.show(doneBy(caller));
  }

  @Endpoint('PUT', '', {
    requires: ['admin', { orMember: true }],
    summary: 'Change settings',
    description:
      'For administrators. What is left out stays; an empty text or null empties a setting, but neither the system key ' +
      'nor a password of the mail server. A new `api_key` counts at once, and alone.',
    noStore: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    body: { type: SettingsChange },
    answer: { type: Settings, description: 'All of them as they are now.' },
    errors: [400, 403],
  })
  async update(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<SettingsWire> {
    assertAdministrator(caller);
    const by = doneBy(caller);
    const wanted = readDictionary(body);
    const change = readSettings(wanted);
    const key = keyIn(givenIn(wanted, 'api_key'));
    // The key last: an error in any other setting must leave it unchanged.
    const another = key !== undefined && !(await this.systemKey.is(key));
    if (another) this.systemKey.assertPossible(key);
    await this.settings.change(change, by);
    if (another) await this.systemKey.change(key, by);
    return this.show(by);
  }

  private async show(by: DoneBy): Promise<SettingsWire> {
    const [installation, key] = await Promise.all([this.settings.read(), this.systemKey.reveal(by)]);
    return toSettingsWire(installation, key ?? null);
  }
}

function assertAdministrator(caller: Caller): void {
  if (!isAdministrator(caller)) throw new DomainError('permission.missing', 'settings', { reason: 'settings' });
}

function keyIn(value: unknown): string | undefined {
  const key = asText(value);
  if (key === undefined || typeof key === 'string') return key;
  throw InputError.at('api_key', 'isString', 'api_key must be a text.');
}
