import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy, type SecretOrKeyProvider } from 'passport-jwt';
import type { Caller } from '../caller.js';
import type { Presentation } from '../guards/presentation.js';
import { AccessTokenVerifier, type InspectedToken } from '../tokens/access-token.verifier.js';
import { TokenCallerResolver } from '../tokens/token-caller-resolver.js';
import { StrategyGuards } from './strategy-guards.js';

type KeyCallback = (error: unknown, key?: KeyObject) => void;
type KeyProvider = (request: unknown, token: string, done: KeyCallback) => void;
type Presented = Presentation<'access-token'> & { inspected?: InspectedToken };

/** Runs passport-jwt between our pre-filter, which finds the key, and our claim schema. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'camgate:access-token') {
  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly callers: TokenCallerResolver,
    guards: StrategyGuards,
  ) {
    super({
      jwtFromRequest: (request: unknown) => presented(request).credential.token,
      // The border: the package's types require a string as key; a KeyObject is much faster.
      secretOrKeyProvider: ((request, token, done) => {
        void provideKey(verifier, presented(request), token, done);
      }) satisfies KeyProvider as unknown as SecretOrKeyProvider,
      // At top level: inside jsonWebTokenOptions these three would be overwritten silently.
      algorithms: ['ES256'],
      issuer: verifier.issuer,
      audience: [...verifier.audiences],
      // Time is judged by our own clock, after the signature.
      ignoreExpiration: true,
      jsonWebTokenOptions: { ignoreNotBefore: true },
      passReqToCallback: true,
    });
    guards.add('access-token', this);
  }

  validate(request: unknown): Promise<Caller> {
    const { credential, inspected } = presented(request);
    if (inspected === undefined) throw new Error('The token was not inspected before it was validated.');
    return this.callers.accept(credential.token, this.verifier.judge(inspected), credential.proof);
  }
}

async function provideKey(
  verifier: AccessTokenVerifier,
  presentation: Presented,
  token: string,
  done: KeyCallback,
): Promise<void> {
  try {
    presentation.inspected = await verifier.inspect(token, presentation.credential.accepts);
  } catch (error) {
    done(error);
    return;
  }
  done(null, presentation.inspected.key);
}

/** The border to passport: it passes on what the guard gave it. */
function presented(request: unknown): Presented {
  return request as Presented;
}
