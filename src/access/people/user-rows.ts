import { accessLevels, type Caller, isSuperuser, type User } from '#auth';
import type { FieldType, ListField, ListSource } from '#lists';
import type { MembershipFlags, PersonName } from '../organizations/organization.js';
import { organizationsOf } from '../organizations/visible-organizations.js';
import { disclosedUsers } from './account-control.js';

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

/** An organization that a user has to do with. */
export interface UserOrganization {
  readonly id: number;
  readonly title: string;
  readonly owner: PersonName | null;
  /** False: there are only permissions on folders or cameras. */
  readonly isMember: boolean;
  readonly flags: Required<MembershipFlags>;
}

/** A user with the organizations that the caller may know of. */
export interface ManagedUser extends User {
  readonly organizations: readonly UserOrganization[];
}

const field = (sql: string, type: FieldType, nullable = true): ListField => ({ sql, type, nullable });

/** Users as one caller sees them: of those whom they know by their number alone, nothing personal, the login included. */
export function userSource(caller: Caller): ListSource<UserField> {
  return {
    name: 'users',
    from: (sql) => `users u cross join lateral (select ${disclosedUsers(caller, sql)} as disclosed) seen`,
    key: 'id',
    search: ['login', 'fullName', 'email', 'note'],
    fields: {
      id: field('u.id', 'integer', false),
      login: field(isSuperuser(caller) ? 'u.login' : shownLogin, 'text', false),
      fullName: field(ofDisclosed('u.full_name'), 'text'),
      email: field(ofDisclosed('u.email'), 'text'),
      phone: field(ofDisclosed('u.phone'), 'text'),
      locale: field('u.locale', 'text'),
      note: field(ofDisclosed('u.note'), 'text'),
      externalId: field(ofDisclosed('u.external_id'), 'text'),
      accessLevel: field('u.access_level', 'text', false),
      disabled: field('u.disabled', 'boolean', false),
      readonly: field('u.readonly', 'boolean', false),
      maxSessions: field('u.max_sessions', 'integer'),
      createdAt: field('u.created_at', 'time', false),
    },
  };
}

const shownLogin = `case when seen.disclosed then u.login else 'user-' || u.id end`;

function ofDisclosed(column: string): string {
  return `case when seen.disclosed then ${column} end`;
}

/** A row of a list of users, as PostgreSQL gives it. */
export type UserRow = { readonly [K in UserField]: unknown } & {
  readonly subject: string;
  readonly organizations: readonly UserOrganization[];
};

/** Over the source of `userSource`. @param known SQL on `organizations o`: those that the caller may know of */
export function userColumns(known: string): Readonly<Record<keyof UserRow, string>> {
  return {
    id: 'u.id',
    subject: 'u.subject',
    login: shownLogin,
    fullName: ofDisclosed('u.full_name'),
    email: ofDisclosed('u.email'),
    phone: ofDisclosed('u.phone'),
    locale: 'u.locale',
    note: ofDisclosed('u.note'),
    externalId: ofDisclosed('u.external_id'),
    accessLevel: 'u.access_level',
    disabled: 'u.disabled',
    readonly: 'u.readonly',
    maxSessions: 'u.max_sessions',
    createdAt: 'u.created_at',
    organizations: organizationsJson('u.id', known),
  };
}

/** The organizations of a user as one JSON value, by id; an owner holds every flag. @param user SQL of the user's id */
export function organizationsJson(user: string, known: string): string {
  const flag = (column: string): string => `coalesce(o.owner_id = ${user} or m.${column}, false)`;
  return `coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', o.id, 'title', o.title, 'isMember', m.user_id is not null or coalesce(o.owner_id = ${user}, false),
      'owner', case when w.id is null then null else jsonb_build_object('id', w.id, 'login', w.login) end,
      'flags', jsonb_build_object(
        'canViewStreams', ${flag('can_view_streams')}, 'canEditStreams', ${flag('can_edit_streams')},
        'canEditUsers', ${flag('can_edit_users')}, 'canViewStats', ${flag('can_view_stats')},
        'canViewPersonLists', ${flag('can_view_person_lists')}, 'canEditPersonLists', ${flag('can_edit_person_lists')}))
      order by o.id)
    from organizations o
    left join users w on w.id = o.owner_id
    left join memberships m on m.organization_id = o.id and m.user_id = ${user}
    where o.id in (${organizationsOf(user)}) and ${known}), '[]'::jsonb)`;
}

export function toManagedUser(row: UserRow): ManagedUser {
  const said = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    id: Number(row.id),
    subject: row.subject,
    login: String(row.login),
    fullName: said(row.fullName),
    email: said(row.email),
    phone: said(row.phone),
    locale: said(row.locale),
    note: said(row.note),
    externalId: said(row.externalId),
    accessLevel: accessLevels.find((level) => level === row.accessLevel) ?? 'generic',
    disabled: row.disabled === true,
    readonly: row.readonly === true,
    maxSessions: typeof row.maxSessions === 'number' ? row.maxSessions : undefined,
    createdAt: row.createdAt instanceof Date ? row.createdAt : new Date(String(row.createdAt)),
    organizations: row.organizations,
  };
}
