import { DomainError } from '#errors';
import { permissions, type AccessLevel, type ApplicationLevel, type Permission, type UserCaller } from './caller.js';

const reader: ReadonlySet<Permission> = new Set(['cameras:read']);
/** Of cameras and accounts, not of programs. */
const domainAdministrator: ReadonlySet<Permission> = new Set(['cameras:read', 'cameras:write', 'accounts:manage']);
const everything: ReadonlySet<Permission> = new Set(permissions);
const byLevel: Readonly<Record<ApplicationLevel, ReadonlySet<Permission>>> = {
  user: reader,
  webui: new Set(['cameras:read', 'applications:manage']),
  admin: everything,
};

// RFC 6749 appendix A.4: tokens of printable ASCII without quote and backslash, one space between.
const scopeForm = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** What a person may do in general; `access` decides on which cameras. */
export function permissionsOfUser(level: AccessLevel): ReadonlySet<Permission> {
  return level === 'admin' ? everything : level === 'domain_admin' ? domainAdministrator : reader;
}

/** What an application may do: what its level allows, limited to the scope of its registration. */
export function permissionsOfApplication(level: ApplicationLevel, scope: string | undefined): ReadonlySet<Permission> {
  return narrow(byLevel[level], scope);
}

/** The intersection of both; no scope means no limit. */
export function narrow(allowed: ReadonlySet<Permission>, scope: string | undefined): ReadonlySet<Permission> {
  if (scope === undefined) return allowed;
  const named = new Set<string>(scope.split(' '));
  return new Set([...allowed].filter((permission) => named.has(permission)));
}

/** A person behind a token with a scope: what the scope does not name, no membership gives either. */
export function narrowUser(user: UserCaller, scope: string | undefined): UserCaller {
  if (scope === undefined) return user;
  const narrowed = narrow(user.permissions, scope);
  return { ...user, permissions: narrowed, scope: narrowed };
}

/**
 * The scope of a refreshed token: the requested one, never more than before (RFC 6749 §6); undefined for all of it.
 * @throws DomainError scope.invalid when it is malformed or goes beyond
 */
export function narrowScope(allowed: ReadonlySet<Permission>, requested: string | undefined): string | undefined {
  if (requested === undefined || requested === '') return undefined;
  const granted = grantScope(allowed, requested);
  const asked = new Set(requested.split(' '));
  if (asked.size !== granted.split(' ').length) throw new DomainError('scope.invalid', 'beyond what was granted');
  return granted;
}

/**
 * The scope an application gets: the requested permissions that it may have, in the order of the list of permissions; all
 * that it may have when it requests none.
 * @throws DomainError scope.invalid when it is malformed or nothing is left
 */
export function grantScope(allowed: ReadonlySet<Permission>, requested: string | undefined): string {
  const asked = requested === '' ? undefined : requested;
  if (asked !== undefined && (asked.length > 1000 || !scopeForm.test(asked)))
    throw new DomainError('scope.invalid', 'malformed');
  const granted = narrow(allowed, asked);
  if (granted.size === 0) throw new DomainError('scope.invalid', 'nothing of it is allowed');
  return permissions.filter((permission) => granted.has(permission)).join(' ');
}
