import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { AuthenticationService } from '../authentication.service.js';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { StrategyGuards } from './strategy-guards.js';

/** A client id with its secret, at doors that take Basic from applications. */
@Injectable()
export class ClientSecretStrategy extends PassportStrategy(Strategy, 'camgate:client-secret') {
  constructor(
    private readonly authenticator: AuthenticationService,
    guards: StrategyGuards,
  ) {
    super();
    guards.add('client-secret', this);
  }

  validate({ credential, origin }: Presentation<'client-secret'>): Promise<Caller> {
    return this.authenticator.authenticate(credential, origin);
  }
}
