import type { Caller, NewUser, User, UserChange } from '#auth';
import type { ListPage, ListQuery, Page } from '#database';
import { Injectable } from '@nestjs/common';
import type { MembershipFlags, PersonName } from '../organizations/organization.js';

export type UserField =
  | 'id'
  | 'login'
  | 'fullName'
  | 'email'
  | 'phone'
  | 'locale'
  | 'note'
  | 'externalId'
  | 'accessLevel'
  | 'disabled'
  | 'readonly'
  | 'maxSessions'
  | 'createdAt';

/** A user with the organizations that the caller may know of. */
export interface ManagedUser extends User {
  readonly organizations: readonly UserOrganization[];
}

export interface UserOrganization {
  readonly id: number;
  readonly title: string;
  readonly owner: PersonName | null;
  readonly isMember: boolean;
  readonly flags: Required<MembershipFlags>;
}

/**
 * Accounts as managers keep them: superusers all of them, members who may edit users those of their organizations. An
 * account's own data (password, login, level, being disabled, API key) is a manager's only when every organization of
 * that user is: who controls an account holds its rights. Domain administrators do not touch administrators.
 */
@Injectable()
export class ManagedUsers {
  /** @param organizationId only its members */
  async list(
    _caller: Caller,
    _query: ListQuery<UserField>,
    _page: Page,
    _organizationId?: number,
  ): Promise<ListPage<ManagedUser>> {
    throw new Error('not built yet');
  }

  async count(_caller: Caller, _query: ListQuery<UserField>, _organizationId?: number): Promise<number> {
    throw new Error('not built yet');
  }

  /** Also for the user themselves. @throws AccessError object.not-found (user) */
  async get(_caller: Caller, _id: number): Promise<ManagedUser> {
    throw new Error('not built yet');
  }

  /**
   * Makes an account and its membership, without flags unless given. Without an organization: the first where the caller
   * may edit users; for superusers the default one.
   * @throws AccessError object.forbidden, organization.not-found, limit.reached; AuthError login.taken,
   *   password.unacceptable, account.invalid
   */
  async create(
    _caller: Caller,
    _draft: NewUser,
    _place?: { readonly organizationId?: number; readonly flags?: MembershipFlags },
  ): Promise<{ readonly user: ManagedUser; readonly password: string }> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found, object.forbidden; AuthError login.taken, password.unacceptable, account.invalid */
  async update(_caller: Caller, _id: number, _change: UserChange): Promise<ManagedUser> {
    throw new Error('not built yet');
  }

  /** Nobody removes themselves. @throws AccessError object.not-found, object.forbidden */
  async remove(_caller: Caller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** The key, undefined where there is none. @throws AccessError object.not-found, object.forbidden */
  async apiKey(_caller: Caller, _id: number): Promise<string | undefined> {
    throw new Error('not built yet');
  }

  /** @throws AccessError object.not-found, object.forbidden */
  async renewApiKey(_caller: Caller, _id: number): Promise<string> {
    throw new Error('not built yet');
  }

  /** Whether the caller may control the account. @throws AccessError object.not-found, object.forbidden */
  async assertControls(_caller: Caller, _id: number): Promise<void> {
    throw new Error('not built yet');
  }

  /** @param canEdit only those where the caller may edit users (true) or may not (false) */
  async organizationsOf(_caller: Caller, _id: number, _canEdit?: boolean): Promise<readonly UserOrganization[]> {
    throw new Error('not built yet');
  }
}
