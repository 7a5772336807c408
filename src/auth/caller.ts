/** What a caller may do as such; which object they may do it to is decided in `access`. */
export const permissions = ['cameras:read', 'cameras:write', 'applications:manage', 'accounts:manage'] as const;
export type Permission = (typeof permissions)[number];

/** What an application was registered to do: `user` reads, `webui` also manages applications, `admin` does everything. */
export const applicationLevels = ['user', 'webui', 'admin'] as const;
export type ApplicationLevel = (typeof applicationLevels)[number];

/**
 * How far a person's rights reach: `generic` where memberships and permissions say; `domain_admin` every organization,
 * user and the domain's settings; `admin` everything, the administrators' interface included.
 */
export const accessLevels = ['generic', 'domain_admin', 'admin'] as const;
export type AccessLevel = (typeof accessLevels)[number];

interface WithPermissions {
  readonly permissions: ReadonlySet<Permission>;
}

/** What a person came in by, where it can end before their account does; what was given on it ends with it. */
export interface Basis {
  readonly kind: 'session' | 'api-key';
  /** A session's uuid; of a key the first 16 bytes of its SHA-256, in hex. */
  readonly id: string;
}

/** A signed-in person. */
export interface UserCaller extends WithPermissions {
  readonly kind: 'user';
  readonly userId: number;
  /** The `sub` of this user's tokens (uuid). */
  readonly subject: string;
  readonly login: string;
  readonly accessLevel: AccessLevel;
  /** The session the credential belongs to; none behind an API key or Basic. */
  readonly sessionId?: string;
  /** What the token was narrowed to (RFC 6749 §6). None: all that the person may do, by memberships, too. */
  readonly scope?: ReadonlySet<Permission>;
  /** The API key that was shown, as `Basis` names it. */
  readonly apiKeyId?: string;
}

/** Undefined for who shows login and password each time, or is named by the system key: these end with the account. */
export function basisOf({ sessionId, apiKeyId }: UserCaller): Basis | undefined {
  if (sessionId !== undefined) return { kind: 'session', id: sessionId };
  return apiKeyId === undefined ? undefined : { kind: 'api-key', id: apiKeyId };
}

/** A program acting for itself (client credentials). */
export interface ApplicationCaller extends WithPermissions {
  readonly kind: 'application';
  readonly applicationId: number;
  readonly clientId: string;
  readonly name: string;
  readonly level: ApplicationLevel;
  readonly organizationId: number | undefined;
}

/** Whoever holds the system key, or the command line: may do anything. */
export interface SystemCaller extends WithPermissions {
  readonly kind: 'system';
}

/** Nobody in particular; sees public organizations where a door allows reading without a credential. */
export interface GuestCaller extends WithPermissions {
  readonly kind: 'guest';
}

/** Who is asking, once known. Never built from a token's claims alone: the account's state is looked up. */
export type Caller = UserCaller | ApplicationCaller | SystemCaller | GuestCaller;

export const guest: GuestCaller = { kind: 'guest', permissions: new Set<Permission>(['cameras:read']) };
export const system: SystemCaller = { kind: 'system', permissions: new Set(permissions) };

/** A caller to whom every organization is open: the system, domain and other administrators, applications of level admin. */
export function isSuperuser(caller: Caller): boolean {
  if (caller.kind === 'user') return caller.accessLevel !== 'generic';
  if (caller.kind === 'application') return caller.level === 'admin';
  return caller.kind === 'system';
}

/**
 * Whether a caller may try what takes a permission: persons, because a membership may let them (the core decides), unless
 * their token was narrowed to less; programs where they have it.
 */
export function mayAttempt(caller: Caller, permission: Permission): boolean {
  return caller.kind === 'user' ? (caller.scope?.has(permission) ?? true) : caller.permissions.has(permission);
}

/**
 * The caller as somebody who watches. Administering opens every organization and no picture of it: what administrators
 * and applications of level admin watch is what they would without their level. The system stays what it is.
 */
export function asViewer(caller: Caller): Caller {
  if (!isSuperuser(caller)) return caller;
  if (caller.kind === 'user') return { ...caller, accessLevel: 'generic' };
  return caller.kind === 'application' ? { ...caller, level: 'user' } : caller;
}

/** A caller who may do everything: the system, administrators, applications of level admin; no domain administrator. */
export function isAdministrator(caller: Caller): boolean {
  return caller.kind === 'user' ? caller.accessLevel === 'admin' : isSuperuser(caller);
}
