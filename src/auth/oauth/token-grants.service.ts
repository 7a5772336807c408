import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import type { ApplicationState, UserState } from '../accounts/account-state.js';
import type { GrantType } from '../accounts/client-registration.js';
import { ClientTokensService } from '../client-tokens.service.js';
import type { Origin } from '../credential.js';
import type { ScopeWord } from '../identity-scopes.js';
import { narrowScope } from '../permissions.js';
import { type GrantedSession, RefreshTokenStore } from '../tokens/refresh-token-store.js';
import { AuthorizationCodeStore } from './authorization-code-store.js';
import { DeviceAuthorizationStore } from './device-authorization-store.js';
import { PersonTokenIssuer, type TokenGrant } from './person-token-issuer.js';
import { rejectedGrant } from './rejected-grant.js';
import { ResourcesService } from './resources.service.js';

/** What every grant takes. */
interface TokenRequest {
  /** Of the key of the request's DPoP proof; undefined: there is none. */
  readonly thumbprint: string | undefined;
}

export interface CodeRequest extends TokenRequest {
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
  readonly resource: string | undefined;
}

export interface RefreshTokenRequest extends TokenRequest {
  readonly refreshToken: string;
  readonly scope: string | undefined;
  readonly resource: string | undefined;
}

export interface DeviceCodeRequest extends TokenRequest {
  readonly deviceCode: string;
}

export interface ClientCredentialsRequest extends TokenRequest {
  readonly scope: string | undefined;
  readonly resource: string | undefined;
}

/** The grants of the token endpoint, for clients that are authenticated. */
@Injectable()
export class TokenGrantsService {
  constructor(
    private readonly codes: AuthorizationCodeStore,
    private readonly refreshTokens: RefreshTokenStore,
    private readonly clientTokens: ClientTokensService,
    private readonly personTokens: PersonTokenIssuer,
    private readonly devices: DeviceAuthorizationStore,
    private readonly resources: ResourcesService,
    private readonly config: Config,
  ) {}

  /**
   * RFC 6749 §4.1.3.
   * @throws DomainError grant.rejected | attempts.exceeded
   */
  async authorizationCode(client: ApplicationState, wanted: CodeRequest, origin: Origin): Promise<TokenGrant> {
    assertGrant(client, 'authorization_code');
    await this.clientTokens.countToken(client, origin);
    const returns = client.registration.grants.includes('refresh_token');
    const { accessTokenSeconds, refreshTokenSeconds } = this.config;
    const { user, session, granted } = await this.codes.redeem(
      client,
      {
        ...wanted,
        resource: await this.resources.audienceOf(wanted.resource),
        dpopThumbprint: wanted.thumbprint,
        bindsSession: bindsSession(client),
        idleSeconds: returns ? refreshTokenSeconds : accessTokenSeconds,
      },
      origin,
    );
    const { resource, authTime, amr, browserSessionId } = granted;
    const persons = { id: session.sessionId, resource, authTime, amr, browserSessionId };
    return {
      ...this.personTokens.issue(client, user, persons, granted.scope, {
        grant: 'authorization_code',
        nonce: granted.nonce ?? undefined,
        thumbprint: wanted.thumbprint,
      }),
      ...(returns ? { refreshToken: this.refreshTokens.first(session, 'native') } : {}),
    };
  }

  /**
   * RFC 8628 §3.4.
   * @throws DomainError grant.rejected | attempts.exceeded
   */
  async deviceCode(
    client: ApplicationState,
    { deviceCode, thumbprint }: DeviceCodeRequest,
    origin: Origin,
  ): Promise<TokenGrant> {
    assertGrant(client, 'device_code');
    await this.clientTokens.countToken(client, origin);
    const returns = client.registration.grants.includes('refresh_token');
    const { accessTokenSeconds, refreshTokenSeconds } = this.config;
    const idleSeconds = returns ? refreshTokenSeconds : accessTokenSeconds;
    const granted = await this.devices.redeem(
      client,
      deviceCode,
      { idleSeconds, dpopThumbprint: bindsSession(client) ? thumbprint : undefined },
      origin,
    );
    const persons = { ...granted, id: granted.session.sessionId, browserSessionId: null };
    return {
      ...this.personTokens.issue(client, granted.user, persons, granted.scope, { grant: 'device_code', thumbprint }),
      ...(returns ? { refreshToken: this.refreshTokens.first(granted.session, 'native') } : {}),
    };
  }

  /**
   * RFC 6749 §6. The scope can only narrow this access token; a rejected request leaves the refresh token usable.
   * @throws DomainError refresh.invalid | scope.invalid | grant.rejected | attempts.exceeded
   */
  async refreshToken(client: ApplicationState, wanted: RefreshTokenRequest, origin: Origin): Promise<TokenGrant> {
    await this.clientTokens.countToken(client, origin);
    const audience = await this.resources.audienceOf(wanted.resource);
    let scope = '';
    const check = (_: UserState, session: GrantedSession): void => {
      assertGrant(client, 'refresh_token');
      // Here, so that a wrong proof uses nothing up. A confidential client is bound by its own credential (RFC 9449 §5).
      if (session.dpopThumbprint !== null && session.dpopThumbprint !== wanted.thumbprint)
        throw rejectedGrant('invalid_grant', 'bound to another key');
      if (audience !== undefined && audience !== session.resource)
        throw rejectedGrant('invalid_target', 'another resource than was authorized');
      const granted = session.scope ?? '';
      // The border: only scope words are ever stored.
      const words = new Set(granted.split(' ') as ScopeWord[]);
      scope = narrowScope(words, wanted.scope) ?? granted;
    };
    const used = await this.refreshTokens.use(
      wanted.refreshToken,
      {
        profile: 'native',
        idleSeconds: this.config.refreshTokenSeconds,
        applicationId: client.applicationId,
        check,
      },
      origin,
    );
    return {
      ...this.personTokens.issue(client, used.user, used.session, scope, {
        grant: 'refresh_token',
        thumbprint: wanted.thumbprint,
      }),
      refreshToken: used.refreshToken,
    };
  }

  /**
   * RFC 6749 §4.4; no refresh token (§4.4.3).
   * @throws DomainError grant.rejected | scope.invalid | attempts.exceeded
   */
  async clientCredentials(
    client: ApplicationState,
    wanted: ClientCredentialsRequest,
    origin: Origin,
  ): Promise<TokenGrant> {
    assertGrant(client, 'client_credentials');
    const audience = await this.resources.audienceOf(wanted.resource);
    const request = {
      profile: 'native',
      seconds: this.config.accessTokenSeconds,
      scope: wanted.scope,
      audience,
      thumbprint: wanted.thumbprint,
    } as const;
    return { ...(await this.clientTokens.issue(client, request, origin)), thumbprint: wanted.thumbprint };
  }
}

/** Only public clients: others prove with each refresh who they are. */
function bindsSession({ registration }: ApplicationState): boolean {
  return registration.authMethod === 'none';
}

function assertGrant({ registration }: ApplicationState, grant: GrantType): void {
  if (!registration.grants.includes(grant)) throw rejectedGrant('unauthorized_client', grant);
}
