import { accessLevels, type Caller, isSuperuser, type User } from '#auth';
import type { FieldType, ListField, ListSource } from '#lists';
import { forEachFlag } from '../organizations/membership-flags.js';
import type { MembershipFlags, PersonName } from '../organizations/organization.js';
import { relatedOrganizations } from '../organizations/visible-organizations.js';
import { inForce } from '../permissions/period.js';
import { profileVisible } from './account-control.js';

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

/** An organization where a user is a member, the owner, or has a permission on a folder or a camera. */
export interface UserOrganization {
  readonly id: number;
  readonly title: string;
  readonly owner: PersonName | null;
  /** False: the user has only permissions on folders or cameras. */
  readonly isMember: boolean;
  readonly flags: Required<MembershipFlags>;
}

/** A user with the organizations that the caller may see. */
export interface ManagedUser extends User {
  readonly organizations: readonly UserOrganization[];
}

const field = (sql: string, type: FieldType, nullable = true): ListField => ({ sql, type, nullable });

/** Users as one caller sees them: where the profile is not visible, nothing personal, the login included. */
export function userSource(caller: Caller): ListSource<UserField> {
  return {
    name: 'users',
    from: (sql) => `users u cross join lateral (select ${profileVisible(caller, sql)} as visible) profile`,
    key: 'id',
    search: ['login', 'fullName', 'email', 'note'],
    fields: {
      id: field('u.id', 'integer', false),
      login: field(isSuperuser(caller) ? 'u.login' : visibleLogin, 'text', false),
      fullName: field(ofVisibleProfile('u.full_name'), 'text'),
      email: field(ofVisibleProfile('u.email'), 'text'),
      phone: field(ofVisibleProfile('u.phone'), 'text'),
      locale: field('u.locale', 'text'),
      note: field(ofVisibleProfile('u.note'), 'text'),
      externalId: field(ofVisibleProfile('u.external_id'), 'text'),
      accessLevel: field('u.access_level', 'text', false),
      disabled: field('u.disabled', 'boolean', false),
      readonly: field('u.readonly', 'boolean', false),
      maxSessions: field('u.max_sessions', 'integer'),
      createdAt: field('u.created_at', 'time', false),
    },
  };
}

const visibleLogin = `case when profile.visible then u.login else 'user-' || u.id end`;

function ofVisibleProfile(column: string): string {
  return `case when profile.visible then ${column} end`;
}

/** A row of a list of users, as PostgreSQL returns it. */
export type UserRow = { readonly [K in UserField]: unknown } & {
  readonly subject: string;
  readonly organizations: readonly UserOrganization[];
};

/** Over the source of `userSource`. @param visible SQL on `organizations o`: those that the caller may see */
export function userColumns(visible: string): Readonly<Record<keyof UserRow, string>> {
  return {
    id: 'u.id',
    subject: 'u.subject',
    login: visibleLogin,
    fullName: ofVisibleProfile('u.full_name'),
    email: ofVisibleProfile('u.email'),
    phone: ofVisibleProfile('u.phone'),
    locale: 'u.locale',
    note: ofVisibleProfile('u.note'),
    externalId: ofVisibleProfile('u.external_id'),
    accessLevel: 'u.access_level',
    disabled: 'u.disabled',
    readonly: 'u.readonly',
    maxSessions: 'u.max_sessions',
    createdAt: 'u.created_at',
    organizations: organizationsJson('u.id', visible),
  };
}

/** The organizations of a user as one JSON value, by id, as they are in force; an owner holds every flag. @param user SQL of the user's id */
export function organizationsJson(user: string, visible: string): string {
  const flags = forEachFlag((_, column) => `coalesce(o.owner_id = ${user} or m.${column}, false)`);
  const pairs = Object.entries(flags).map(([flag, value]) => `'${flag}', ${value}`);
  return `coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', o.id, 'title', o.title, 'isMember', m.user_id is not null or coalesce(o.owner_id = ${user}, false),
      'owner', case when w.id is null then null else jsonb_build_object('id', w.id, 'login', w.login) end,
      'flags', jsonb_build_object(${pairs.join(', ')}))
      order by o.id)
    from organizations o
    left join users w on w.id = o.owner_id
    left join memberships m on m.organization_id = o.id and m.user_id = ${user} and ${inForce('m')}
    where o.id in (${relatedOrganizations(user)}) and ${visible}), '[]'::jsonb)`;
}

export function toManagedUser(row: UserRow): ManagedUser {
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return {
    id: Number(row.id),
    subject: row.subject,
    login: String(row.login),
    fullName: text(row.fullName),
    email: text(row.email),
    phone: text(row.phone),
    locale: text(row.locale),
    note: text(row.note),
    externalId: text(row.externalId),
    accessLevel: accessLevels.find((level) => level === row.accessLevel) ?? 'generic',
    disabled: row.disabled === true,
    readonly: row.readonly === true,
    maxSessions: typeof row.maxSessions === 'number' ? row.maxSessions : undefined,
    createdAt: row.createdAt instanceof Date ? row.createdAt : new Date(String(row.createdAt)),
    organizations: row.organizations,
  };
}
