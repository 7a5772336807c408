import { DomainError, isAuthError } from '#errors';
import { Injectable } from '@nestjs/common';
import { AuditLogService } from '#audit';
import { Clock } from '#config';
import { applicationCaller, type ApplicationState } from './accounts/account-state.js';
import { AccountStateReader } from './accounts/account-state-reader.js';
import { ClientSecretVerifier } from './accounts/client-secret.verifier.js';
import type { ApplicationCaller } from './caller.js';
import type { Origin, TokenProfile } from './credential.js';
import { grantScope } from './permissions.js';
import { ClientThrottle } from './throttles/client.throttle.js';
import { AccessTokenVerifier } from './tokens/access-token.verifier.js';
import { AccessTokenIssuer, type IssuedToken } from './tokens/access-token-issuer.js';

export interface ClientTokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly profile: Exclude<TokenProfile, 'watcher'>;
  /** Requested life of the token; the profile's setting is the limit. */
  readonly seconds: number;
  /** Scope words, one space between; absent or empty: all that the application may have. */
  readonly scope?: string | undefined;
  /** Another audience than the profile's (RFC 8707). */
  readonly audience?: string | undefined;
  /** Of the key that the token is bound to (RFC 9449). */
  readonly thumbprint?: string | undefined;
  /** Additional claims that a dialect's clients read in its tokens; we never read them. */
  readonly claims?: ((application: ApplicationCaller) => Readonly<Record<string, string>>) | undefined;
}

export interface ClientToken extends IssuedToken {
  readonly scope: string;
  readonly application: ApplicationCaller;
}

/** Tokens for programs: client credentials (RFC 6749 §4.4), and CAM2's renewal of a token. */
@Injectable()
export class ClientTokensService {
  constructor(
    private readonly secrets: ClientSecretVerifier,
    private readonly states: AccountStateReader,
    private readonly throttle: ClientThrottle,
    private readonly tokens: AccessTokenIssuer,
    private readonly verifier: AccessTokenVerifier,
    private readonly clock: Clock,
    private readonly audit: AuditLogService,
  ) {}

  /** @throws DomainError client.wrong | attempts.exceeded | scope.invalid */
  async exchange(request: ClientTokenRequest, origin: Origin): Promise<ClientToken> {
    const state = await this.secrets.verify(request.clientId, request.clientSecret, origin);
    return this.issue(state, request, origin);
  }

  /**
   * A token for a program that is authenticated already.
   * @throws DomainError attempts.exceeded | scope.invalid
   */
  async issue(
    state: ApplicationState,
    request: Omit<ClientTokenRequest, 'clientId' | 'clientSecret'>,
    origin: Origin,
  ): Promise<ClientToken> {
    await this.countToken(state, origin);
    const application = applicationCaller(state);
    const scope = grantScope(application.permissions, request.scope);
    // A CAM2 token without a requested scope follows its application's level, as in the original API.
    const claimed = request.profile === 'native' || request.scope ? { scope } : {};
    const issued = this.tokens.forApplication(state, request.profile, request.seconds, {
      ...claimed,
      grant: 'client_credentials',
      audience: request.audience,
      thumbprint: request.thumbprint,
      claims: request.claims?.(application) ?? {},
    });
    this.audit.record({ event: 'authn_token_created', actor: `client:${state.clientId}`, origin });
    return { ...issued, scope, application };
  }

  /**
   * Accepts the token itself, even expired, until its refresh window is over, counted from the first token of the chain.
   * `orig_iat`, account and scope are copied. The old token stays valid, because CAM2 clients share it.
   * @throws DomainError token.undecodable | token.invalid | token.revoked | refresh.window-over | refresh.unsupported |
   *   attempts.exceeded
   */
  async renew(
    token: string,
    options: { readonly seconds: number; readonly windowSeconds: number },
    origin: Origin,
  ): Promise<IssuedToken> {
    try {
      return await this.renewGenuine(token, options, origin);
    } catch (error) {
      if (isAuthError(error)) this.audit.record({ event: 'authn_login_fail', origin, reason: error.code });
      throw error;
    }
  }

  private async renewGenuine(
    token: string,
    options: { readonly seconds: number; readonly windowSeconds: number },
    origin: Origin,
  ): Promise<IssuedToken> {
    const { claims } = await this.verifier.verify(token, ['cam2', 'native'], { expiredToo: true });
    const { originallyIssuedAt, subject, scope } = claims;
    if (claims.profile !== 'cam2' || originallyIssuedAt === undefined) throw new DomainError('refresh.unsupported');
    if (this.clock.seconds() > originallyIssuedAt + options.windowSeconds) throw new DomainError('refresh.window-over');
    const state = await this.states.application(subject);
    if (state === undefined || state.revoked || state.epoch !== claims.epoch) throw new DomainError('token.revoked');
    await this.countToken(state, origin);
    const issued = this.tokens.forApplication(state, 'cam2', options.seconds, {
      grant: 'refresh_token',
      originallyIssuedAt,
      ...(scope === undefined ? {} : { scope }),
    });
    this.audit.record({ event: 'authn_token_created', actor: `client:${subject}`, origin, reason: 'renewed' });
    return issued;
  }

  /** Counts a token against the client's limit. @throws DomainError attempts.exceeded */
  async countToken({ clientId }: ApplicationState, origin: Origin): Promise<void> {
    try {
      await this.throttle.countToken(clientId);
    } catch (error) {
      this.audit.record({ event: 'excess_rate_limit_exceeded', actor: `client:${clientId}`, origin, reason: 'tokens' });
      throw error;
    }
  }
}
