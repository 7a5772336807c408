import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock, Config } from '#config';
import jsonwebtoken from 'jsonwebtoken';
import type { ApplicationState } from '../accounts/account-state.js';
import { authenticationClaims } from '../authentication-context.js';
import { parseStrictObject } from '../tokens/strict-json.js';
import { type SigningAlgorithm, signingAlgorithms } from '../tokens/signing-key.js';
import { SigningKeysService } from '../tokens/signing-keys.service.js';

/** What an ID token states of a sign-in. */
export interface SignInStatement {
  /** The `sub` of the person. */
  readonly subject: string;
  readonly authTime: Date;
  readonly amr: readonly string[];
  readonly nonce: string | undefined;
  /** The browser session, which RP-initiated logout ends. */
  readonly browserSessionId: string | undefined;
  /** The access token issued with it. */
  readonly accessToken: string;
}

/** An ID token that a client gave back as a hint. */
export interface IdTokenHint {
  readonly subject: string;
  readonly clientId: string;
  readonly browserSessionId: string | undefined;
}

const lifeSeconds = 3600;
const lengthLimit = 8192;

/** ID tokens (OpenID Connect Core §2), signed with ES256, or RS256 for clients that ask for it. */
@Injectable()
export class IdTokenIssuer {
  private readonly issuer: string;

  constructor(
    private readonly keys: SigningKeysService,
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.issuer = config.publicUrl;
  }

  issue({ clientId, registration }: ApplicationState, statement: SignInStatement): string {
    const algorithm = registration.idTokenAlgorithm;
    const { kid, key } = this.keys.current(algorithm);
    const iat = this.clock.seconds();
    const { nonce, browserSessionId } = statement;
    return this.jwt.sign(
      {
        iss: this.issuer,
        aud: clientId,
        sub: statement.subject,
        iat,
        exp: iat + lifeSeconds,
        ...authenticationClaims(statement.authTime, statement.amr),
        at_hash: leftHalf(statement.accessToken),
        ...(nonce === undefined ? {} : { nonce }),
        ...(browserSessionId === undefined ? {} : { sid: browserSessionId }),
      },
      { privateKey: key, algorithm, keyid: kid, header: { alg: algorithm, typ: 'JWT' } },
    );
  }

  /** A genuine ID token of ours, even expired (OpenID Connect RP-Initiated Logout §2); undefined for anything else. */
  async readHint(token: string): Promise<IdTokenHint | undefined> {
    if (token.length > lengthLimit || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
    const header = parseStrictObject(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString());
    const algorithm = signingAlgorithms.find((known) => known === header?.['alg']);
    if (header === undefined || algorithm === undefined || header['typ'] !== 'JWT' || typeof header['kid'] !== 'string')
      return undefined;
    const key = await this.keys.findVerifyingKey(header['kid'], algorithm);
    if (key === undefined) return undefined;
    try {
      const claims = jsonwebtoken.verify(token, key, {
        algorithms: [algorithm satisfies SigningAlgorithm],
        issuer: this.issuer,
        ignoreExpiration: true,
      });
      if (typeof claims === 'string' || typeof claims.aud !== 'string' || claims.sub === undefined) return undefined;
      const sid: unknown = claims['sid'];
      return {
        subject: claims.sub,
        clientId: claims.aud,
        browserSessionId: typeof sid === 'string' ? sid : undefined,
      };
    } catch {
      return undefined;
    }
  }
}

/** `at_hash`: the left half of the SHA-256 (both algorithms use it), so that the access token cannot be exchanged for another. */
function leftHalf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
}
