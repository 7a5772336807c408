import type { TokenGrant } from '#auth';
import type { TokenAnswer } from './token.dto.js';

/** RFC 6749 §5.1; the scope is always there, so that no client has to guess what it got. */
export function toTokenAnswer(grant: TokenGrant): TokenAnswer {
  return {
    access_token: grant.accessToken,
    token_type: 'Bearer',
    expires_in: grant.expiresInSeconds,
    scope: grant.scope,
    ...(grant.refreshToken === undefined ? {} : { refresh_token: grant.refreshToken }),
    ...(grant.idToken === undefined ? {} : { id_token: grant.idToken }),
  };
}
