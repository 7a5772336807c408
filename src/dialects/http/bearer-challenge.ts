import { foreignAlgorithms, scopeWords } from '#auth';
import type { ErrorContext } from '../dialect.js';

/** The scope word that a caller lacks, where that is why they may not. */
export function missingScope({ reason }: ErrorContext): string | undefined {
  return scopeWords.find((word) => word === reason);
}

/** `WWW-Authenticate` of a 403 that names the scope which the credential lacks (RFC 6750 §3). */
export function insufficientScopeChallenge(scope: string | undefined): string {
  const named = scope === undefined ? '' : `, scope="${scope}"`;
  return `Bearer realm="camgate", error="insufficient_scope"${named}`;
}

/** Whether a token was refused because of the proof that it is bound to. */
export function isAboutDpop({ code, reason }: ErrorContext): boolean {
  return code === 'token.invalid' && (reason === 'dpop' || isProofError(reason));
}

function isProofError(reason: string | undefined): reason is 'invalid_dpop_proof' | 'use_dpop_nonce' {
  return reason === 'invalid_dpop_proof' || reason === 'use_dpop_nonce';
}

/** `WWW-Authenticate` where a proof is missing or wrong, or lacks its nonce (RFC 9449 §7.1, §9). */
export function dpopChallenge({ reason }: ErrorContext): string {
  const error = isProofError(reason) ? reason : 'invalid_token';
  return `DPoP realm="camgate", error="${error}", algs="${foreignAlgorithms.join(' ')}"`;
}
