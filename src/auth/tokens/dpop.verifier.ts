import { DomainError } from '#errors';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#config';
import { rejectedGrant } from '../oauth/rejected-grant.js';
import { UsedIdentifiers } from '../oauth/used-identifiers.js';
import type { DpopProof } from './dpop-proof.js';
import { DpopNonces } from './dpop-nonces.js';
import { isSignedBy, publicKeyOf, readForeignJwt, textClaim, timeClaim } from './foreign-jwt.js';

/** How old a proof may be: clocks of phones are wrong by a minute or two, and it counts once anyway. */
const oldestSeconds = 300;
const skewSeconds = 60;

/** A proof that is right in itself, its nonce included. It counts once, and has not been used yet. */
export interface JudgedProof {
  /** Of its key (RFC 7638). */
  readonly thumbprint: string;
  readonly identifier: string;
  /** When it can no longer be presented, in seconds since 1970. */
  readonly expiresAt: number;
}

/** What is wrong with a proof. */
interface WrongProof {
  readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce';
  readonly detail: string;
}

const replayed: WrongProof = { error: 'invalid_dpop_proof', detail: 'it was used before' };

/** Verifies proofs of possession (RFC 9449 §4.3): which key a request was signed with. Each proof counts once. */
@Injectable()
export class DpopVerifier {
  constructor(
    private readonly used: UsedIdentifiers,
    private readonly nonces: DpopNonces,
    private readonly clock: Clock,
  ) {}

  /**
   * At the token endpoint, before anything is used up.
   * @throws DomainError grant.rejected (invalid_dpop_proof, use_dpop_nonce)
   */
  judge(proof: DpopProof): JudgedProof {
    const judged = this.check(proof, undefined);
    if ('error' in judged) throw rejectedGrant(judged.error, judged.detail);
    return judged;
  }

  /**
   * Uses a proof up, once.
   * @returns the thumbprint of its key
   * @throws DomainError grant.rejected (invalid_dpop_proof) for one that was used before
   */
  async use(judged: JudgedProof): Promise<string> {
    if (!(await this.isFirstUse(judged))) throw rejectedGrant(replayed.error, replayed.detail);
    return judged.thumbprint;
  }

  /**
   * At an API: a token that is bound to a key needs a proof with that key for itself, and a proof needs a bound token
   * (RFC 9449 §7.1).
   * @param bound thumbprint in the token; undefined: a Bearer token
   * @throws DomainError token.invalid, with the `reason` invalid_dpop_proof or use_dpop_nonce where the proof is wrong
   */
  async assertBound(token: string, bound: string | undefined, proof: DpopProof | undefined): Promise<void> {
    if (bound === undefined && proof === undefined) return;
    if (bound === undefined) throw new DomainError('token.invalid', 'a proof with a token that is not bound');
    if (proof === undefined)
      throw new DomainError('token.invalid', 'a bound token without its proof', { reason: 'dpop' });
    const judged = this.check(proof, token);
    if ('error' in judged) throw new DomainError('token.invalid', judged.detail, { reason: judged.error });
    if (judged.thumbprint !== bound) throw new DomainError('token.invalid', 'another key', { reason: 'dpop' });
    // Last, so that only the holder of the key can use an identifier up.
    if (!(await this.isFirstUse(judged)))
      throw new DomainError('token.invalid', replayed.detail, { reason: replayed.error });
  }

  private isFirstUse({ thumbprint, identifier, expiresAt }: JudgedProof): Promise<boolean> {
    return this.used.isFirstUse('dpop', thumbprint, identifier, expiresAt);
  }

  private check({ text, method, url }: DpopProof, token: string | undefined): JudgedProof | WrongProof {
    const jwt = text === undefined ? undefined : readForeignJwt(text);
    if (jwt === undefined) return wrong('it cannot be read');
    const { header, payload } = jwt;
    if (header['typ'] !== 'dpop+jwt') return wrong('typ');
    const key = publicKeyOf(header['jwk'], jwt.algorithm);
    if (key === undefined || !isSignedBy(jwt, key)) return wrong('signature');
    if (payload['htm'] !== method) return wrong('htm');
    if (normalUrl(textOf(payload['htu'])) !== normalUrl(url)) return wrong('htu');
    const now = this.clock.seconds();
    const issuedAt = timeClaim(jwt, 'iat');
    if (issuedAt === undefined || issuedAt > now + skewSeconds || issuedAt < now - oldestSeconds) return wrong('iat');
    if (token !== undefined && payload['ath'] !== createHash('sha256').update(token).digest('base64url'))
      return wrong('ath');
    const identifier = textClaim(jwt, 'jti');
    if (identifier === undefined) return wrong('jti');
    if (!this.nonces.accepts(payload['nonce'])) return { error: 'use_dpop_nonce', detail: 'nonce' };
    const thumbprint = thumbprintOf(key.export({ format: 'jwk' }));
    return { thumbprint, identifier, expiresAt: issuedAt + oldestSeconds + skewSeconds };
  }
}

function wrong(detail: string): WrongProof {
  return { error: 'invalid_dpop_proof', detail };
}

/** RFC 7638 §3: the required members in this order, and no other. */
function thumbprintOf({ kty, crv, x, y, n, e }: Readonly<Record<string, unknown>>): string {
  const members = kty === 'EC' ? { crv, kty, x, y } : { e, kty, n };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Scheme and host in one spelling, without query and fragment (RFC 9449 §4.3); empty for what is no URL. */
function normalUrl(text: string): string {
  if (text.length > 2048 || !URL.canParse(text)) return '';
  const { origin, pathname } = new URL(text);
  return origin + pathname;
}
