import { DomainError } from '#errors';
import { LRUCache } from 'lru-cache';
import { type ScopeWord, scopeWords } from './identity-scopes.js';
import {
  permissions,
  type AccessLevel,
  type ApplicationLevel,
  type Caller,
  type CameraSelector,
  type Permission,
  type UserCaller,
} from './caller.js';

const reader: ReadonlySet<Permission> = new Set(['cameras:read', 'cameras:live']);
/** Of cameras, organizations and accounts; not of programs and the installation. */
const domainAdministrator: ReadonlySet<Permission> = new Set([
  'cameras:read',
  'cameras:live',
  'cameras:write',
  'organizations:manage',
  'users:manage',
]);
const everything: ReadonlySet<Permission> = new Set(permissions);
const byLevel: Readonly<Record<ApplicationLevel, ReadonlySet<Permission>>> = {
  user: reader,
  webui: new Set([...reader, 'applications:manage']),
  admin: everything,
};

/** What a permission contains beside itself. */
const contained: ReadonlyMap<string, readonly Permission[]> = new Map([['admin', ['applications:manage']]]);

// RFC 6749 appendix A.4: tokens of printable ASCII without quote and backslash, one space between.
const scopeForm = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;
const scopeLimit = 1000;

/** What a person may do in general; `access` decides on which cameras. */
export function permissionsOfUser(level: AccessLevel): ReadonlySet<Permission> {
  return level === 'admin' ? everything : level === 'domain_admin' ? domainAdministrator : reader;
}

/**
 * What a token or key of a person may name: beside their own permissions those that a membership can give them in one
 * organization, now or later.
 */
export function scopesOfUser(level: AccessLevel): ReadonlySet<Permission> {
  return level === 'admin' ? everything : domainAdministrator;
}

/** What an application may do: what its level allows, limited to the scope of its registration. */
export function permissionsOfApplication(level: ApplicationLevel, scope: string | undefined): ReadonlySet<Permission> {
  return narrow(byLevel[level], scope);
}

/** The intersection of both; no scope means no limit. */
export function narrow(allowed: ReadonlySet<Permission>, scope: string | undefined): ReadonlySet<Permission> {
  if (scope === undefined) return allowed;
  const named = permissionsIn(scope);
  return new Set([...allowed].filter((permission) => named.has(permission)));
}

/** A person behind a token with a scope: what the scope does not name, no membership gives either. */
export function narrowUser(user: UserCaller, scope: string | undefined): UserCaller {
  if (scope === undefined) return user;
  const named = permissionsIn(scope);
  const within = user.scope === undefined ? named : new Set([...named].filter((word) => user.scope?.has(word)));
  return { ...user, permissions: narrow(user.permissions, scope), scope: within };
}

/** Cameras only: whoever has a credential for chosen ones shall not reach others through organizations and accounts. */
const ofCameras: ReadonlySet<Permission> = new Set(['cameras:read', 'cameras:live', 'cameras:write']);

/** What of a scope a credential for chosen cameras can have. */
export function scopeOfCameras(scope: string): string {
  return scope
    .split(' ')
    .filter((word) => permissions.some((permission) => permission === word && ofCameras.has(permission)))
    .join(' ');
}

/** A caller behind a credential for chosen cameras; a second choice leaves what is in both. */
export function selectCameras<C extends Caller>(caller: C, selector: CameraSelector | undefined): C {
  if (selector === undefined) return caller;
  const within = (words: Iterable<Permission>): ReadonlySet<Permission> =>
    new Set([...words].filter((word) => ofCameras.has(word)));
  return {
    ...caller,
    permissions: within(caller.permissions),
    cameras: [...(caller.cameras ?? []), selector],
    ...(caller.kind === 'user' ? { scope: within(caller.scope ?? permissions) } : {}),
  };
}

/**
 * The scope of a refreshed token: the requested one, never more than before (RFC 6749 §6); undefined for all of it.
 * @throws DomainError scope.invalid when it is malformed or goes beyond
 */
export function narrowScope(allowed: ReadonlySet<ScopeWord>, requested: string | undefined): string | undefined {
  if (requested === undefined || requested === '') return undefined;
  const granted = grantScope(allowed, requested);
  const asked = new Set(requested.split(' '));
  if (asked.size !== granted.split(' ').length) throw new DomainError('scope.invalid', 'beyond what was granted');
  return granted;
}

/**
 * The scope that is granted: the requested words that may be had, in the order of `scopeWords`; all that may be had when
 * none is requested.
 * @throws DomainError scope.invalid when it is malformed or nothing is left
 */
export function grantScope(allowed: ReadonlySet<ScopeWord>, requested: string | undefined): string {
  const asked = requested === '' ? undefined : requested;
  if (asked !== undefined && (asked.length > scopeLimit || !scopeForm.test(asked)))
    throw new DomainError('scope.invalid', 'malformed');
  const named = asked === undefined ? undefined : new Set(asked.split(' '));
  const granted = inOrder(new Set([...allowed].filter((word) => named?.has(word) ?? true)));
  if (granted === '') throw new DomainError('scope.invalid', 'nothing of it is allowed');
  return granted;
}

function inOrder(words: ReadonlySet<ScopeWord>): string {
  return scopeWords.filter((word) => words.has(word)).join(' ');
}

const permissionsOfScopes = new LRUCache<string, ReadonlySet<Permission>>({ max: 1_000 });

/** The permissions that a scope names, and those that these contain; words of other kinds give none. */
function permissionsIn(scope: string): ReadonlySet<Permission> {
  const known = permissionsOfScopes.get(scope);
  if (known !== undefined) return known;
  const found = readPermissions(scope);
  if (scope.length <= scopeLimit) permissionsOfScopes.set(scope, found);
  return found;
}

function readPermissions(scope: string): ReadonlySet<Permission> {
  const named = new Set(scope.split(' ').flatMap((word) => [word, ...(contained.get(word) ?? [])]));
  return new Set(permissions.filter((permission) => named.has(permission)));
}
