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

interface Known {
  readonly permissions: ReadonlySet<Permission>;
}

/** A signed-in person. */
export interface UserCaller extends Known {
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
}

/** A program acting for itself (client credentials). */
export interface ApplicationCaller extends Known {
  readonly kind: 'application';
  readonly applicationId: number;
  readonly clientId: string;
  readonly name: string;
  readonly level: ApplicationLevel;
  readonly organizationId: number | undefined;
}

/** Whoever holds the system key, or the command line: may do anything. */
export interface SystemCaller extends Known {
  readonly kind: 'system';
}

/** Nobody in particular; sees public organizations where a door allows reading without a credential. */
export interface GuestCaller extends Known {
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
export function mayTry(caller: Caller, permission: Permission): boolean {
  return caller.kind === 'user' ? (caller.scope?.has(permission) ?? true) : caller.permissions.has(permission);
}

/** A caller who may do everything: the system, administrators, applications of level admin; no domain administrator. */
export function isAdministrator(caller: Caller): boolean {
  return caller.kind === 'user' ? caller.accessLevel === 'admin' : isSuperuser(caller);
}
