import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { AuthenticationService } from '../authentication.service.js';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { StrategyGuards } from './strategy-guards.js';

/** A refresh token identifies nobody: routes that take one exchange it through `SignIn` themselves. */
@Injectable()
export class RefreshTokenStrategy extends PassportStrategy(Strategy, 'camgate:refresh-token') {
  constructor(
    private readonly authenticator: AuthenticationService,
    guards: StrategyGuards,
  ) {
    super();
    guards.add('refresh-token', this);
  }

  validate({ credential, origin }: Presentation<'refresh-token'>): Promise<Caller> {
    return this.authenticator.authenticate(credential, origin);
  }
}
