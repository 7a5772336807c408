import { DomainError } from '#errors';
import { Injectable } from '@nestjs/common';
import { Clock } from '#config';
import { applicationCaller, isLive, userCaller } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import type { Caller } from '../caller.js';
import type { TokenProfile } from '../credential.js';
import { narrow, narrowUser, selectCameras } from '../permissions.js';
import { AccessTokenVerifier, type VerifiedToken } from './access-token.verifier.js';
import { RevocationsService } from '../revocations/revocations.service.js';
import { RevokedTokensService } from '../revocations/revoked-tokens.service.js';
import { SigningKeysService } from './signing-keys.service.js';
import type { DpopProof } from './dpop-proof.js';
import { DpopVerifier } from './dpop.verifier.js';
import type { TokenClaims } from './token-claims.js';
import { firstPartyClient } from './token-profile.js';
import { VerifiedTokenCache } from './verified-token-cache.js';

/** Resolves a token to a caller. The signature is verified once; key, expiry, revocation and account are checked every time. */
@Injectable()
export class TokenCallerResolver {
  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly verified: VerifiedTokenCache,
    private readonly keys: SigningKeysService,
    private readonly states: AccountStateReader,
    private readonly revoked: RevokedTokensService,
    private readonly revocations: RevocationsService,
    private readonly dpop: DpopVerifier,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError token.undecodable | token.invalid | token.expired | token.revoked */
  async authenticate(token: string, accepts: readonly TokenProfile[], proof?: DpopProof): Promise<Caller> {
    const remembered = this.recognize(token, accepts, proof);
    if (remembered !== undefined) return remembered;
    const verified = await this.verifier.verify(token, accepts);
    return this.accept(token, verified, proof);
  }

  /** The same for a token that was verified before; undefined for any other. */
  recognize(token: string, accepts: readonly TokenProfile[], proof?: DpopProof): Promise<Caller> | undefined {
    const remembered = this.recall(token, accepts);
    return remembered && this.holderOf(token, remembered, proof);
  }

  /**
   * Whom a token identifies, without asking whether whoever presents it may: for an answer that was begun with a proof.
   * @throws DomainError as authenticate
   */
  async holderOfToken(token: string, accepts: readonly TokenProfile[]): Promise<Caller> {
    return this.callerOf(this.recall(token, accepts) ?? (await this.verifier.verify(token, accepts)));
  }

  /**
   * A token verified before, if its profile is accepted here and its key still verifies.
   * @param cache of tokens that were verified otherwise than for this server
   */
  recall(token: string, accepts: readonly TokenProfile[], cache = this.verified): VerifiedToken | undefined {
    const verified = cache.find(token);
    if (verified === undefined || !accepts.includes(verified.claims.profile)) return undefined;
    // Without news from other instances, the key must be looked up, too.
    if (!this.revocations.isCurrent) return undefined;
    return this.keys.verifyingKey(verified.kid) === undefined ? undefined : verified;
  }

  /** Caches a token that was just verified, and returns its caller. */
  async accept(token: string, verified: VerifiedToken, proof: DpopProof | undefined): Promise<Caller> {
    this.verified.remember(token, verified);
    return this.holderOf(token, verified, proof);
  }

  /** The caller, if whoever presents the token may: a proof is looked at last, because it counts once. */
  private async holderOf(token: string, verified: VerifiedToken, proof: DpopProof | undefined): Promise<Caller> {
    const caller = await this.callerOf(verified);
    await this.dpop.assertBound(token, verified.claims.thumbprint, proof);
    return caller;
  }

  /**
   * Authority comes from the account's state; the claims can only narrow it. Whether whoever presents the token may is not
   * asked here.
   * @throws DomainError token.expired | token.revoked
   */
  async callerOf({ claims }: VerifiedToken): Promise<Caller> {
    if (claims.expiresAt <= this.clock.seconds()) throw new DomainError('token.expired');
    if (await this.revoked.isRevokedNow(claims.tokenId)) throw new DomainError('token.revoked');
    const caller = await this.ownerOf(claims);
    if (claims.exchanged.length === 0) return caller;
    // An exchanged token ends with each token that it comes from.
    for (const tokenId of claims.exchanged)
      if (await this.revoked.isRevokedNow(tokenId)) throw new DomainError('token.revoked');
    const { cameras } = claims;
    const limited = cameras === undefined ? caller : selectCameras(caller, { cameraIds: cameras });
    return { ...limited, endsAt: claims.expiresAt };
  }

  private async ownerOf(claims: TokenClaims): Promise<Caller> {
    if (claims.subjectType === 'application') {
      const state = await this.states.application(claims.subject);
      if (state === undefined || state.revoked || state.epoch !== claims.epoch) throw new DomainError('token.revoked');
      const caller = applicationCaller(state);
      return claims.scope === undefined ? caller : { ...caller, permissions: narrow(caller.permissions, claims.scope) };
    }
    const user = await this.states.user(claims.subject);
    if (user === undefined || user.disabled || user.epoch !== claims.epoch || claims.sessionId === undefined)
      throw new DomainError('token.revoked');
    const session = await this.states.session(claims.sessionId);
    if (session === undefined || !isLive(session, user, this.clock.now())) throw new DomainError('token.revoked');
    const caller = narrowUser(userCaller(user, { sessionId: claims.sessionId }), claims.scope);
    if (claims.clientId === firstPartyClient) return caller;
    const client = await this.states.application(claims.clientId);
    if (client === undefined || client.revoked) throw new DomainError('token.revoked');
    return { ...caller, clientId: claims.clientId, grantedScope: claims.scope ?? '' };
  }
}
