import {
  type AccessLevel,
  accessLevels,
  type ApplicationCaller,
  type ApplicationLevel,
  type UserCaller,
} from '../caller.js';
import { permissionsOfApplication, permissionsOfUser } from '../permissions.js';
import type { ClientRegistration } from './client-registration.js';
import type { KeyLimits } from './key-limits.js';
import type { UserEntity } from './user.entity.js';

/** What of a user's row makes up their state. */
type UserRow = Pick<UserEntity, 'id' | 'subject' | 'login' | 'accessLevel' | 'disabled' | 'epoch' | 'secondFactor'>;

/** A person's state in the database; authority comes from here, never from a token alone. */
export interface UserState {
  readonly userId: number;
  readonly subject: string;
  readonly login: string;
  readonly accessLevel: AccessLevel;
  readonly disabled: boolean;
  readonly epoch: number;
  /** The password alone signs nobody in. */
  readonly secondFactor: boolean;
}

export interface ApplicationState {
  readonly applicationId: number;
  readonly clientId: string;
  readonly name: string;
  readonly level: ApplicationLevel;
  readonly organizationId: number | undefined;
  readonly scope: string | undefined;
  readonly epoch: number;
  readonly revoked: boolean;
  /** SHA-256 of the client secret; undefined: it has none. */
  readonly secretDigest: Buffer | undefined;
  /** SHA-256 of the previous secret, while it still works. */
  readonly previousSecret: { readonly digest: Buffer; readonly expiresAt: Date } | undefined;
  readonly registration: ClientRegistration;
  /** Until when the document that describes it holds; undefined: it was registered. */
  readonly documentExpiresAt?: Date | undefined;
}

export interface SessionState {
  readonly sessionId: string;
  readonly subject: string;
  readonly userEpoch: number;
  readonly ended: boolean;
  readonly idleExpiresAt: Date;
  readonly absoluteExpiresAt: Date;
}

/** A secret that stands for a user: an API key, or a session key with its session. */
export interface KeyState {
  readonly subject: string;
  readonly sessionId: string | undefined;
  /** Of an API key that has any. */
  readonly limits?: KeyLimits | undefined;
}

/** Whether nobody registered this client: its own document describes it. */
export function isDescribed({ documentExpiresAt }: ApplicationState): boolean {
  return documentExpiresAt !== undefined;
}

export function userCaller(
  state: UserState,
  by: Pick<UserCaller, 'sessionId' | 'apiKeyId' | 'appPasswordId'> = {},
): UserCaller {
  return {
    kind: 'user',
    userId: state.userId,
    subject: state.subject,
    login: state.login,
    accessLevel: state.accessLevel,
    permissions: permissionsOfUser(state.accessLevel),
    ...by,
  };
}

export function applicationCaller(state: ApplicationState): ApplicationCaller {
  return {
    kind: 'application',
    applicationId: state.applicationId,
    clientId: state.clientId,
    name: state.name,
    level: state.level,
    organizationId: state.organizationId,
    permissions: permissionsOfApplication(state.level, state.scope),
  };
}

export function toUserState(row: UserRow): UserState {
  const { id, subject, login, accessLevel, disabled, epoch, secondFactor } = row;
  return { userId: id, subject, login, accessLevel: toAccessLevel(accessLevel), disabled, epoch, secondFactor };
}

/** An unknown level in the database gives the least rights. */
export function toAccessLevel(text: string): AccessLevel {
  return accessLevels.find((level) => level === text) ?? 'generic';
}

/** Whether a session of this user is still valid. */
export function isLive(session: SessionState, user: UserState, now: Date): boolean {
  return (
    !session.ended &&
    !user.disabled &&
    session.subject === user.subject &&
    session.userEpoch === user.epoch &&
    session.idleExpiresAt > now &&
    session.absoluteExpiresAt > now
  );
}
