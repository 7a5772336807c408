import { DomainError } from '#errors';
import { OrganizationsService } from '#access';
import { Body, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuthenticationService, FirstAccountsService, isAdministrator } from '#auth';
import { Config } from '#config';
import { InputError } from '../../http/input.error.js';
import { originOf } from '../../http/request.js';
import { Endpoint, WatcherV2Api } from '../endpoint.decorator.js';
import { Success } from '../failure.dto.js';
import { ObjectInput } from '../input/object-input.pipe.js';
import { readWatcherV2Credential } from '../watcher-v2.credential.js';
import { InitialSettings } from './settings.dto.js';

const loopback = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;

/** Makes the first administrator of an empty installation. */
@WatcherV2Api('vsaas/api/v2/settings/initial', { public: 'some', tag: 'settings' })
export class InitialSettingsController {
  constructor(
    private readonly accounts: FirstAccountsService,
    private readonly authenticator: AuthenticationService,
    private readonly config: Config,
    private readonly organizations: OrganizationsService,
  ) {}

  @Endpoint('POST', '', {
    public: true,
    summary: 'Make the first administrator',
    description:
      'Where there is no user at all; 403 afterwards. Without the system key only from this machine itself, and not in production.',
    noStore: true,
    consumes: ['application/json', 'application/x-www-form-urlencoded'],
    answer: { type: Success, description: 'Made.' },
    errors: [400, 403, 429],
    authorized: true,
  })
  async claim(@Body(ObjectInput) body: InitialSettings, @Req() request: FastifyRequest): Promise<Success> {
    const actor = await this.actorOf(request);
    if (body.password1 !== body.password2)
      throw InputError.at('password2', 'equals', 'password2 must be the same as password1.');
    await this.accounts.claim(body.login, body.password1, { actor, origin: originOf(request) });
    await this.organizations.adoptUnowned();
    return { success: true };
  }

  /** Otherwise an empty installation in a network would belong to the first visitor (R-PWD-6). */
  private async actorOf(request: FastifyRequest): Promise<'system' | 'guest'> {
    const credential = readWatcherV2Credential(request);
    if (credential === undefined) {
      if (this.config.production || !loopback.test(request.ip)) throw new DomainError('credential.missing');
      return 'guest';
    }
    const caller = await this.authenticator.authenticate(credential, originOf(request));
    if (caller.kind === 'system' && isAdministrator(caller)) return 'system';
    throw new DomainError('permission.missing', 'not the system', { reason: 'settings' });
  }
}
