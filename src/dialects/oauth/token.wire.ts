import type { ClientToken, SignedIn } from '#auth';
import type { TokenAnswer } from './token.dto.js';

/** RFC 6749 §5.1; the scope is always there, so that no client has to guess what it got. */
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
    scope: session.scope,
    refresh_token: session.refreshToken,
  };
}
