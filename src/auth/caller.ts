import type { Origin } from './credential.js';

/**
 * What a caller may do in general; `access` decides on which objects. The same words are the scopes of tokens, registrations
 * and API keys. `cameras:read` is metadata and health; `cameras:live` pictures, playback and PTZ; `organizations:manage`
 * organizations with their folders, members and permissions; `users:manage` accounts; `admin` the installation: settings,
 * media servers, keys. `applications:manage` is a part of `admin`, for programs that only register programs (CAM2 v2).
 */
export const permissions = [
  'cameras:read',
  'cameras:live',
  'cameras:write',
  'organizations:manage',
  'users:manage',
  'applications:manage',
  'admin',
] as const;
export type Permission = (typeof permissions)[number];

/** What an application was registered to do: `user` reads, `webui` also manages applications, `admin` does everything. */
export const applicationLevels = ['user', 'webui', 'admin'] as const;
export type ApplicationLevel = (typeof applicationLevels)[number];

/**
 * How far a person's rights reach. `generic`: as far as memberships and permissions; `domain_admin`: every organization,
 * user and the domain's settings; `admin`: everything, the administrators' interface included.
 */
export const accessLevels = ['generic', 'domain_admin', 'admin'] as const;
export type AccessLevel = (typeof accessLevels)[number];

/** Whether people of this level may sign in with what we keep of them (`LOCAL_SIGN_IN`): a password, a passkey, an emailed link. */
export function signsInLocally(localSignIn: 'all' | 'administrators', accessLevel: string): boolean {
  return localSignIn === 'all' || accessLevel === 'admin';
}

/** A choice of cameras: all of an organization, all in a folder and below, or those of a list of ids. */
export type CameraSelector =
  { readonly organizationId: number } | { readonly folderId: number } | { readonly cameraIds: readonly number[] };

interface WithPermissions {
  readonly permissions: ReadonlySet<Permission>;
  /**
   * What the credential was narrowed to: a camera must be in each of these choices, beside being visible to whoever it
   * belongs to. Undefined: every camera that they see. `selectCameras` sets it.
   */
  readonly cameras?: readonly CameraSelector[] | undefined;
  /**
   * When what is issued to this caller must end too, in seconds since 1970: the end of a token that was made short on purpose.
   * Undefined: it may outlive the token.
   */
  readonly endsAt?: number | undefined;
  /** Where the request came from, for the audit log; absent outside of requests. */
  readonly origin?: Origin;
}

/** The session or API key behind a credential: it can end before the account does, and what was issued on it ends too. */
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
  /**
   * What the token or key was narrowed to (RFC 6749 §6). It may name what only a membership gives. Undefined: all that the
   * person may do, memberships included.
   */
  readonly scope?: ReadonlySet<Permission>;
  /** The OAuth client that acts for the person; undefined: none, or one of our own sign-in routes. */
  readonly clientId?: string;
  /** The scope in the token as it was granted, words of OpenID Connect included. */
  readonly grantedScope?: string;
  /** The API key that was presented, in the form of `Basis.id`. */
  readonly apiKeyId?: string;
  /** The app password that was presented in place of the password. */
  readonly appPasswordId?: number;
  /** The row of the key, where it is one with limits of its own: it opens no credential of the account. */
  readonly scopedKeyId?: number;
}

/** Undefined for login and password in each request, and for the system key: these end with the account only. */
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

/** The system key or the command line: may do anything. */
export interface SystemCaller extends WithPermissions {
  readonly kind: 'system';
  /** In whose place it acts, as the audit log names them; undefined: for itself. */
  readonly actor?: string;
}

/** An unidentified caller; sees public organizations where a dialect allows reading without a credential. */
export interface GuestCaller extends WithPermissions {
  readonly kind: 'guest';
}

/** Who is asking. Never built from a token's claims alone: the account's state is looked up. */
export type Caller = UserCaller | ApplicationCaller | SystemCaller | GuestCaller;

export const guest: GuestCaller = { kind: 'guest', permissions: new Set<Permission>(['cameras:read']) };
export const system: SystemCaller = { kind: 'system', permissions: new Set(permissions) };

/** The system in the place of somebody who is no caller, such as the command line; the audit log names them. */
export function systemFor({ actor, origin }: { readonly actor: string; readonly origin?: Origin }): SystemCaller {
  return { ...system, actor, ...(origin === undefined ? {} : { origin }) };
}

/**
 * A caller to whom every organization is open: the system, domain and other administrators, applications of level admin.
 * Not with a credential for chosen cameras: whatever asks about more than cameras treats it as that of anybody.
 */
export function isSuperuser(caller: Caller): boolean {
  return caller.cameras === undefined && administersCameras(caller);
}

/** A caller who administers every camera, as far as their credential's choice of cameras goes. */
export function administersCameras(caller: Caller): boolean {
  if (caller.kind === 'user') return caller.accessLevel !== 'generic';
  if (caller.kind === 'application') return caller.level === 'admin';
  return caller.kind === 'system';
}

/**
 * Whether a caller may attempt an action that requires a permission: persons always, because a membership may allow it (the
 * core decides), unless their token was narrowed to less; programs only with the permission.
 */
export function mayAttempt(caller: Caller, permission: Permission): boolean {
  return caller.kind === 'user' ? (caller.scope?.has(permission) ?? true) : caller.permissions.has(permission);
}

/**
 * The caller's rights for watching. Administering opens every organization but no video: administrators and applications of
 * level admin may watch what they could watch without that level. The system caller stays as it is.
 */
export function asViewer(caller: Caller): Caller {
  if (!administersCameras(caller)) return caller;
  if (caller.kind === 'user') return { ...caller, accessLevel: 'generic' };
  return caller.kind === 'application' ? { ...caller, level: 'user' } : caller;
}

/** Whose level is the highest: the system, administrators, applications of level admin; no domain administrator. */
export function isOfLevelAdmin(caller: Caller): boolean {
  return caller.kind === 'user' ? caller.accessLevel === 'admin' : administersCameras(caller);
}

/**
 * A caller who may do everything: of level admin, with a credential that was not narrowed to less. Without the last, whoever
 * may manage accounts or applications could make one that is wider than the credential.
 */
export function isAdministrator(caller: Caller): boolean {
  return isOfLevelAdmin(caller) && caller.permissions.has('admin');
}
