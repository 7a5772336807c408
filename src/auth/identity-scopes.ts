import { DomainError } from '#errors';
import { type Permission, permissions } from './caller.js';

/** Scopes of OpenID Connect Core §5.4 and §11: what a client learns of a person, and whether it may come back without them. */
export const identityScopes = ['openid', 'profile', 'email', 'offline_access'] as const;
export type IdentityScope = (typeof identityScopes)[number];

/** A word that a scope may hold. */
export type ScopeWord = IdentityScope | Permission;

/** Every word that a scope for a person's tokens can have, in the order in which scopes are written. */
export const scopeWords: readonly ScopeWord[] = [...identityScopes, ...permissions];

// RFC 6749 appendix A.4: tokens of printable ASCII without quote and backslash, one space between.
const scopeForm = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;
const lengthLimit = 1000;

/**
 * The words of a scope that we know, in our order.
 * @throws DomainError scope.invalid when it is malformed or none is known
 */
export function readScope(scope: string): string {
  if (scope.length > lengthLimit || !scopeForm.test(scope)) throw new DomainError('scope.invalid', 'malformed');
  const named = new Set<string>(scope.split(' '));
  const known = scopeWords.filter((word) => named.has(word));
  if (known.length === 0) throw new DomainError('scope.invalid', 'no known word');
  return known.join(' ');
}

/** The words of a scope that another one allows; undefined allows all. */
export function intersectScopes(scope: string, allowed: string | undefined): string {
  if (allowed === undefined) return scope;
  const words = new Set(allowed.split(' '));
  return scope
    .split(' ')
    .filter((word) => words.has(word))
    .join(' ');
}

export function hasScope(scope: string | undefined, word: IdentityScope): boolean {
  return scope?.split(' ').includes(word) ?? false;
}
