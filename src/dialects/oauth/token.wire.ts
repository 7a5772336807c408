import type { TokenGrant } from '#auth';
import type { TokenAnswer } from './token.dto.js';

/**
 * RFC 6749 §5.1; the scope is always there, so that no client has to guess what it got.
 * @param issuedTokenType of an exchange (RFC 8693 §2.2.1)
 */
export function toTokenAnswer(grant: TokenGrant, issuedTokenType?: string): TokenAnswer {
  return {
    access_token: grant.accessToken,
    token_type: grant.thumbprint === undefined ? 'Bearer' : 'DPoP',
    expires_in: grant.expiresInSeconds,
    scope: grant.scope,
    ...(issuedTokenType === undefined ? {} : { issued_token_type: issuedTokenType }),
    ...(grant.refreshToken === undefined ? {} : { refresh_token: grant.refreshToken }),
    ...(grant.idToken === undefined ? {} : { id_token: grant.idToken }),
  };
}
