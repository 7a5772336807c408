import type { Membership, Organization } from '#access';
import { type Caller, isAdministrator, isSuperuser, type User } from '#auth';
import type { SettingsWire } from '../settings/settings.wire.js';
import type { Account } from './account.dto.js';

/** Who is asking, with what was looked up about them. */
export interface AccountDetails {
  readonly caller: Caller;
  /** Where the caller is a user. */
  readonly user?: User;
  readonly organizations: readonly Organization[];
  readonly memberships: readonly Membership[];
  /** Messages that the caller has not read. */
  readonly unread: number;
  /** Those that the caller may know. */
  readonly settings: SettingsWire;
}

/** @param session the key of the session that was opened just now */
export function toAccountWire(details: AccountDetails, session?: string): Account {
  const { caller, user, organizations, memberships, unread, settings } = details;
  const managesAll = isSuperuser(caller);
  return {
    ...(session === undefined ? {} : { session }),
    login: loginOf(caller),
    id: caller.kind === 'user' ? caller.userId : null,
    name: user?.fullName ?? null,
    is_logged_in: caller.kind !== 'guest',
    is_admin: isAdministrator(caller),
    is_domain_admin: managesAll,
    is_organization_admin: managesAll || memberships.some(({ canEditUsers }) => canEditUsers),
    can_edit_organizations: managesAll,
    can_view_organizations: managesAll || memberships.length > 0,
    can_edit_settings: isAdministrator(caller),
    domain_id: 1,
    notification_email: user?.email ?? null,
    phone: user?.phone ?? null,
    locale: user?.locale ?? 'en',
    locales: ['en'],
    organizations: organizations.map(({ id }) => id),
    readonly: user?.readonly ?? true,
    unread_messages_count: unread,
    server_info: {},
    settings,
    user_settings: { camera_list_display_mode: 'list' },
  };
}

function loginOf(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return caller.login;
    case 'application':
      return caller.clientId;
    case 'system':
    case 'guest':
      return caller.kind;
  }
}
