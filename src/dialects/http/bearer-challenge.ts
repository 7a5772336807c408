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
  return code === 'token.invalid' && (reason === 'dpop' || reason === 'invalid_dpop_proof');
}

/** `WWW-Authenticate` where a proof is missing or wrong (RFC 9449 §7.1). */
export function dpopChallenge({ reason }: ErrorContext): string {
  const error = reason === 'invalid_dpop_proof' ? reason : 'invalid_token';
  return `DPoP realm="camgate", error="${error}", algs="${foreignAlgorithms.join(' ')}"`;
}
