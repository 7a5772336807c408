import type { AccessLevel } from '../caller.js';
import { toAccessLevel } from './account-state.js';
import type { UserEntity } from './user.entity.js';

/** A person with a login. */
export interface User {
  readonly id: number;
  /** The `sub` of their tokens. */
  readonly subject: string;
  readonly login: string;
  readonly fullName: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** ISO 639-1. */
  readonly locale: string | undefined;
  readonly note: string | undefined;
  readonly externalId: string | undefined;
  readonly accessLevel: AccessLevel;
  readonly disabled: boolean;
  /** May not change their own data. */
  readonly readonly: boolean;
  /** Undefined: no limit of their own. */
  readonly maxSessions: number | undefined;
  readonly createdAt: Date;
}

export interface NewUser {
  /** 1 to 255 characters without a colon or control characters; unique without regard to case. */
  readonly login: string;
  /** Generated when absent, with 142 random bits. */
  readonly password?: string | undefined;
  /** At most 255 characters, as `externalId`. An empty text means none, here and below. */
  readonly fullName?: string | undefined;
  readonly email?: string | undefined;
  /** At most 64 characters. */
  readonly phone?: string | undefined;
  /** ISO 639-1. */
  readonly locale?: string | undefined;
  /** At most 4000 characters. */
  readonly note?: string | undefined;
  readonly externalId?: string | undefined;
  readonly accessLevel?: AccessLevel | undefined;
  readonly disabled?: boolean | undefined;
  readonly readonly?: boolean | undefined;
  /** The password is temporary; false unless stated. */
  readonly mustChangePassword?: boolean | undefined;
  /** 1 to 10,000. */
  readonly maxSessions?: number | undefined;
}

/** Changes of a user; a field that is left out stays, null clears. */
export type UserChange = { readonly [K in keyof NewUser]?: NewUser[K] | null | undefined };

/** What people may change of themselves. */
export type OwnChange = Pick<UserChange, 'fullName' | 'email' | 'phone' | 'locale' | 'password'>;

export function toUser(row: UserEntity): User {
  return {
    id: row.id,
    subject: row.subject,
    login: row.login,
    fullName: row.fullName ?? undefined,
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    locale: row.locale ?? undefined,
    note: row.note ?? undefined,
    externalId: row.externalId ?? undefined,
    accessLevel: toAccessLevel(row.accessLevel),
    disabled: row.disabled,
    readonly: row.readonly,
    maxSessions: row.maxSessions ?? undefined,
    createdAt: row.createdAt,
  };
}
