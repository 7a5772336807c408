import { scopeWords } from '#auth';
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
