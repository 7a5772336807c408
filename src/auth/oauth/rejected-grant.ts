import { DomainError } from '#errors';

/**
 * Errors of the token endpoint (RFC 6749 §5.2, RFC 8628 §3.5, RFC 8693 §2.2.2, RFC 8707 §2, RFC 9449 §5), and those of the
 * authorization endpoint that a pushed request gets in their place (RFC 9126 §2.3, OpenID Connect Core §3.1.2.6).
 */
export const grantErrors = [
  'invalid_request',
  'invalid_grant',
  'unauthorized_client',
  'invalid_target',
  'unsupported_token_type',
  'unsupported_response_type',
  'request_not_supported',
  'registration_not_supported',
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
  'invalid_dpop_proof',
  'use_dpop_nonce',
] as const;
export type GrantError = (typeof grantErrors)[number];

export function isGrantError(text: string): text is GrantError {
  return grantErrors.some((error) => error === text);
}

/** A request for a token that is not granted. @param detail for the log */
export function rejectedGrant(error: GrantError, detail: string): DomainError<'grant.rejected'> {
  return new DomainError('grant.rejected', detail, { reason: error });
}
