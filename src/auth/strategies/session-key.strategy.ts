import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { AuthenticationService } from '../authentication.service.js';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { StrategyGuards } from './strategy-guards.js';

/** The opaque key of a session. */
@Injectable()
export class SessionKeyStrategy extends PassportStrategy(Strategy, 'camgate:session-key') {
  constructor(
    private readonly authenticator: AuthenticationService,
    guards: StrategyGuards,
  ) {
    super();
    guards.add('session-key', this);
  }

  validate({ credential, origin }: Presentation<'session-key'>): Promise<Caller> {
    return this.authenticator.authenticate(credential, origin);
  }
}
