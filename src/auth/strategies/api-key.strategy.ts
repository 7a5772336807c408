import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { AuthenticationService } from '../authentication.service.js';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { StrategyGuards } from './strategy-guards.js';

/** The system key, or a person's own key. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(Strategy, 'camgate:api-key') {
  constructor(
    private readonly authenticator: AuthenticationService,
    guards: StrategyGuards,
  ) {
    super();
    guards.add('api-key', this);
  }

  validate({ credential, origin }: Presentation<'api-key'>): Promise<Caller> {
    return this.authenticator.authenticate(credential, origin);
  }
}
