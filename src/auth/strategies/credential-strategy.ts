import { Injectable, type Type } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-custom';
import { AuthenticationService } from '../authentication.service.js';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { StrategyGuards, type StrategyKind } from './strategy-guards.js';

interface CredentialStrategy {
  validate(presentation: Presentation): Promise<Caller>;
}

/** A passport strategy, `camgate:<kind>`, that passes credentials of one kind to `AuthenticationService`. */
export function credentialStrategy(kind: StrategyKind): Type<CredentialStrategy> {
  @Injectable()
  class OfKind extends PassportStrategy(Strategy, `camgate:${kind}`) implements CredentialStrategy {
    constructor(
      private readonly authentication: AuthenticationService,
      guards: StrategyGuards,
    ) {
      super();
      guards.add(kind, this);
    }

    validate({ credential, origin }: Presentation): Promise<Caller> {
      return this.authentication.authenticate(credential, origin);
    }
  }
  return OfKind;
}
