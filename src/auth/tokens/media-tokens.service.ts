import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock, Config } from '#config';
import type { Caller } from '../caller.js';
import type { IssuedToken } from './access-token-issuer.js';
import { RandomIdentifiers } from './random-identifiers.js';
import { SigningKeysService } from './signing-keys.service.js';

/** A type that no profile of access tokens has, so that our APIs do not accept it (RFC 8725 §3.11). */
const type = 'media+jwt';

/** Tokens for media servers that verify tokens themselves with the published keys. */
@Injectable()
export class MediaTokensService {
  private readonly issuer: string;
  private readonly identifiers = new RandomIdentifiers();

  constructor(
    private readonly keys: SigningKeysService,
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.issuer = config.publicUrl;
  }

  /**
   * @param claims what the media server reads in it; never a claim of ours
   * @param endsAt when it ends at the latest; null: after `seconds`
   */
  issue(
    caller: Caller,
    claims: Readonly<Record<string, unknown>>,
    seconds: number,
    endsAt: Date | null = null,
  ): IssuedToken {
    const iat = this.clock.seconds();
    const exp = endsAt === null ? iat + seconds : Math.min(iat + seconds, Math.floor(endsAt.getTime() / 1000));
    const { kid, key } = this.keys.current();
    const accessToken = this.jwt.sign(
      {
        ...claims,
        iss: this.issuer,
        aud: `${this.issuer}/media`,
        sub: nameOf(caller),
        iat,
        exp,
        jti: this.identifiers.next(),
      },
      { privateKey: key, algorithm: 'ES256', keyid: kid, header: { alg: 'ES256', typ: type } },
    );
    return { accessToken, expiresInSeconds: Math.max(0, exp - iat) };
  }
}

/** Media servers show it as the name of the viewer. */
function nameOf(caller: Caller): string {
  if (caller.kind === 'user') return caller.login;
  return caller.kind === 'application' ? caller.clientId : caller.kind;
}
