import { DomainError, isAuthError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import type { ApplicationState } from '../accounts/account-state.js';
import { AccountStateReader } from '../accounts/account-state-reader.js';
import type { Caller } from '../caller.js';
import { ClientTokensService } from '../client-tokens.service.js';
import type { Origin } from '../credential.js';
import { intersectScopes, type ScopeWord } from '../identity-scopes.js';
import { narrowScope, scopeOfCameras } from '../permissions.js';
import { AccessTokenVerifier, type VerifiedToken } from '../tokens/access-token.verifier.js';
import { AccessTokenIssuer, type Exchange, type IssuedToken } from '../tokens/access-token-issuer.js';
import { camerasLimit, exchangesLimit, type TokenClaims } from '../tokens/token-claims.js';
import { TokenCallerResolver } from '../tokens/token-caller-resolver.js';
import { firstPartyClient } from '../tokens/token-profile.js';
import type { TokenGrant } from './person-token-issuer.js';
import { rejectedGrant } from './rejected-grant.js';

/** What a client wants a token exchanged for (RFC 8693 §2.1). */
export interface ExchangeRequest {
  /** Undefined: the scope of the subject token. */
  readonly scope: string | undefined;
  /** The only cameras that the new token is for; undefined: those of the subject token. */
  readonly cameras: readonly number[] | undefined;
  /** Undefined: as long as the subject token. */
  readonly seconds: number | undefined;
  /** Of the key of the request's DPoP proof; a bound subject token needs the one that it is bound to. */
  readonly thumbprint: string | undefined;
}

/** A live token that a client may exchange. */
export interface ExchangeSubject {
  /** Whose token it is, with all its limits: what they do not see the new token cannot be for. */
  readonly caller: Caller;
  readonly claims: TokenClaims;
}

/** Exchanges an access token for a narrower one, to hand on (RFC 8693): never for one that can do more, or longer. */
@Injectable()
export class TokenExchangeService {
  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly callers: TokenCallerResolver,
    private readonly states: AccountStateReader,
    private readonly clientTokens: ClientTokensService,
    private readonly tokens: AccessTokenIssuer,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /**
   * The owner of a subject token. It must have been issued to this client, or at our own sign-in routes, for this server.
   * @throws DomainError grant.rejected (unauthorized_client, invalid_request)
   */
  async subjectOf(client: ApplicationState, token: string): Promise<ExchangeSubject> {
    if (!client.registration.grants.includes('token_exchange'))
      throw rejectedGrant('unauthorized_client', 'token_exchange');
    try {
      const verified: VerifiedToken = await this.verifier.verify(token, ['native']);
      const { claims } = verified;
      const caller = await this.callers.callerOf(verified);
      if (claims.clientId !== client.clientId && claims.clientId !== firstPartyClient)
        throw rejectedGrant('invalid_request', 'the token of another client');
      if (claims.exchanged.length >= exchangesLimit)
        throw rejectedGrant('invalid_request', 'the token was exchanged too often');
      return { caller, claims };
    } catch (error) {
      // RFC 8693 §2.2.2: a subject token that cannot be accepted is an invalid request.
      if (isAuthError(error) && error.code.startsWith('token.'))
        throw rejectedGrant('invalid_request', `subject token: ${error.code}`);
      throw error;
    }
  }

  /**
   * The caller has made sure that the subject's owner sees each of the cameras.
   * @throws DomainError grant.rejected | scope.invalid | attempts.exceeded
   */
  async exchange(
    client: ApplicationState,
    { caller, claims }: ExchangeSubject,
    wanted: ExchangeRequest,
    origin: Origin,
  ): Promise<TokenGrant> {
    const cameras = wanted.cameras ?? claims.cameras;
    if (cameras !== undefined && (cameras.length === 0 || cameras.length > camerasLimit))
      throw rejectedGrant('invalid_target', 'no cameras, or too many');
    if (claims.cameras !== undefined && cameras?.some((id) => claims.cameras?.includes(id) === false))
      throw rejectedGrant('invalid_target', 'a camera beyond those of the subject token');
    if (claims.thumbprint !== undefined && claims.thumbprint !== wanted.thumbprint)
      throw rejectedGrant('invalid_request', 'the subject token is bound to another key');
    await this.clientTokens.countToken(client, origin);
    const held = intersectScopes(claims.scope ?? [...caller.permissions].join(' '), client.scope);
    const possible = cameras === undefined ? held : scopeOfCameras(held);
    // The border: only scope words stand in our tokens.
    const words = new Set(possible.split(' ').filter((word) => word !== '') as ScopeWord[]);
    if (words.size === 0) throw new DomainError('scope.invalid', 'nothing is left');
    const scope = narrowScope(words, wanted.scope) ?? possible;
    const left = claims.expiresAt - this.clock.seconds();
    const exchange = { exchanged: [...claims.exchanged, claims.tokenId], cameras };
    const { thumbprint } = wanted;
    const seconds = Math.min(wanted.seconds ?? left, left);
    const issued = await this.issue(client, claims, seconds, { scope, exchange, thumbprint });
    this.audit.record({
      event: 'authn_token_created',
      actor: `client:${client.clientId}`,
      subject: claims.sessionId === undefined ? undefined : `session:${claims.sessionId}`,
      origin,
      reason: 'exchanged',
    });
    return { ...issued, scope, thumbprint };
  }

  private async issue(
    client: ApplicationState,
    claims: TokenClaims,
    seconds: number,
    more: { readonly scope: string; readonly exchange: Exchange; readonly thumbprint: string | undefined },
  ): Promise<IssuedToken> {
    const grant = 'token_exchange';
    if (claims.sessionId === undefined)
      return this.tokens.forApplication(client, 'native', seconds, { ...more, grant });
    const user = await this.states.user(claims.subject);
    // An epoch that was raised meanwhile must not be given to a token that comes from an older one.
    if (user === undefined || user.epoch !== claims.epoch)
      throw rejectedGrant('invalid_request', 'the account changed meanwhile');
    return this.tokens.forUser(user, claims.sessionId, 'native', seconds, {
      ...more,
      grant,
      clientId: client.clientId,
      authTime: claims.authTime === undefined ? undefined : new Date(claims.authTime * 1000),
      amr: claims.amr,
    });
  }
}
