import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { AuthenticationService } from '../authentication.service.js';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { StrategyGuards } from './strategy-guards.js';

/** A login with its password, presented with each request (Basic). */
@Injectable()
export class PasswordStrategy extends PassportStrategy(Strategy, 'camgate:password') {
  constructor(
    private readonly authenticator: AuthenticationService,
    guards: StrategyGuards,
  ) {
    super();
    guards.add('password', this);
  }

  validate({ credential, origin }: Presentation<'password'>): Promise<Caller> {
    return this.authenticator.authenticate(credential, origin);
  }
}
