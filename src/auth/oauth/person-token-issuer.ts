import { Injectable } from '@nestjs/common';
import { Config } from '#config';
import type { ApplicationState, UserState } from '../accounts/account-state.js';
import type { GrantType } from '../accounts/client-registration.js';
import { hasScope, identityScopes, intersectScopes, type ScopeWord } from '../identity-scopes.js';
import { scopesOfUser } from '../permissions.js';
import { AccessTokenIssuer, type IssuedToken } from '../tokens/access-token-issuer.js';
import type { GrantedSession } from '../tokens/refresh-token-store.js';
import { IdTokenIssuer } from './id-token-issuer.js';

/** What the token endpoint gives (RFC 6749 §5.1). */
export interface TokenGrant extends IssuedToken {
  /** Space-separated. */
  readonly scope: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  /** Of the key that the access token is bound to; undefined: a Bearer token. */
  readonly thumbprint?: string | undefined;
}

/** What of a client's session its tokens state. */
export type PersonsSession = Pick<GrantedSession, 'id' | 'resource' | 'authTime' | 'amr' | 'browserSessionId'>;

/** The tokens of a client for a person: an access token, and with the scope `openid` an ID token. */
@Injectable()
export class PersonTokenIssuer {
  constructor(
    private readonly accessTokens: AccessTokenIssuer,
    private readonly idTokens: IdTokenIssuer,
    private readonly config: Config,
  ) {}

  /** @param granted what the session was granted, space-separated; the person's level may have changed since */
  issue(
    client: ApplicationState,
    user: UserState,
    session: PersonsSession,
    granted: string,
    {
      grant,
      nonce,
      thumbprint,
    }: {
      readonly grant: GrantType;
      readonly nonce?: string | undefined;
      readonly thumbprint: string | undefined;
    },
  ): TokenGrant {
    const scope = possibleScope(granted, user);
    const authTime = session.authTime ?? undefined;
    const amr = session.amr ?? [];
    const issued = this.accessTokens.forUser(user, session.id, 'native', this.config.accessTokenSeconds, {
      grant,
      scope,
      clientId: client.clientId,
      audience: session.resource ?? undefined,
      authTime,
      amr,
      thumbprint,
    });
    if (!hasScope(scope, 'openid') || authTime === undefined) return { ...issued, scope, thumbprint };
    const idToken = this.idTokens.issue(client, {
      subject: user.subject,
      authTime,
      amr,
      nonce,
      browserSessionId: session.browserSessionId ?? undefined,
      accessToken: issued.accessToken,
    });
    return { ...issued, scope, idToken, thumbprint };
  }
}

/** What of a granted scope the person can have now; their level may have changed since. */
export function possibleScope(granted: string, { accessLevel }: UserState): string {
  const possible: ReadonlySet<ScopeWord> = new Set([...identityScopes, ...scopesOfUser(accessLevel)]);
  return intersectScopes(granted, [...possible].join(' '));
}
