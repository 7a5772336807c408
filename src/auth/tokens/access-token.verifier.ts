import { DomainError } from '#errors';
import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Config } from '#config';
import jsonwebtoken from 'jsonwebtoken';
import type { TokenProfile } from '../credential.js';
import { RevokedTokensService } from '../revocations/revoked-tokens.service.js';
import { SigningKeysService } from './signing-keys.service.js';
import { parseStrictObject } from './strict-json.js';
import { readClaims, type TokenClaims } from './token-claims.js';
import { profileOfType, profileRules, type ProfileRules } from './token-profile.js';

/** A token whose signature, header and claims are ours; its account is not checked yet. */
export interface VerifiedToken {
  readonly claims: TokenClaims;
  readonly kid: string;
}

/** A token that passed the pre-filter: its form is right and the key exists. Its signature is not verified yet. */
export interface InspectedToken {
  readonly rules: ProfileRules;
  readonly kid: string;
  readonly key: KeyObject;
  readonly payload: Readonly<Record<string, unknown>>;
}

const lengthLimit = 8192;
// 86 characters: the two 32-byte numbers of an ES256 signature; the last character carries four bits only.
const form = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{85}[AQgw])$/;
const kidForm = /^[A-Za-z0-9_-]{8,64}$/;
const allowedMembers = new Set(['alg', 'typ', 'kid']);

/** The only verifier of access tokens (R-TOK-1 to R-TOK-5, R-TOK-8): jsonwebtoken alone accepts 20 of 133 forgeries. */
@Injectable()
export class AccessTokenVerifier {
  readonly issuer: string;
  private readonly rules: Readonly<Record<TokenProfile, ProfileRules>>;

  constructor(
    private readonly keys: SigningKeysService,
    private readonly revoked: RevokedTokensService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.issuer = config.publicUrl;
    this.rules = profileRules(config);
  }

  /** The audiences of all our profiles; the token's type decides which one is right. */
  get audiences(): readonly string[] {
    return Object.values(this.rules).map(({ audience }) => audience);
  }

  /** @throws DomainError token.undecodable | token.invalid | token.revoked | token.expired */
  async verify(
    token: string,
    accepts: readonly TokenProfile[],
    options: {
      readonly expiredToo?: boolean;
      /** Also for another audience than this server, for introspection; it authenticates nobody here. */
      readonly anyAudience?: boolean;
    } = {},
  ): Promise<VerifiedToken> {
    const inspected = await this.inspect(token, accepts);
    const { aud } = inspected.payload;
    const audience = options.anyAudience === true && typeof aud === 'string' ? aud : inspected.rules.audience;
    try {
      jsonwebtoken.verify(token, inspected.key, {
        algorithms: ['ES256'],
        issuer: this.issuer,
        audience,
        ignoreExpiration: true,
        ignoreNotBefore: true,
      });
    } catch (error) {
      throw tokenErrorOf(error);
    }
    return this.judge(inspected, options.expiredToo ?? false, audience);
  }

  /**
   * Before the signature: form, header, key.
   * @throws DomainError token.undecodable | token.invalid
   */
  async inspect(token: string, accepts: readonly TokenProfile[]): Promise<InspectedToken> {
    if (token.length > lengthLimit) throw new DomainError('token.undecodable', 'too long');
    const parts = form.exec(token);
    // A token of another algorithm is decodable, so its header is checked before the form of the signature.
    const header = decodePart(parts?.[1] ?? token.split('.', 1)[0] ?? '');
    if (header === undefined) throw new DomainError('token.undecodable', 'the header cannot be read');
    if (token.split('.').length === 3 && header['alg'] !== 'ES256') throw new DomainError('token.invalid', 'algorithm');
    const payload = decodePart(parts?.[2] ?? '');
    if (payload === undefined) throw new DomainError('token.undecodable', 'the form is not that of a token');
    if (!Object.keys(header).every((member) => allowedMembers.has(member)))
      throw new DomainError('token.invalid', 'unknown header member');
    const profile = profileOfType(header['typ']);
    if (profile === undefined || !accepts.includes(profile)) throw new DomainError('token.invalid', 'type');
    const kid = header['kid'];
    if (typeof kid !== 'string' || !kidForm.test(kid)) throw new DomainError('token.undecodable', 'key name');
    const key = await this.keys.findVerifyingKey(kid);
    if (key === undefined) throw new DomainError('token.undecodable', 'unknown key');
    return { rules: this.rules[profile], kid, key, payload };
  }

  /**
   * After the signature: claims, revocation and expiry.
   * @throws DomainError token.invalid | token.revoked | token.expired
   */
  judge({ payload, rules, kid }: InspectedToken, expiredToo = false, audience?: string): VerifiedToken {
    const now = this.clock.seconds();
    const claims = readClaims(payload, rules, this.issuer, now, audience);
    if (claims === undefined) throw new DomainError('token.invalid', 'claims');
    // Here too, for those who accept an expired token: a revoked one is not renewed (R-REF-7).
    if (this.revoked.isRevoked(claims.tokenId)) throw new DomainError('token.revoked');
    // No leeway: we are issuer and verifier (spec/decisions.md).
    if (!expiredToo && claims.expiresAt <= now) throw new DomainError('token.expired');
    return { claims, kid };
  }
}

/** Maps jsonwebtoken's error to ours; behind the pre-filter only signature, issuer and audience can be wrong. */
export function tokenErrorOf(error: unknown): DomainError {
  const message = error instanceof Error ? error.message : '';
  return new DomainError(/audience|issuer/.test(message) ? 'token.invalid' : 'token.undecodable', message);
}

/** Canonical base64url of a strict JSON object in UTF-8, else undefined. */
export function decodePart(part: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = Buffer.from(part, 'base64url');
  if (part === '' || bytes.toString('base64url') !== part) return undefined;
  try {
    return parseStrictObject(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
