import type { Membership, Organization } from '#access';
import { type Caller, isSuperuser, type User } from '#auth';
import type { Account } from './account.dto.js';

/** Who is asking, with what was looked up about them. */
export interface AccountFacts {
  readonly caller: Caller;
  /** Where the caller is a user. */
  readonly user?: User;
  readonly organizations: readonly Organization[];
  readonly memberships: readonly Membership[];
}

/** @param session the key of the session that was opened just now */
export function toAccountWire(facts: AccountFacts, session?: string): Account {
  const { caller, user, organizations, memberships } = facts;
  const mayAll = isSuperuser(caller);
  return {
    ...(session === undefined ? {} : { session }),
    login: loginOf(caller),
    id: caller.kind === 'user' ? caller.userId : null,
    is_logged_in: caller.kind !== 'guest',
    is_admin: mayAll,
    is_domain_admin: mayAll,
    is_organization_admin: mayAll || memberships.some(({ canEditUsers }) => canEditUsers),
    can_edit_organizations: mayAll,
    can_view_organizations: mayAll || memberships.length > 0,
    can_edit_settings: mayAll,
    domain_id: 1,
    notification_email: user?.email ?? null,
    locale: 'en',
    locales: ['en'],
    organizations: organizations.map(({ id }) => id),
    readonly: true,
    unread_messages_count: 0,
    server_info: {},
    settings: {},
    user_settings: {},
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
