import { AuthError, type Caller, type ClientToken, permissions, type SignedIn } from '#auth';
import type { TokenAnswer } from './token.dto.js';

/** RFC 6749 §5.1; the scope is always said, so that no client has to guess what it got. */
export function toClientToken(issued: Pick<ClientToken, 'accessToken' | 'expiresInSeconds' | 'scope'>): TokenAnswer {
  return {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.expiresInSeconds,
    scope: issued.scope,
  };
}

export function toRefreshedToken(session: SignedIn): TokenAnswer {
  return {
    access_token: session.accessToken,
    token_type: 'Bearer',
    expires_in: session.expiresInSeconds,
    scope: scopeOf(session.caller),
    refresh_token: session.refreshToken,
  };
}

/**
 * Before a refresh token is touched, so that a refusal costs the client nothing (R-REF-6). A session's scope is what its
 * user may do; asking for less is answered with the whole, and the answer says so (RFC 6749 §3.3).
 * @throws AuthError scope.invalid for a word that is no scope at all
 */
export function assertKnownScope(scope: string | undefined): void {
  const unknown = scope?.split(' ').some((word) => !permissions.some((permission) => permission === word));
  if (unknown) throw new AuthError('scope.invalid', 'unknown scope at a refresh');
}

function scopeOf(caller: Caller): string {
  return permissions.filter((permission) => caller.permissions.has(permission)).join(' ');
}
